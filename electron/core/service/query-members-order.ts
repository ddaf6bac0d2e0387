import type { SharedMember, SharedTable } from './query-members-read.ts'

/** A member of the top level with those in it. */
export interface Group {
  readonly member: SharedMember
  readonly members: readonly SharedMember[]
}

/**
 * The members of several apps as one list of groups, in the replies' order: what an app has and those before it do not comes behind the
 * member it follows there.
 */
export function mergedGroups(tables: readonly SharedTable[]): Group[] {
  const all = merged(tables.map(({ members }) => [...members.values()]))
  const children = Map.groupBy(
    all.filter(({ parent }) => parent !== null),
    ({ parent }) => parent,
  )
  return all
    .filter(({ parent }) => parent === null)
    .map((member) => ({ member, members: children.get(member.id) ?? [] }))
}

function merged(lists: readonly (readonly SharedMember[])[]): SharedMember[] {
  const members = new Map<string, SharedMember>()
  // what comes behind each (null: the list's beginning), so that one that comes between moves no other
  const behind = new Map<string | null, string | null>()
  for (const list of lists) {
    let before: string | null = null
    for (const member of list) {
      const there = members.get(member.id)
      // apps may call a shared member differently, or not at all: the first that has a second name gives it
      if (there?.alias === null && member.alias !== null) members.set(member.id, { ...there, alias: member.alias })
      if (!there) {
        members.set(member.id, member)
        behind.set(member.id, behind.get(before) ?? null)
        behind.set(before, member.id)
      }
      before = member.id
    }
  }
  const ordered: SharedMember[] = []
  for (let id = behind.get(null) ?? null; id !== null; id = behind.get(id) ?? null) {
    const member = members.get(id)
    if (member) ordered.push(member)
  }
  return ordered
}

/** Groups that match, with their members that match; a group that matches itself keeps all of them. */
export function searched(groups: readonly Group[], search: string): Group[] {
  const wanted = search.trim().toLocaleLowerCase()
  if (wanted === '') return [...groups]
  const matches = ({ key, label, alias }: SharedMember) =>
    [label, key, alias].some((name) => name?.toLocaleLowerCase().includes(wanted))
  return groups.flatMap((group) => {
    if (matches(group.member)) return [group]
    const members = group.members.filter(matches)
    return members.length > 0 ? [{ ...group, members }] : []
  })
}

/** How a list is to be sorted; null keeps its own order. */
export type Order =
  | { readonly by: 'label'; readonly descending: boolean }
  | { readonly by: (member: SharedMember) => number | null; readonly descending: boolean }
  | null

/** Groups and the members in each, sorted; unknown numbers last, equals as they were. */
export function sorted(groups: readonly Group[], order: Order, locale: string): Group[] {
  if (!order) return [...groups]
  const compare = order.by === 'label' ? byLabel(order.descending, locale) : byNumber(order.by, order.descending)
  return groups
    .map((group) => ({ ...group, members: group.members.toSorted(compare) }))
    .toSorted((a, b) => compare(a.member, b.member))
}

function byLabel(descending: boolean, locale: string) {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  return (a: SharedMember, b: SharedMember) => compare(a.label, b.label) * (descending ? -1 : 1)
}

function byNumber(numberOf: (member: SharedMember) => number | null, descending: boolean) {
  const known = new Map<string, number | null>()
  const of = (member: SharedMember) => {
    const there = known.get(member.id)
    if (there !== undefined) return there
    const value = numberOf(member)
    known.set(member.id, value)
    return value
  }
  return (a: SharedMember, b: SharedMember) => {
    const [x, y] = [of(a), of(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return descending ? y - x : x - y
  }
}
