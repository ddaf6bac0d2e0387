import { parseDay } from '../contract/calendar.ts'

/** What can go wrong, each with its own settings. */
export type FaultKind =
  /** An HTTP status (default 503) with a plain text; `retryAfter` adds the header, in seconds. */
  | { readonly kind: 'http-5xx'; readonly status?: number; readonly retryAfter?: number | string }
  /** HTTP 200 (or `status`) with a web page. */
  | { readonly kind: 'html'; readonly status?: number }
  /** The right reply, cut off in the middle, complete as HTTP. */
  | { readonly kind: 'cut-json' }
  /** The connection breaks, before the reply or (`within`) in the middle of it. */
  | { readonly kind: 'reset'; readonly within?: boolean }
  /** The right reply, late. */
  | { readonly kind: 'slow'; readonly delayMs?: number }
  /** An error envelope: exactly one of errno, error_code, error. `status` defaults to 200, to 400 for `error`. */
  | {
      readonly kind: 'code'
      readonly errno?: number
      readonly error_code?: number
      readonly error?: string
      readonly msg?: string
      readonly status?: number
    }
  /** All app tokens given out so far are expired from this request on. */
  | { readonly kind: 'expire-tokens' }
  /** Days (`YYYY-MM-DD`) are other numbers from this request on. */
  | {
      readonly kind: 'restate'
      readonly from: string
      readonly to: string
      readonly app?: string
      readonly factor?: number
    }
  /** errno 0, and an error inside `data`. */
  | { readonly kind: 'data-error'; readonly errorCode?: number; readonly errorMessage?: string }
  /** Later pages begin with the last row(s) of the page before. */
  | { readonly kind: 'duplicate-rows'; readonly rows?: number }
  /** `total` is not the number of rows. */
  | { readonly kind: 'wrong-total'; readonly total?: number; readonly by?: number }

/** Which requests a fault is about, and how often it strikes. */
export interface FaultRule {
  /** All that are given have to fit. `path` is a part of the path, `app` a name or app id, `report` a report id. */
  readonly match?: { readonly path?: string; readonly app?: string; readonly report?: string }
  /** Strikes at most so often; for ever by default. */
  readonly times?: number
  /** Strikes at every n-th matching request only. */
  readonly every?: number
  /** Lets so many matching requests pass first. */
  readonly afterRequests?: number
}

export type Fault = FaultKind & FaultRule

/** What is known of a request when faults are chosen. */
export interface FaultTarget {
  readonly path: string
  readonly appId: string
  readonly appName: string
  readonly report: string
}

interface Armed {
  readonly id: number
  readonly fault: Fault
  seen: number
  struck: number
}

const KINDS: ReadonlySet<string> = new Set([
  'http-5xx',
  'html',
  'cut-json',
  'reset',
  'slow',
  'code',
  'expire-tokens',
  'restate',
  'data-error',
  'duplicate-rows',
  'wrong-total',
])

/** The switches: faults are added and removed while the sandbox runs. */
export class FaultControl {
  private armed: Armed[] = []
  private lastId = 0

  /** Switches a fault on; returns the id to remove it by. Throws on a kind or a setting that does not exist. */
  add(fault: Fault): number {
    check(fault)
    this.armed.push({ id: ++this.lastId, fault, seen: 0, struck: 0 })
    return this.lastId
  }

  remove(id: number): boolean {
    const before = this.armed.length
    this.armed = this.armed.filter((entry) => entry.id !== id)
    return this.armed.length < before
  }

  clear(): void {
    this.armed = []
  }

  /** What is switched on, and how often it was met and struck. */
  list(): readonly { readonly id: number; readonly fault: Fault; readonly seen: number; readonly struck: number }[] {
    return this.armed.map((entry) => ({ ...entry }))
  }

  /** The faults that strike this request. */
  strike(target: FaultTarget): readonly Fault[] {
    if (this.armed.length === 0) return []
    return this.armed.filter((entry) => fits(entry.fault, target) && strikes(entry)).map((entry) => entry.fault)
  }
}

function fits({ match }: Fault, target: FaultTarget): boolean {
  if (!match) return !target.path.startsWith('/broker')
  if (match.path !== undefined && !target.path.includes(match.path)) return false
  if (match.report !== undefined && match.report !== target.report) return false
  return match.app === undefined || match.app === target.appId || match.app === target.appName
}

function strikes(entry: Armed): boolean {
  entry.seen++
  const past = entry.seen - (entry.fault.afterRequests ?? 0)
  const limit = entry.fault.times ?? (entry.fault.kind === 'restate' ? 1 : Number.POSITIVE_INFINITY)
  if (past <= 0 || past % (entry.fault.every ?? 1) !== 0 || entry.struck >= limit) return false
  entry.struck++
  return true
}

function check(fault: Fault): void {
  if (!KINDS.has(fault.kind)) throw new TypeError(`no such fault: ${fault.kind}`)
  if (fault.kind === 'code') {
    const given = [fault.errno, fault.error_code, fault.error].filter((code) => code !== undefined)
    if (given.length !== 1) throw new TypeError('a code fault takes exactly one of errno, error_code and error')
  }
  if (fault.kind === 'restate' && (parseDay(fault.from) === null || parseDay(fault.to) === null)) {
    throw new TypeError('a restate fault takes from and to as YYYY-MM-DD')
  }
}
