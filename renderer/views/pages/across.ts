import type { ValueCell, ValueCells, ValueColumn, ValueRow } from '../../components/values/values.ts'
import { BEFORE, CHANGE, NAME, type Table } from '../../components/members/member-table.ts'
import { unitOf, type Member, type Side, type Sides } from '../../components/members/sides.ts'
import { t as members } from '../../components/members/texts.ts'
import { VIEWS } from './metrics.ts'
import { t } from './texts.ts'

export interface AcrossOptions {
  readonly metric: string
  readonly nameOf: (metric: string) => string
}

/** The apps that have a page, the one looked at first, then those with most views. */
export function appsWith({ apps }: Pick<Sides, 'apps'>, member: Member, first: number | null): Side[] {
  const views = (side: Side) => side.read(member, VIEWS).value
  const size = (side: Side) => (side.appId === first ? Infinity : (views(side) ?? -Infinity))
  return apps.filter((side) => views(side) !== null).toSorted((a, b) => size(b) - size(a))
}

/** One page: apps down, every metric across, beside the one looked at what it was; all of them as one at the bottom. */
export function acrossTable(sides: Sides, list: readonly Side[], member: Member, options: AcrossOptions): Table {
  const rowOf = (side: Side, name: string) => cellsOf(sides, side, member, name, options)
  const { whole } = sides
  return {
    columns: columnsOf(sides, options),
    rows: list.map((side): ValueRow => ({ id: side.appId ?? 0, cells: rowOf(side, side.name) })),
    feet: whole && list.length > 1 ? [rowOf(whole, whole.name)] : [],
  }
}

function columnsOf(sides: Sides, { metric, nameOf }: AcrossOptions): ValueColumn[] {
  const name: ValueColumn = { key: NAME, title: t('app'), kind: 'text', width: 190, pinned: true }
  const beside = (unit: ValueColumn['unit']): ValueColumn[] =>
    sides.beforeRange && unit
      ? [
          { key: BEFORE, title: members('before'), kind: 'number', unit },
          unit === 'percent'
            ? { key: CHANGE, title: members('points'), kind: 'points' }
            : { key: CHANGE, title: members('change'), kind: 'change' },
        ]
      : []
  const columns = sides.columns.flatMap(({ key, unit }): ValueColumn[] => [
    { key, title: nameOf(key), kind: 'number', unit },
    ...(key === metric ? beside(unit) : []),
  ])
  return [name, ...columns]
}

function cellsOf(sides: Sides, side: Side, member: Member, name: string, { metric }: AcrossOptions): ValueCells {
  const cells = new Map<string, ValueCell>([[NAME, { text: name }]])
  for (const { key } of sides.columns) {
    const { value, note } = side.read(member, key)
    cells.set(key, { value, note })
  }
  const { before, change, points } = side.read(member, metric)
  cells.set(BEFORE, { value: before })
  cells.set(CHANGE, { value: unitOf(sides, metric) === 'percent' ? points : change })
  return cells
}
