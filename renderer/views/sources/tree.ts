import type { Unit } from '../../../electron/contract/units.ts'
import type { GridSort } from '../../components/grid/grid.ts'
import { memberTable, NAME, type MemberTableOptions, type Table } from '../../components/members/member-table.ts'
import type { Member, Sides } from '../../components/members/sides.ts'
import { sortValues, type ValueRow } from '../../components/values/values.ts'
import { membersOf } from './levels.ts'

export interface TreeOptions extends MemberTableOptions {
  /** Keys of the groups that stand open. */
  readonly open: ReadonlySet<string>
  readonly query: string
  readonly sort: GridSort | null
  readonly locale: string
}
export interface Tree extends Table {
  /** What each row is about, by its id. */
  readonly nodes: ReadonlyMap<number, Node>
  /** How many sources match. */
  readonly found: number
}
export interface Node {
  readonly member: Member
  readonly group: Member | null
  readonly open: boolean
  readonly scenes: number
}

/** A name with what opens it, and how much is in it. */
const NAME_WIDTH = 226

/**
 * Groups with their scenes below them where they stand open; each level sorted within itself. A search opens the groups in which scenes
 * match; a group whose own name matches has all of its scenes. A row's id is the member's place in `sides.members`.
 */
export function sourceTree(sides: Sides, options: TreeOptions): Tree {
  // one level as the kit makes it: groups are no column here
  const flat = memberTable({ ...sides, members: sides.members.map((member) => ({ ...member, parent: null })) }, options)
  const rowOf = new Map(flat.rows.map((row) => [row.id, row]))
  const words = options.query.toLowerCase().split(/\s+/).filter(Boolean)
  const matches = ({ label }: Member) => words.every((word) => label.toLowerCase().includes(word))
  const place = new Map(sides.members.map(({ id }, at) => [id, at]))
  const rowsOf = (list: readonly Member[]) =>
    sortValues(
      list.flatMap(({ id }) => rowOf.get(place.get(id) ?? -1) ?? []),
      options.sort,
      options.locale,
    )
  const nodes = new Map<number, Node>()
  const memberAt = (row: ValueRow) => sides.members[row.id]
  const rows = rowsOf(membersOf(sides.members, 'groups')).flatMap((row) => {
    const group = memberAt(row)
    if (!group) return []
    const scenes = sides.members.filter(({ parent }) => parent === group.id)
    const inside = words.length === 0 || matches(group) ? scenes : scenes.filter(matches)
    if (inside.length === 0 && !matches(group)) return []
    const open = inside.length > 0 && (options.open.has(group.key) || (words.length > 0 && !matches(group)))
    nodes.set(row.id, { member: group, group: null, open, scenes: scenes.length })
    const below = open ? rowsOf(inside) : []
    for (const scene of below) {
      const member = memberAt(scene)
      if (member) nodes.set(scene.id, { member, group, open: false, scenes: 0 })
    }
    return [row, ...below.map((scene) => withPath(scene, group))]
  })
  const columns = flat.columns.map((column) => (column.key === NAME ? { ...column, width: NAME_WIDTH } : column))
  return { columns, rows, feet: words.length === 0 ? flat.feet : [], nodes, found: rows.length }
}

/** Copied by itself a scene has its group's name: scenes of several groups are called alike. */
function withPath(row: ValueRow, group: Member): ValueRow {
  const name = row.cells.get(NAME)
  return { ...row, cells: new Map([...row.cells, [NAME, { ...name, text: `${group.label} / ${name?.text ?? ''}` }]]) }
}

/** The units that tell how good a source is, not how large. */
export const isQuality = (unit: Unit): boolean => unit === 'seconds' || unit === 'decimal'
