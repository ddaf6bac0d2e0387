import type { Member } from '../../components/members/sides.ts'

/** What the report tells of people: three lists that are not crossed with each other. */
export interface Facets {
  /** From young to old. */
  readonly ages: readonly Member[]
  readonly sexes: readonly Member[]
  /** The ten largest of many. */
  readonly interests: readonly Member[]
}

/** A class's list, by the `id` of the group it is in: `audience:age`. */
const listOf = (members: readonly Member[], facet: string) =>
  members.filter(({ parent }) => parent === `audience:${facet}`)

export const facetsOf = (members: readonly Member[]): Facets => ({
  ages: listOf(members, 'age').toSorted((a, b) => ageOf(a) - ageOf(b)),
  sexes: listOf(members, 'sex'),
  interests: listOf(members, 'interest'),
})

/** Where a class begins, in years: one that goes down from an age (18岁以下) stands before the one that begins there. */
function ageOf({ key, label }: Member): number {
  const found = /\d+/.exec(key) ?? /\d+/.exec(label)
  const years = found ? Number(found[0]) : Infinity
  return /以下|under/i.test(key) ? years - 0.5 : years
}
