import type { Member, Side } from './sides.ts'

/** Which members stand by themselves where a whole is shown in parts; the rest are one part, "others". */
export interface Folded {
  readonly shown: readonly Member[]
  readonly folded: readonly Member[]
}

/** Below this mean share (in percent) a part could not be seen. */
export const LEAST_SHARE = 1

/** What the API itself calls others is never a part of its own. */
const isRest = ({ key }: Member) => /^(其他|其它|others?)$/i.test(key.trim())

/**
 * The members with the largest mean share over the sides, at most so many and none below `LEAST_SHARE`, the largest first. A single one
 * left over stands by itself.
 */
export function fold(members: readonly Member[], sides: readonly Side[], metric: string, most: number): Folded {
  const known = sides.filter(({ missing }) => missing === null)
  const mean = (member: Member) =>
    known.reduce((sum, side) => sum + (side.read(member, metric).value ?? 0), 0) / Math.max(1, known.length)
  const sized = members.map((member) => ({ member, size: mean(member) })).toSorted((a, b) => b.size - a.size)
  const able = sized.filter(({ member, size }) => !isRest(member) && size >= LEAST_SHARE)
  const shown = new Set(able.slice(0, most).map(({ member }) => member))
  const rest = sized.filter(({ member, size }) => !shown.has(member) && size > 0)
  const [only] = rest
  if (rest.length === 1 && only && !isRest(only.member) && shown.size < most + 1) shown.add(only.member)
  return {
    shown: sized.flatMap(({ member }) => (shown.has(member) ? [member] : [])),
    folded: sized.flatMap(({ member, size }) => (shown.has(member) || size === 0 ? [] : [member])),
  }
}

/** What the folded ones come to; null where none of them is known. */
export function restOf(folded: readonly Member[], side: Side, metric: string): number | null {
  const known = folded.flatMap((member) => side.read(member, metric).value ?? [])
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0)
}
