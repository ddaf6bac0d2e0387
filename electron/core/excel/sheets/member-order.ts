/**
 * One order for the members that several lists have, each in its own order. Where no two lists contradict each other, the order means something
 * (buckets of a duration) and is kept, members that a list lacks put where the others have them. Where they do (each app's provinces by its
 * own numbers), the order is by falling weight.
 */
export function mergedOrder(lists: readonly (readonly string[])[], weight: (member: string) => number): string[] {
  const all = [...new Set(lists.flat())]
  if (lists.length < 2) return all
  return agreedOrder(all, lists) ?? all.toSorted((a, b) => weight(b) - weight(a))
}

/** An order that keeps every list's own; of members free to stand anywhere the first seen comes first. Null where there is none. */
function agreedOrder(all: readonly string[], lists: readonly (readonly string[])[]): string[] | null {
  const after = new Map<string, Set<string>>(all.map((member) => [member, new Set()]))
  const before = new Map<string, number>(all.map((member) => [member, 0]))
  for (const list of lists)
    for (let i = 1; i < list.length; i += 1) {
      const next = list[i] ?? ''
      const followers = after.get(list[i - 1] ?? '')
      if (!followers || followers.has(next)) continue
      followers.add(next)
      before.set(next, (before.get(next) ?? 0) + 1)
    }
  const order: string[] = []
  const ready = all.filter((member) => before.get(member) === 0).toReversed()
  for (let member = ready.pop(); member !== undefined; member = ready.pop()) {
    order.push(member)
    for (const next of [...(after.get(member) ?? [])].toReversed()) {
      const left = (before.get(next) ?? 0) - 1
      before.set(next, left)
      if (left === 0) ready.push(next)
    }
  }
  return order.length === all.length ? order : null
}
