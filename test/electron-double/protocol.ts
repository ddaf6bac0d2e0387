import type * as Electron from 'electron'
import { app } from './app.ts'

type Handler = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Handler>()

export const isOwnScheme = (scheme: string) => handlers.has(scheme)
export const handlerOf = (url: string) => handlers.get(new URL(url).protocol.slice(0, -1))

export const protocol = {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme } of schemes) handlers.set(scheme, () => new Response(null, { status: 404 }))
  },
  handle(scheme: string, handler: Handler): void {
    handlers.set(scheme, handler)
  },
  unhandle(scheme: string): void {
    handlers.delete(scheme)
  },
  isProtocolHandled: isOwnScheme,
}
