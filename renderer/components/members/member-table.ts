import type { Unit } from '../../../electron/contract/units.ts'
import type { ValueCell, ValueCells, ValueColumn, ValueRow } from '../values/values.ts'
import { differenceFrom, indexFrom } from './against.ts'
import type { Member, Reading, Side, Sides } from './sides.ts'
import { t } from './texts.ts'

export const NAME = 'name'
export const ALIAS = 'alias'
export const GROUP = 'group'
export const BEFORE = 'before'
export const CHANGE = 'change'
export const OTHER = 'other'
export const DIFFERENCE = 'difference'
export const INDEX = 'index'

export interface Table {
  readonly columns: readonly ValueColumn[]
  readonly rows: readonly ValueRow[]
  readonly feet: readonly ValueCells[]
}

export interface MemberTableOptions {
  /** What a member is called: the report's dimension. */
  readonly dimension: string
  /** The name of a metric. */
  readonly nameOf: (column: string) => string
  /** The metric that is compared: with the other range, with the other side. */
  readonly metric: string
  readonly side: Side
  readonly other: Side | null
  /** The line of all members as one; null where that says nothing. */
  readonly total: string | null
  /** Pixels of the names, where they are long. */
  readonly nameWidth?: number
}

/**
 * Members down, every metric across; beside the one looked at what it was, what it is elsewhere, and how far the two are apart. A row's
 * id is the member's place in `sides.members`; groups are a column and no rows.
 */
export function memberTable(sides: Sides, options: MemberTableOptions): Table {
  const { members } = sides
  const groups = new Map(members.map(({ id, label }) => [id, label]))
  const grouped = members.some(({ parent }) => parent !== null)
  const rows = members.flatMap((member, id): ValueRow[] => {
    if (grouped && member.parent === null) return []
    const cells = new Map<string, ValueCell>([[NAME, { text: member.label, ...orderOf(grouped, id) }]])
    if (member.alias !== null) cells.set(ALIAS, { text: member.alias })
    if (member.parent !== null) cells.set(GROUP, { text: groups.get(member.parent) ?? '', order: id })
    return [{ id, cells: filled(cells, sides, options, member) }]
  })
  const foot = options.total === null ? null : new Map<string, ValueCell>([[NAME, { text: options.total }]])
  return { columns: columnsOf(sides, options, grouped), rows, feet: foot ? [filled(foot, sides, options, null)] : [] }
}

/** Classes of a scale sort by their place, not by their name. */
const orderOf = (grouped: boolean, id: number) => (grouped ? { order: id } : {})

/** The side it is seen against, where that is not its own past: that has columns of its own. */
const elsewhere = ({ other }: MemberTableOptions) => (other && !other.before ? other : null)

function columnsOf(sides: Sides, options: MemberTableOptions, grouped: boolean): ValueColumn[] {
  const { dimension, nameWidth = 170 } = options
  const name: ValueColumn = { key: NAME, title: dimension, kind: 'text', width: nameWidth, pinned: true }
  const aliased = sides.members.some(({ alias }) => alias !== null)
  const alias: ValueColumn[] = aliased ? [{ key: ALIAS, title: t('alias'), kind: 'text', width: 96 }] : []
  const group: ValueColumn[] = grouped ? [{ key: GROUP, title: t('group'), kind: 'text', width: 100 }] : []
  const metrics = sides.columns.flatMap(({ key, unit }): ValueColumn[] => {
    const own: ValueColumn = { key, title: options.nameOf(key), kind: 'number', unit }
    return key === options.metric ? [own, ...besideOf(sides, options, unit)] : [own]
  })
  return [name, ...alias, ...group, ...metrics]
}

function besideOf(sides: Sides, options: MemberTableOptions, unit: Unit): ValueColumn[] {
  const { beforeRange } = sides
  const other = elsewhere(options)
  const change: ValueColumn =
    unit === 'percent'
      ? { key: CHANGE, title: t('points'), kind: 'points' }
      : { key: CHANGE, title: t('change'), kind: 'change' }
  const before: ValueColumn[] = beforeRange ? [{ key: BEFORE, title: t('before'), kind: 'number', unit }, change] : []
  if (!other) return before
  const beside: ValueColumn[] = [{ key: OTHER, title: other.name, kind: 'number', unit }]
  if (unit !== 'count')
    beside.push({
      key: DIFFERENCE,
      title: unit === 'percent' ? t('differencePoints') : t('difference'),
      kind: 'difference',
      unit,
    })
  if (unit === 'percent') beside.push({ key: INDEX, title: t('index'), kind: 'number', unit: 'count', width: 72 })
  return [...before, ...beside]
}

function filled(
  cells: Map<string, ValueCell>,
  sides: Sides,
  options: MemberTableOptions,
  member: Member | null,
): ValueCells {
  const { side, metric } = options
  const other = elsewhere(options)
  for (const { key, unit } of sides.columns) {
    const own = side.read(member, key)
    cells.set(key, cellOf(own))
    if (key !== metric) continue
    if (sides.beforeRange) {
      cells.set(BEFORE, { value: own.before })
      cells.set(CHANGE, { value: unit === 'percent' ? own.points : own.change })
    }
    if (!other) continue
    const beside = other.read(member, key)
    cells.set(OTHER, cellOf(beside))
    cells.set(DIFFERENCE, { value: differenceFrom(unit, own, beside) })
    cells.set(INDEX, { value: indexFrom(unit, own, beside) })
  }
  return cells
}

/** How most numbers of an answer are read is said once, not at each. */
const QUIET: readonly Reading['note'][] = ['estimate', 'derived']

const cellOf = ({ value, note }: Reading): ValueCell => ({ value, note: QUIET.includes(note) ? null : note })
