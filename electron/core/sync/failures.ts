import type { AppError } from '../../contract/errors.ts'
import { syncAction, type SyncFailure } from '../../contract/methods/jobs.ts'

type Action = SyncFailure['action']

/** What is to be done about a failed request: the API's own table says so (the client puts it into the details), else the kind of error. */
export function actionOf(error: AppError): Action {
  const said = syncAction.safeParse(error.details['action'])
  if (said.success) return said.data
  if (error.code.startsWith('token.')) return 'token'
  if (error.code.startsWith('store.')) return 'stop-all'
  if (error.code.startsWith('network.')) return 'retry'
  return 'none'
}

/** Failures that make every further call of this app pointless: no permission, no valid token, not granted. */
export function endsTheApp(error: AppError): boolean {
  const action = actionOf(error)
  return action === 'stop-app' || action === 'token' || action === 'recover' || action === 'renew'
}

/** Failures that meet every app alike: the address is not on the allow-list, the day's calls are used up, the history cannot be written. */
export function endsEverything(error: AppError): boolean {
  const action = actionOf(error)
  return action === 'stop-all' || action === 'pause'
}
