import { divergingScale, INDEX_SCALE, scaleColor, sequentialScale, type ColorScale } from '../../charts/color-scale.ts'
import type { Unit } from '../../../electron/contract/units.ts'
import type { ValueCell, ValueColumn, ValueRow } from '../values/values.ts'
import { indexFrom } from './against.ts'
import { NAME, type Table } from './member-table.ts'
import type { Member, Reading, Side } from './sides.ts'

/** What a heat table's cells hold: the number, its index against all apps, or how it moved since the range compared with. */
export const HEATS = ['value', 'index', 'change'] as const
export type Heat = (typeof HEATS)[number]

export interface HeatOptions {
  readonly metric: string
  readonly unit: Unit
  readonly heat: Heat
  readonly whole: Side | null
  /** members: members down, sides across. sides: the other way round. */
  readonly down: 'members' | 'sides'
  /** The title of the first column, by what stands down. */
  readonly title: string
  /** Pixels of the members' names, where they are long. */
  readonly nameWidth?: number
  /** What a member is called where it heads a column, if its name is too long for that. */
  readonly headOf?: (member: Member) => string
  /** What the cells' colours are told apart within; the whole table where absent. */
  readonly scaleOf?: (member: Member) => string
}

export interface HeatTable extends Table {
  readonly scales: ReadonlyMap<string, ColorScale>
  readonly unit: Unit
}

interface Line {
  readonly id: number
  readonly key: string
  readonly label: string
  readonly head?: string
}

/** Members and sides against each other, each number with its colour. */
export function heatTable(members: readonly Member[], sides: readonly Side[], options: HeatOptions): HeatTable {
  const group = options.scaleOf ?? (() => '')
  const cells = members.map((member) => sides.map((side) => cellOf(member, side, options)))
  const scales = new Map<string, ColorScale>()
  const byGroup = Map.groupBy(
    members.map((member, m) => ({ member, m })),
    ({ member }) => group(member),
  )
  for (const [key, own] of byGroup)
    scales.set(
      key,
      scaleFor(
        own.flatMap(({ m }) => (cells[m] ?? []).map(({ value }) => value ?? null)),
        options,
      ),
    )
  const shaded = (m: number, s: number): ValueCell => {
    const cell = cells[m]?.[s] ?? {}
    const member = members[m]
    const scale = member && scales.get(group(member))
    return { ...cell, shade: scale ? scaleColor(scale, cell.value ?? null) : null }
  }
  const memberLines = members.map((member, m): Line => ({
    id: m,
    key: `m:${member.id}`,
    label: member.label,
    ...(options.headOf ? { head: options.headOf(member) } : {}),
  }))
  const sideLines = sides.map(({ key, name, appId }): Line => ({ id: appId ?? 0, key: `s:${key}`, label: name }))
  const across = options.down === 'members' ? sideLines : memberLines
  const down = options.down === 'members' ? memberLines : sideLines
  const rows = down.map((line, d): ValueRow => ({
    id: line.id,
    cells: new Map([
      [NAME, { text: line.label, ...(options.down === 'members' ? { order: d } : {}) }],
      ...across.map(({ key }, a): [string, ValueCell] => [
        key,
        options.down === 'members' ? shaded(d, a) : shaded(a, d),
      ]),
    ]),
  }))
  return { columns: columnsOf(across, options), rows, feet: [], scales, unit: unitOfHeat(options) }
}

const unitOfHeat = ({ unit, heat }: HeatOptions): Unit =>
  heat === 'index' ? 'count' : heat === 'change' ? 'percent' : unit

function columnsOf(across: readonly Line[], options: HeatOptions): ValueColumn[] {
  const { unit, heat, down, nameWidth = 170 } = options
  const width = down === 'members' ? nameWidth : 170
  const first: ValueColumn = { key: NAME, title: options.title, kind: 'text', width, pinned: true }
  return [
    first,
    ...across.map(({ key, label, head }): ValueColumn => ({
      key,
      title: head ?? label,
      ...(head === undefined ? {} : { full: label }),
      kind: heat === 'change' ? (unit === 'percent' ? 'points' : 'change') : 'number',
      unit: unitOfHeat(options),
      width: head === undefined ? 92 : 108,
    })),
  ]
}

function cellOf(member: Member, side: Side, { metric, unit, heat, whole }: HeatOptions): ValueCell {
  const own = side.read(member, metric)
  if (heat === 'index') return { value: indexFrom(unit, own, whole?.read(member, metric) ?? null) }
  if (heat === 'change') return { value: movement(unit, own) }
  return { value: own.value, note: own.value === null ? own.note : null }
}

/** Shares in points, everything else in percent. */
export const movement = (unit: Unit, { change, points }: Reading): number | null =>
  unit === 'percent' ? points : change

function scaleFor(values: readonly (number | null)[], { unit, heat }: HeatOptions): ColorScale {
  if (heat === 'index') return INDEX_SCALE
  return heat === 'change' ? divergingScale(values) : sequentialScale(values, unit)
}
