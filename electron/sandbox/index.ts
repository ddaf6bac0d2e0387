import { dayOf, type Day } from '../contract/calendar.ts'
import { CONTROL_PATH, handleControl } from './control.ts'
import { FaultControl, type Fault } from './faults.ts'
import type { SandboxReply, SandboxRequest } from './http.ts'
import type { AppOptions, Character } from './numbers/profiles.ts'
import { hash, hashText } from './numbers/random.ts'
import { World, type RestateOptions } from './numbers/world.ts'
import type { QuirkChoice } from './quirks.ts'
import { serve } from './server.ts'
import { SandboxService, type LogEntry, type RequestCounters } from './service.ts'
import { LIFETIMES, TokenRegistry, type Lifetimes } from './tokens.ts'

export type { Fault, FaultControl, FaultKind, FaultRule } from './faults.ts'
export type { SandboxReply, SandboxRequest } from './http.ts'
export type { AppOptions } from './numbers/profiles.ts'
export type { RestateOptions } from './numbers/world.ts'
export type { LogEntry, RequestCounters } from './service.ts'

export interface SandboxOptions {
  /** 0 takes a free port. */
  readonly port?: number
  /** How many apps, or what is to be special about each. */
  readonly apps?: number | readonly AppOptions[]
  /** The same seed gives the same apps, tokens and numbers. */
  readonly seed?: number | string
  /** The present moment, for tokens. */
  readonly now?: () => number
  /** The present day: yesterday is the last one with numbers. Defaults to the day of `now`. */
  readonly today?: () => Day
  /** Switched on from the start. */
  readonly faults?: readonly Fault[]
  readonly log?: (entry: LogEntry) => void
  /** So many of the latest days are still provisional on the day they are fetched; default 0. */
  readonly restatedDays?: 0 | 1 | 2 | 3
  readonly quirks?: QuirkChoice
  /** Answer the specification's own requests with its own replies; default true. */
  readonly samples?: boolean
  /** Report 10's metrics one level down, under `indicator`. */
  readonly platformNested?: boolean
  /** Seconds until tokens and codes given out by the sandbox expire. */
  readonly lifetimes?: Partial<Lifetimes>
}

export interface SandboxApp {
  readonly name: string
  readonly appId: string
  /** What kind of app it is; decides its rhythm. */
  readonly character: Character
  /** A pasted token that does not run out by itself. */
  readonly token: string
  /** Whether the app granted 数据权限. */
  readonly authorised: boolean
}

/** The API without a server. */
export interface SandboxCore {
  readonly apps: readonly SandboxApp[]
  readonly platform: { readonly token: string; readonly clientId: string; readonly ticket: string }
  readonly requests: RequestCounters
  readonly faults: FaultControl
  /** Changes published days from now on. */
  restate(options: RestateOptions): void
  /** A new app token, alive for so many seconds (default: the lifetime of app tokens). */
  issueToken(appId: string, seconds?: number): string
  /** Every app token given out so far is expired, pasted ones too. */
  expireTokens(): void
  handle(request: SandboxRequest): SandboxReply
}

export interface Sandbox extends SandboxCore {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  close(): Promise<void>
}

/** Makes the API without a server: requests go in through `handle`. */
export function createSandbox(options: SandboxOptions = {}): SandboxCore {
  const seed = typeof options.seed === 'string' ? hashText(options.seed) : (options.seed ?? 1) >>> 0
  const now = options.now ?? Date.now
  const today = options.today ?? (() => dayOf(now()))
  const { apps = 6 } = options
  const list = typeof apps === 'number' ? Array.from({ length: apps }, () => ({})) : apps
  const world = new World(seed, list, today, options.restatedDays ?? 0)
  const tokens = new TokenRegistry(seed, now)
  tokens.lifetimes = { ...LIFETIMES, ...options.lifetimes }
  const faults = new FaultControl()
  for (const fault of options.faults ?? []) faults.add(fault)
  const identity = { clientId: `sandboxclient${seed}`, ticket: hash(seed, 3).toString(16).padStart(8, '0').repeat(4) }
  const service = new SandboxService(world, tokens, faults, {
    identity,
    log: options.log,
    data: {
      quirks: options.quirks ?? 'by-app',
      samples: options.samples ?? true,
      platformNested: options.platformNested ?? false,
    },
  })
  const described = {
    platform: { token: tokens.lasting('platform', ''), ...identity },
    apps: world.profiles.map(({ name, appId, character, authorised }) => ({
      name,
      appId,
      character,
      authorised,
      token: tokens.lasting('app', appId),
    })),
  }
  const controlled = {
    faults,
    counters: service.counters,
    resetCounters: () => service.resetCounters(),
    describe: () => described,
  }
  return {
    ...described,
    requests: service.counters,
    faults,
    restate: (change) => world.restate(change),
    issueToken: (appId, seconds) => tokens.issue('app', appId, seconds).token,
    expireTokens: () => tokens.expireAppTokens(),
    handle: (request) =>
      request.url.startsWith(CONTROL_PATH) ? handleControl(request, controlled) : service.handle(request),
  }
}

/** Starts the API on 127.0.0.1. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const core = createSandbox(options)
  const server = await serve(options.port ?? 0, (request) => core.handle(request))
  return { ...core, url: server.url, close: server.close }
}

/** What the command line prints of a running sandbox: its address, and everything a client needs to log in. */
export function describeSandbox(sandbox: Sandbox): {
  readonly url: string
  readonly platform: Sandbox['platform']
  readonly apps: readonly SandboxApp[]
} {
  return { url: sandbox.url, platform: sandbox.platform, apps: sandbox.apps }
}
