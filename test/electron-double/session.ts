import type * as Electron from 'electron'
import { record } from './calls.ts'
import { protocol } from './protocol.ts'

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]

let requested: RequestHandler = null

/** What the app answers when a page of its own asks; Electron grants everything where nobody was put in charge. */
export function isGranted(permission: string, contents: unknown, url: string, isMainFrame: boolean): boolean {
  if (!requested) return true
  let granted = false
  const answer = (yes: boolean) => (granted = yes)
  const details = { isMainFrame, requestingUrl: url, requestingOrigin: url }
  requested(contents as Electron.WebContents, permission as never, answer, details)
  return granted
}

export const defaultSession = {
  protocol,
  setPermissionRequestHandler: (handler: RequestHandler) => {
    requested = handler
  },
  setPermissionCheckHandler: (handler: unknown) => {
    record('session.setPermissionCheckHandler', typeof handler)
  },
  setDevicePermissionHandler: (handler: unknown) => {
    record('session.setDevicePermissionHandler', typeof handler)
  },
  setProxy: (config: Electron.ProxyConfig) => {
    record('session.setProxy', config)
    return Promise.resolve()
  },
  closeAllConnections: () => {
    record('session.closeAllConnections')
    return Promise.resolve()
  },
}

export const session = { defaultSession }
