import type { Input } from '../../../../electron/contract/index.ts'
import type { DateRange } from '../../../format/presets.ts'
import type { MatrixRow } from './rows.ts'

export interface FillScope {
  readonly range: DateRange
  readonly scope: { readonly apps: readonly number[]; readonly tags: readonly string[] }
  /** Report ids; all where empty. */
  readonly reports: readonly string[]
  /** Also days that only a longer range holds. */
  readonly wider: boolean
  /** Also days that may still change. */
  readonly unsettled: boolean
}

/** The sync that fills the gaps of what is shown; of exactly the lines chosen, where some are. */
export function fillInput(
  { range, scope, reports, wider, unsettled }: FillScope,
  chosen: readonly Pick<MatrixRow, 'appId' | 'report'>[],
): Input<'sync.start'> {
  const only = chosen.map(({ appId, report }) => ({
    ...(appId === null ? {} : { appId }),
    ...(report === null ? {} : { report }),
  }))
  return {
    range,
    scope: { apps: [...scope.apps], tags: [...scope.tags] },
    reports: [...reports],
    fill: { wider, unsettled, ...(only.length > 0 ? { only } : {}) },
  }
}

/** How long so many requests take at a rate a second, in whole minutes; 0 for less than one. */
export const minutesFor = (requests: number, rate: number): number => Math.floor(requests / rate / 60)
