import type { ChangedCell } from '../../../electron/contract/methods/history-changes.ts'
import type { ValueCell, ValueColumn, ValueRow } from '../../components/values/values.ts'
import { formatMoment, formatRange } from '../../format/dates.ts'
import type { Names } from './names.ts'
import { t } from './texts.ts'

/** A number that reads differently at two moments; from whichever answer. */
export type Cell = Pick<
  ChangedCell,
  'appId' | 'app' | 'report' | 'variant' | 'from' | 'to' | 'label' | 'parent' | 'metric' | 'unit' | 'before' | 'after'
> &
  Partial<Pick<ChangedCell, 'kind' | 'whole' | 'beforeAt' | 'at' | 'difference' | 'percent'>>

export type CellColumn =
  'at' | 'app' | 'report' | 'row' | 'period' | 'metric' | 'kind' | 'before' | 'after' | 'difference' | 'percent'

const WIDTHS: Readonly<Partial<Record<CellColumn, number>>> = {
  at: 84,
  app: 108,
  report: 138,
  row: 116,
  period: 140,
  metric: 118,
  kind: 64,
  before: 84,
  after: 84,
  difference: 92,
  percent: 80,
}
const NUMBERS: ReadonlySet<CellColumn> = new Set(['before', 'after', 'difference'])

export const cellColumns = (keys: readonly CellColumn[]): ValueColumn[] =>
  keys.map((key) => ({
    key,
    title: t(`cell.${key}`),
    kind: key === 'percent' ? 'change' : NUMBERS.has(key) ? 'number' : 'text',
    ...(WIDTHS[key] === undefined ? {} : { width: WIDTHS[key] }),
  }))

/** Cells as rows of a table, in their order. */
export function cellRows(cells: readonly Cell[], names: Names): ValueRow[] {
  return cells.map((cell, i) => ({ id: i + 1, cells: new Map(Object.entries(textsOf(cell, names))) }))
}

function textsOf(cell: Cell, names: Names): Record<CellColumn, ValueCell> {
  const { unit, before, after } = cell
  const known = before !== null && after !== null
  const percent = cell.percent === undefined && known && before !== 0 ? (100 * (after - before)) / before : cell.percent
  return {
    at: cell.at === null || cell.at === undefined ? { text: '' } : { text: formatMoment(cell.at), order: cell.at },
    app: { text: names.app(cell.appId, cell.app) },
    report: { text: names.series(cell.report, cell.variant) },
    row: { text: rowName(cell) },
    period: { text: formatRange(cell.from, cell.to) },
    metric: { text: names.metric(cell.report, cell.metric) },
    kind: { text: cell.kind ? t(`kinds.${cell.kind}`) : '' },
    before: { value: before, unit },
    after: { value: after, unit },
    difference: differenceCell(unit, cell.difference ?? (known ? after - before : null)),
    percent: { value: percent ?? null },
  }
}

/** Of two percentages the difference is told in points, not in percent. */
const differenceCell = (unit: Cell['unit'], value: number | null): ValueCell =>
  unit === 'percent' && value !== null ? { value, unit: 'decimal', hint: t('points') } : { value, unit }

/** Whether any of the numbers stands in a row with a name; of periods alone none does. */
export const areNamed = (cells: readonly Cell[]): boolean => cells.some((cell) => rowName(cell) !== '')

/** A member with its group, the reply's own sum, or nothing for a period. */
export function rowName({ label, parent, whole }: Pick<Cell, 'label' | 'parent' | 'whole'>): string {
  if (whole) return t('wholeRow')
  return [parent, label].filter((part) => part !== null && part !== '').join(' › ')
}
