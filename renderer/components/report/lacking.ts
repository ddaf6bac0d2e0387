import type { ErrorCode } from '../../../electron/contract/errors.ts'
import type { App } from '../../../electron/contract/methods/apps.ts'
import type { SyncFailure } from '../../../electron/contract/methods/jobs.ts'
import type { Failure } from '../causes/ways-out.ts'

const BY_TOKEN: Record<Exclude<App['tokenState'], 'ok'>, ErrorCode> = {
  expired: 'token.expired',
  unreadable: 'token.sealed-elsewhere',
  none: 'token.missing',
}

/** What ends an app's sync is met once, at whatever report came first. */
const ENDS: readonly SyncFailure['action'][] = ['renew', 'recover', 'stop-app', 'stop-all', 'token']

/**
 * What keeps apps from having a report's numbers: what the last sync met, else a token that is not there, else a permission that was not
 * granted. Apps that are in none of these were only never fetched for these days.
 */
export function causesOf(
  apps: readonly Pick<App, 'id' | 'name' | 'tokenState' | 'dataPermission'>[],
  report: string,
  failed: readonly SyncFailure[],
): Failure[] {
  return apps.flatMap(({ id, name, tokenState, dataPermission }) => {
    const own = failed.filter(({ appId }) => appId === id)
    const met = own.find((failure) => failure.report === report) ?? own.find(({ action }) => ENDS.includes(action))
    const cause = (code: ErrorCode): Failure[] => [
      { appId: id, app: name, error: { code, message: code, details: { app: name } } },
    ]
    if (met) return [{ appId: id, app: name, error: met.error }]
    if (tokenState !== 'ok') return cause(BY_TOKEN[tokenState])
    return dataPermission === false ? cause('api.permission') : []
  })
}
