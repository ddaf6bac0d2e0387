import type { ReportTable } from '../../../contract/methods/query.ts'
import { mergedOrder } from './member-order.ts'

type TableRow = ReportTable['rows'][number]

/** A member of a dimension over all apps. */
export interface PivotMember {
  readonly id: string
  readonly key: string
  readonly label: string
  readonly parent: string | null
  readonly group: boolean
  readonly child: boolean
}

/** A dimension's table turned: members down, apps across. */
export interface Pivot {
  /** Groups before their members. */
  readonly members: readonly PivotMember[]
  readonly cell: (member: string, app: number) => TableRow | undefined
  /** The part of the members that more than one app has, 0 to 1. */
  readonly common: number
}

const idOf = (row: Pick<TableRow, 'key' | 'parent'>) => `${row.parent ?? ''}\u0000${row.key}`

/**
 * Turns a table. Members stand in the order the apps agree on, else by the sum of the first metric over the apps, groups before their
 * members. A group that has no row of its own gets one without numbers.
 */
export function pivotTable(table: ReportTable): Pivot {
  const rows = new Map<string, Map<number, TableRow>>()
  for (const row of table.rows) {
    const id = idOf(row)
    const apps = rows.get(id)
    if (apps) apps.set(row.appId, row)
    else rows.set(id, new Map([[row.appId, row]]))
  }
  const shared = [...rows.values()].filter((apps) => apps.size > 1).length
  return {
    members: treeOf(
      orderOf(table, rows).flatMap((id) => {
        const row = rows.get(id)?.values().next().value
        return row ? [{ id, row }] : []
      }),
    ),
    cell: (member, app) => rows.get(member)?.get(app),
    common: rows.size === 0 ? 0 : shared / rows.size,
  }
}

/** The members' ids, those of each group in one order for all apps. */
function orderOf(table: ReportTable, rows: ReadonlyMap<string, ReadonlyMap<number, TableRow>>): string[] {
  const first = table.columns[0]?.key ?? ''
  const weight = (id: string) =>
    [...(rows.get(id)?.values() ?? [])].reduce((sum, row) => sum + (row.values[first] ?? 0), 0)
  const groups = Map.groupBy(table.rows, (row) => row.parent)
  return [...groups.values()].flatMap((group) => {
    const lists = [...Map.groupBy(group, (row) => row.appId).values()]
    return mergedOrder(
      lists.map((list) => list.map(idOf)),
      weight,
    )
  })
}

function treeOf(all: readonly { readonly id: string; readonly row: TableRow }[]): PivotMember[] {
  const children = Map.groupBy(all, ({ row }) => row.parent)
  const member = ({ id, row }: (typeof all)[number], child: boolean): PivotMember => ({
    id,
    key: row.key,
    label: row.label,
    parent: row.parent,
    group: !child && children.has(row.key),
    child,
  })
  const top = (children.get(null) ?? []).flatMap((entry) => [
    member(entry, false),
    ...(children.get(entry.row.key) ?? []).map((below) => member(below, true)),
  ])
  const known = new Set((children.get(null) ?? []).map(({ row }) => row.key))
  const orphans = [...children].flatMap(([parent, entries]) => {
    if (parent === null || known.has(parent)) return []
    const head = { id: `\u0000\u0000${parent}`, key: parent, label: parent, parent: null, group: true, child: false }
    return [head, ...entries.map((entry) => member(entry, true))]
  })
  return [...top, ...orphans]
}
