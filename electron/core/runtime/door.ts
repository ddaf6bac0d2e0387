import type { Events } from '../../contract/index.ts'
import type { HostFunctions } from '../../contract/rpc.ts'
import type { Settings } from '../../contract/methods/settings.ts'
import type { Locale } from '../../contract/primitives.ts'

/** What the data worker needs to know when it starts. */
export interface DataWorkerData {
  readonly home: string
  readonly apiBase: string
  readonly version: string
  readonly locale: Locale
  readonly door: { readonly kind: 'electron' | 'server'; readonly desktop: boolean; readonly secretsPersist: boolean }
  /** Names the door's sealer (see Sealer.id). */
  readonly sealerId: string
  /** Requests go through the door's own network stack instead of Node's. */
  readonly fetchThroughDoor: boolean
  readonly checkOutput: boolean
}

/** A request handed to the door's network stack. */
export interface DoorRequest {
  readonly id: number
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export interface DoorResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** The sample workspace's API: a sandbox the door runs beside the core. */
export interface SampleApi {
  readonly url: string
  readonly platformToken: string
  readonly apps: readonly {
    readonly name: string
    readonly appId: string
    readonly token: string
    readonly tags: readonly string[]
  }[]
}

/** What a door does for the core in its worker: the capabilities port, over messages. */
export interface DoorFunctions {
  event<E extends keyof Events>(name: E, payload: Events[E]): void
  seal(plain: string): Promise<Uint8Array>
  open(sealed: Uint8Array): Promise<string>
  reseal(sealed: Uint8Array): Promise<Uint8Array | null>
  fetch(request: DoorRequest): Promise<DoorResponse>
  abort(id: number): void
  /** Takes the setting `proxy` into use for `fetch`. */
  useProxy(setting: Settings['proxy']): void
  startSample(): Promise<SampleApi>
  /** Asks where to write; null when dismissed. */
  savePath(kind: 'workbook' | 'data' | 'history', name: string): Promise<string | null>
  /** Asks for a file to read or a folder; null when dismissed. */
  openPath(kind: 'table' | 'history' | 'workbook' | 'folder'): Promise<string | null>
  /** Shows a file in its folder, or answers an address to download it from. */
  reveal(path: string): Promise<string | null>
}

/** What the core in its worker does for the door. */
export interface CoreThreadFunctions extends HostFunctions {
  close(): Promise<void>
}
