import { shell, type App, type Session, type WebContents } from 'electron'
import { APP_HOST, APP_SCHEME } from '../contract/rpc.ts'

/** Hosts a person may be sent to in their own browser. */
const EXTERNAL_HOSTS = ['smartprogram.baidu.com', 'openapi.baidu.com', 'github.com']

/** In Node `new URL('app://x/').origin` is 'null': compare protocol and host. */
export function isOwnUrl(url: string, devServer?: string): boolean {
  try {
    const { protocol, host } = new URL(url)
    if (protocol === `${APP_SCHEME}:` && host === APP_HOST) return true
    return devServer !== undefined && protocol === new URL(devServer).protocol && host === new URL(devServer).host
  } catch {
    return false
  }
}

export function isAllowedExternal(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(url)
    return protocol === 'https:' && EXTERNAL_HOSTS.includes(hostname)
  } catch {
    return false
  }
}

/** Copying a table is all the page may ask for. */
const COPYING = 'clipboard-sanitized-write'

/** The page needs no camera, no place, no device: every permission is refused, but that our own page may copy. */
export function denyPermissions(session: Session, devServer?: string): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { isMainFrame, requestingUrl }) => {
    answer(permission === COPYING && isMainFrame && isOwnUrl(requestingUrl, devServer))
  })
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { isMainFrame }) =>
      permission === COPYING && isMainFrame && isOwnUrl(origin, devServer),
  )
  session.setDevicePermissionHandler(() => false)
}

/** No page of ours ever navigates, opens a window or embeds a web view; allow-listed links open in the person's browser. */
export function guardContents(app: App, devServer?: string): void {
  app.on('web-contents-created', (_event, contents) => {
    guard(contents, devServer)
  })
}

function guard(contents: WebContents, devServer: string | undefined): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnUrl(event.url, devServer)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnUrl(event.url, devServer)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(({ url }) => {
    if (isAllowedExternal(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
}
