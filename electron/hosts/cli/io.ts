import type { Readable, Writable } from 'node:stream'
import type { Clock } from '../../core/runtime/capabilities.ts'
import type { Core } from '../../core/service/core.ts'
import type { Locale } from '../../contract/primitives.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The terminal and process around a command; tests bring their own. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean; setRawMode?(on: boolean): unknown }
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  readonly env: Environment
  readonly platform: NodeJS.Platform
  readonly cwd: string
  readonly userHome: string
  /** Ctrl+C or a polite kill, until the returned function is called. */
  onSignal(listener: () => void): () => void
  /** Ends the process at once: the second Ctrl+C. */
  exitNow(code: number): void
}

export interface CoreRequest {
  readonly home: string
  readonly apiBase: string
  readonly locale: Locale
  readonly env: Environment
}

/** A running stand-in for the API (see electron/sandbox). */
export interface Sandbox {
  readonly url: string
  readonly apps: readonly { readonly name: string; readonly appId: string; readonly token: string }[]
  readonly platform: { readonly token: string }
  close(): Promise<void>
}

/** What a command is assembled from; loaded only when needed, so that a small command answers at once. */
export interface Parts {
  readonly clock: Clock
  readonly version: string
  openCore(request: CoreRequest): Promise<Core>
  startSandbox(options: { readonly apps: number; readonly port?: number }): Promise<Sandbox>
}
