import type { CopyTable } from '../../../format/clipboard.ts'
import { numberCell } from '../../../format/clipboard.ts'
import { partOf, STATES, type StateLetter } from './states.ts'
import type { MatrixRow } from './rows.ts'
import { t } from './texts.ts'

export const stateName = (state: StateLetter): string => t(`states.${state}`)

/** Lines as a table to paste: how many days stand how, and of a single report of an app each day in words. */
export function coverageCopy(
  rows: readonly MatrixRow[],
  days: readonly string[],
  names: { readonly app: (row: MatrixRow) => string; readonly report: (row: MatrixRow) => string },
): CopyTable {
  const states = STATES.filter((state) => state !== 'a')
  return {
    head: [t('app'), t('report'), t('partFull'), ...states.map(stateName), ...days],
    rows: rows.map((row) => [
      { text: names.app(row) },
      { text: names.report(row) },
      numberCell('percent', partOf(row.tally)),
      ...states.map((state) => numberCell('count', row.tally[state])),
      ...days.map((_, d) => ({ text: row.below.length > 0 ? '' : wordOf(row.days[0]?.[d]) })),
    ]),
  }
}

const wordOf = (letter: string | undefined) => {
  const state = STATES.find((each) => each === letter)
  return state ? stateName(state) : ''
}
