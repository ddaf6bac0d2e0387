import type { Note, Total } from '../../../electron/contract/methods/query.ts'
import type { Unit } from '../../../electron/contract/units.ts'
import { numberCell, type CopyCell, type CopyTable } from '../../format/clipboard.ts'
import { formatChange, formatDifference, formatSigned, formatValue } from '../../format/numbers.ts'
import { t } from '../../i18n/texts.ts'
import type { ScaleColor } from '../../charts/color-scale.ts'
import type { SeriesColor } from '../../charts/colors.ts'
import type { Dash } from '../../charts/dashes.ts'
import type { GridColumn, GridSort } from '../grid/grid.ts'

/**
 * A column of a ValueTable: texts at the left, the rest at the right. change: in percent, points: of a share in percentage points, between
 * two ranges; difference: from another number beside it, by its unit.
 */
export interface ValueColumn {
  readonly key: string
  readonly title: string
  /** Its name where it does not stand beside what it belongs to: copied, or read out. */
  readonly full?: string
  readonly kind: 'text' | 'number' | 'change' | 'points' | 'difference'
  /** Of its numbers, where a cell does not say otherwise. */
  readonly unit?: Unit
  readonly width?: number
  readonly pinned?: boolean
  /** The lines it is on a chart above. */
  readonly mark?: readonly { readonly color: SeriesColor; readonly dash: Dash }[]
}

/** A cell: a text, or a number with what must be known to read it. */
export interface ValueCell {
  readonly text?: string
  readonly value?: number | null
  /** Where they are not the column's. */
  readonly kind?: ValueColumn['kind']
  readonly unit?: Unit
  readonly note?: Note | null
  /** A small word behind it: the day of a peak. */
  readonly hint?: string
  /** Of a period that is not whole. */
  readonly partial?: boolean
  /** Its value as a colour. */
  readonly shade?: ScaleColor | null
  /** What it is sorted by, where that is neither its text nor its value. */
  readonly order?: string | number
}
export type ValueCells = ReadonlyMap<string, ValueCell>

export interface ValueRow {
  readonly id: number
  readonly cells: ValueCells
}

const WIDTHS = { text: 180, number: 104, change: 88, points: 92, difference: 92 } as const

/** About how wide a title is: a Chinese sign is as wide as two Latin ones. */
const wide = (text: string) => text.length + (text.match(/[\u2e80-\uffff]/g)?.length ?? 0)

/** The columns as the grid takes them; a long title widens its column up to a point, then it breaks. */
export function gridColumnsOf(columns: readonly ValueColumn[]): GridColumn[] {
  return columns.map(({ key, title, full, kind, width, pinned = false, mark }) => ({
    key,
    title,
    ...(full === undefined ? {} : { full }),
    width: width ?? Math.max(WIDTHS[kind], Math.min(168, 34 + wide(title) * 5.4 + (mark ? 24 : 0))),
    align: kind === 'text' ? 'left' : 'right',
    sortable: true,
    pinned,
  }))
}

export function cellText(column: ValueColumn, cell: ValueCell | undefined): string {
  if (!cell) return ''
  if (cell.text !== undefined) return cell.text
  const value = cell.value ?? null
  const unit = cell.unit ?? column.unit ?? 'count'
  switch (cell.kind ?? column.kind) {
    case 'change':
      return formatSigned(value, formatChange)
    case 'points':
      return formatDifference('percent', value)
    case 'difference':
      return formatDifference(unit, value)
    default:
      return formatValue(unit, value)
  }
}

/** Rows sorted by a column; unknown stands last whichever way, and equals keep their order. */
export function sortValues(rows: readonly ValueRow[], sort: GridSort | null, locale: string): readonly ValueRow[] {
  if (!sort) return rows
  const sign = sort.descending ? -1 : 1
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const keyed = rows.map((row) => {
    const cell = row.cells.get(sort.key)
    return { row, order: cell?.order ?? cell?.value ?? cell?.text ?? null }
  })
  keyed.sort((a, b) => {
    if (a.order === null || b.order === null) return Number(a.order === null) - Number(b.order === null)
    if (typeof a.order === 'number' && typeof b.order === 'number') return sign * (a.order - b.order)
    return sign * compare(String(a.order), String(b.order))
  })
  return keyed.map(({ row }) => row)
}

/** A table as it goes to the clipboard: numbers unrounded, durations in seconds and said so; a hint stands in a column of its own. */
export function copyOfValues(columns: readonly ValueColumn[], rows: readonly ValueCells[]): CopyTable {
  const hinted = new Set(columns.map(({ key }) => key).filter((key) => rows.some((cells) => cells.get(key)?.hint)))
  const head = columns.flatMap((column) => {
    const name = column.full ?? column.title
    const counted = column.kind === 'number' || column.kind === 'difference'
    const title = counted && column.unit === 'seconds' ? t('inSeconds', { title: name }) : name
    return hinted.has(column.key) ? [title, t('hintOf', { title: name })] : [title]
  })
  const copied = (cells: ValueCells, column: ValueColumn): CopyCell[] => {
    const cell = cells.get(column.key)
    const own = copyCell(column, cell)
    return hinted.has(column.key) ? [own, { text: cell?.hint ?? '' }] : [own]
  }
  return { head, rows: rows.map((cells) => columns.flatMap((column) => copied(cells, column))) }
}

function copyCell(column: ValueColumn, cell: ValueCell | undefined): CopyCell {
  const kind = cell?.kind ?? column.kind
  if (cell?.text !== undefined || kind === 'text') return { text: cell?.text ?? '' }
  const value = cell?.value ?? null
  if (kind === 'change') return numberCell('percent', value)
  const unit = cell?.unit ?? column.unit ?? 'count'
  // points are no percent: the head says what they are
  if (kind === 'points' || (kind === 'difference' && unit === 'percent')) return numberCell('decimal', value)
  return numberCell(unit, value)
}

/** A total with what must be known to read it. */
export const totalCell = ({ value, note, unit: own }: Total, unit: Unit): ValueCell => ({
  value,
  note,
  unit: own ?? unit,
})
