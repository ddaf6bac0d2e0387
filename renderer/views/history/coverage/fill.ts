import type { Input } from '../../../../electron/contract/index.ts'
import type { DateRange } from '../../../format/presets.ts'
import type { MatrixRow } from './rows.ts'

export interface FillScope {
  readonly range: DateRange
  readonly scope: { readonly apps: readonly number[]; readonly tags: readonly string[] }
  /** Report ids; all where empty. */
  readonly reports: readonly string[]
  /** Also days that may still change. */
  readonly unsettled: boolean
}

/** The sync that fills the gaps of what is shown; of the lines chosen, where some are: their apps and their reports. */
export function fillInput(
  { range, scope, reports, unsettled }: FillScope,
  chosen: readonly Pick<MatrixRow, 'appId' | 'report'>[],
): Input<'sync.start'> {
  const apps = chosen.map(({ appId }) => appId)
  const own = chosen.map(({ report }) => report)
  const known = <T>(list: readonly (T | null)[]) => [...new Set(list.filter((each) => each !== null))]
  return {
    range,
    scope:
      chosen.length === 0 || apps.includes(null)
        ? { apps: [...scope.apps], tags: [...scope.tags] }
        : { apps: known(apps), tags: [] },
    reports: chosen.length === 0 || own.includes(null) ? [...reports] : known(own),
    fill: unsettled ? 'unsettled' : 'gaps',
  }
}

/** How long so many requests take at a rate a second, in whole minutes; 0 for less than one. */
export const minutesFor = (requests: number, rate: number): number => Math.floor(requests / rate / 60)
