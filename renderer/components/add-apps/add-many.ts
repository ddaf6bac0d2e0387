import type { Input } from '../../../electron/contract/index.ts'
import { AppError } from '../../../electron/contract/errors.ts'
import { api } from '../../api/index.ts'
import { errorShapeText, errorText } from '../../i18n/shared.ts'
import { t } from './texts.ts'

/** What came of adding some apps: how many there are now, and in words what is wrong with the others. */
export interface Added {
  readonly count: number
  readonly problems: readonly string[]
}

/** Adds apps one after the other; one that is there already or refused does not stop the rest. */
export async function addApps(inputs: readonly Input<'apps.add'>[]): Promise<Added> {
  const problems: string[] = []
  let count = 0
  for (const input of inputs) {
    try {
      const { app, check } = await api.call('apps.add', input)
      count += 1
      if (check?.error) problems.push(t('checkFailed', { app: app.name, why: errorShapeText(check.error) }))
      else if (check?.dataPermission === false) problems.push(t('noPermission', { app: app.name }))
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      problems.push(errorText(thrown))
    }
  }
  return { count, problems }
}
