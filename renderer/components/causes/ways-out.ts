import type { AppErrorShape, ErrorCode } from '../../../electron/contract/errors.ts'

/** Something that failed for an app. */
export interface Failure {
  readonly appId: number
  readonly app: string
  readonly error: AppErrorShape
  /** What of it: the report's name. */
  readonly what?: string
}

/** Where a person goes to mend the cause of a failure. */
export type WayOut = 'token' | 'platform' | 'allow-list' | 'permission' | 'pace' | 'network' | 'history'

const BY_CODE: Partial<Record<ErrorCode, WayOut>> = {
  'token.missing': 'token',
  'token.expired': 'token',
  'token.sealed-elsewhere': 'token',
  'token.recover': 'token',
  'api.token': 'token',
  'token.broker': 'platform',
  'api.oauth': 'platform',
  'api.ip': 'allow-list',
  'api.permission': 'permission',
  'api.app': 'permission',
  'api.granted-elsewhere': 'permission',
  'api.rate': 'pace',
  'network.unreachable': 'network',
  'network.timeout': 'network',
  'network.http': 'network',
  'network.garbled': 'network',
  'store.damaged': 'history',
  'store.full': 'history',
}

/** The platform's own calls (app 0) have no form of their own: its token is set for all. Null where waiting is all there is. */
export function wayOut(code: ErrorCode, appId: number): WayOut | null {
  const way = BY_CODE[code] ?? null
  return way === 'token' && appId === 0 ? 'platform' : way
}

/** The part of the settings a way leads to; the token form is a dialog of its own. */
export const SECTION_OF: Readonly<Record<Exclude<WayOut, 'token'>, Readonly<Record<string, string>>>> = {
  platform: { section: 'tokens' },
  'allow-list': { section: 'tokens', at: 'allow-list' },
  permission: { section: 'tokens', at: 'permission' },
  pace: { section: 'fetching' },
  network: { section: 'fetching' },
  history: { section: 'history' },
}
