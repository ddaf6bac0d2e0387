import { protocol } from './protocol.ts'

/** What the app answers when a page asks for a permission; tests ask it directly. */
export const permissions: { request: unknown; check: unknown; device: unknown } = {
  request: null,
  check: null,
  device: null,
}

export const defaultSession = {
  protocol,
  setPermissionRequestHandler: (handler: unknown) => (permissions.request = handler),
  setPermissionCheckHandler: (handler: unknown) => (permissions.check = handler),
  setDevicePermissionHandler: (handler: unknown) => (permissions.device = handler),
  setProxy: () => Promise.resolve(),
  resolveProxy: () => Promise.resolve('DIRECT'),
}

export const session = { defaultSession }
export const net = { fetch: (input: string | Request, init?: RequestInit) => fetch(input, init), isOnline: () => true }
