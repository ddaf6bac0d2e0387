import type { Result, Events } from './index.ts'

/** What a page may call, whatever carries it (Electron's ipc, a WebSocket, a worker's port). Only methods of the contract are answered. */
export interface HostFunctions {
  call(method: string, input: unknown): Promise<Result<unknown>>
}

/** What the host tells a page. */
export interface PageFunctions {
  event<E extends keyof Events>(name: E, payload: Events[E]): void
}

/** The one ipc channel between page and main process. */
export const IPC_CHANNEL = 'cygnet'
/** The page's own scheme and host under Electron. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'cygnet'

/** The page may load its own files and nothing else; styles may be set from script (chart sizes, virtual rows). */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
