import type * as Electron from 'electron'
import { app } from './app.ts'

type Handler = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Handler>()
/** Schemes whose pages can do what pages of https can; Chromium treats the addresses of others as plain text. */
const privileged = new Set<string>()

export const isOwnScheme = (scheme: string) => privileged.has(scheme)
export const handlerOf = (url: string) => handlers.get(new URL(url).protocol.slice(0, -1))

export const protocol = {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of schemes)
      if (privileges?.standard && privileges.secure && privileges.supportFetchAPI) privileged.add(scheme)
  },
  handle(scheme: string, handler: Handler): void {
    handlers.set(scheme, handler)
  },
  unhandle(scheme: string): void {
    handlers.delete(scheme)
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
}
