import fc from 'fast-check'
import type { Note } from '../../../electron/contract/methods/query.ts'
import { reports } from '../../../electron/core/catalogue/index.ts'
import { Formulas, type Formula } from '../../../electron/core/metrics/formula.ts'
import { daySpan, type Span } from '../../../electron/core/metrics/span.ts'

/**
 * The rules of the domain worked out as with a pencil, apart from the code under test: an app's days one by one, its range's own reply,
 * and what a number over them may be.
 */
export const KEYS = [
  'user-trend/session_count',
  'user-trend/new_user_count',
  'user-trend/user_count',
  'user-trend/new_user_ratio',
  'user-trend/average_session_time',
  'user-trend/session_time_per_person',
  'active-users/weekly_user_count',
  'active-users/accumulative_user_count',
  'active-users/weekly_activity_degree',
] as const
export type Key = (typeof KEYS)[number]
type Row = Readonly<Record<Key, number | null>>

export interface World {
  /** Undefined: never fetched. */
  readonly days: readonly (Row | undefined)[]
  /** What the API said of exactly the range. */
  readonly whole: Row | null
  /** How many of the days are over. */
  readonly over: number
}

export interface Pencilled {
  readonly value: number | null
  /** Undefined: whatever it is. */
  readonly note?: Note | null
}

const FROM = 20_000
export const formulas = new Formulas(reports)
export const formulaOf = new Map<Key, Formula>(KEYS.map((key) => [key, formulas.named(key)]))

/** Small ones often: a 0 is a number like any other, and a base like no other. */
const value = fc.option(fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.nat(2)), { freq: 6 })
const row: fc.Arbitrary<Row> = fc.record(
  Object.fromEntries(KEYS.map((key) => [key, value])) as Record<Key, fc.Arbitrary<number | null>>,
)

export const world: fc.Arbitrary<World> = fc
  .record({
    days: fc.array(fc.option(row, { freq: 6, nil: undefined }), { minLength: 1, maxLength: 6 }),
    whole: fc.option(row),
    ahead: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ days, whole, ahead }) => {
    const over = Math.max(0, days.length - ahead)
    // What is not over cannot have been fetched.
    return { days: days.map((day, i) => (i < over ? day : undefined)), whole, over }
  })

/** The same as the code reads it, between days that are none of its business. */
export function spansOf({ days, whole, over }: World): Span[] {
  const stranger = Object.fromEntries(KEYS.map((key) => [key, 7_654_321])) as unknown as Row
  const all = [stranger, ...days, stranger].flatMap((day, i) => (day ? [{ day: FROM - 1 + i, row: day }] : []))
  return formulas.sources.map(({ report, columns }) => {
    const keys = columns.map((position) => `${report.id}/${report.metrics[position]?.key ?? ''}` as Key)
    const at = (of: Row) => keys.map((key) => of[key] ?? null)
    const rows = { from: all.map(({ day }) => day), values: keys.map((key) => all.map((one) => one.row[key] ?? null)) }
    return daySpan(rows, { from: FROM, to: FROM + days.length - 1 }, FROM + over - 1, whole && at(whole))
  })
}

const none = (note?: Note): Pencilled => (note === undefined ? { value: null } : { value: null, note })
const known = (found: number, note: Note | null = null): Pencilled => ({ value: found, note })
const isNumber = (found: number | null | undefined): found is number => typeof found === 'number'
const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

/** Day by day where every day that is over is known; else the API's own for the range; else what is known, which is said. */
function byDays({ days, over }: World, of: (day: Row) => number | null, whole: number | null): Pencilled {
  const values = days.map((day) => day && of(day)).filter(isNumber)
  if (values.length > 0 && values.length >= over) return known(total(values))
  if (whole !== null) return known(whole)
  if (values.length > 0) return known(total(values), 'incomplete')
  return none(days.some((day) => day) ? 'unknown-part' : 'not-fetched')
}

/** People of a range are counted by the API for that range, and by nobody else. */
function people({ days, whole }: World, key: Key): Pencilled {
  if (isNumber(whole?.[key])) return known(whole[key])
  if (whole !== null || (days.length === 1 && days[0])) return none('unknown-part')
  return none(days.some((day) => day) ? 'not-fetched-range' : 'not-fetched')
}

const times = (a: number | null | undefined, b: number | null | undefined) =>
  isNumber(a) && isNumber(b) ? a * b : null

/** What a quotient is made of: its two sides, where they are known and belong together. */
export interface Sides {
  readonly num: number
  readonly den: number
  readonly note: Note | null
}

/** New users of all users; time of all users. Both sides for the whole range, or both as the API has them for it. */
export function sidesOfShare(given: World, key: 'new_user_ratio' | 'session_time_per_person'): Sides | null {
  const { whole } = given
  const time = (day: Row | null) => times(day?.['user-trend/average_session_time'], day?.['user-trend/session_count'])
  const part = key === 'new_user_ratio' ? pencil(given, 'user-trend/new_user_count') : byDays(given, time, time(whole))
  const base = pencil(given, 'user-trend/user_count')
  if (isNumber(part.value) && part.note !== 'incomplete' && isNumber(base.value) && base.value !== 0)
    return { num: part.value, den: base.value, note: null }
  const own = key === 'new_user_ratio' ? (whole?.['user-trend/new_user_count'] ?? null) : time(whole)
  const users = whole?.['user-trend/user_count'] ?? null
  return isNumber(own) && isNumber(users) && users !== 0 ? { num: own, den: users, note: null } : null
}

/** Each day's average as often as it had sessions. */
export function sidesOfAverage({ days, whole, over }: World): Sides | null {
  const pairs = days.flatMap((day) => {
    const weight = day?.['user-trend/session_count'] ?? null
    const average = weight === 0 ? 0 : (day?.['user-trend/average_session_time'] ?? null)
    return weight === null || average === null ? [] : [{ weight, time: average * weight }]
  })
  const den = total(pairs.map(({ weight }) => weight))
  const made = den === 0 ? null : { num: total(pairs.map(({ time }) => time)), den }
  if (made && pairs.length >= over) return { ...made, note: null }
  const own = whole?.['user-trend/average_session_time'] ?? null
  const sessions = whole?.['user-trend/session_count'] ?? null
  if (own !== null) return sessions === null ? null : { num: own * sessions, den: sessions, note: null }
  return made && { ...made, note: 'incomplete' }
}

/** One app's number for the range. */
export function pencil(given: World, key: Key): Pencilled {
  const { days, whole } = given
  const alone = days.length === 1 ? (days[0]?.[key] ?? null) : null
  if (alone !== null) return known(alone)
  const own = whole?.[key] ?? null
  switch (key) {
    case 'user-trend/session_count':
    case 'user-trend/new_user_count':
      return byDays(given, (day) => day[key], own)
    case 'user-trend/user_count':
      return people(given, key)
    case 'user-trend/new_user_ratio':
    case 'user-trend/session_time_per_person': {
      const sides = sidesOfShare(
        given,
        key === 'user-trend/new_user_ratio' ? 'new_user_ratio' : 'session_time_per_person',
      )
      if (sides) return known(((key === 'user-trend/new_user_ratio' ? 100 : 1) * sides.num) / sides.den)
      return own === null ? none() : known(own)
    }
    case 'user-trend/average_session_time': {
      const sides = sidesOfAverage(given)
      if (sides && sides.den !== 0) return known(sides.num / sides.den, sides.note)
      return own === null ? none() : known(own)
    }
    default: {
      // A window that looks back is what it is on the last day.
      const last = days.at(-1)
      return isNumber(last?.[key])
        ? known(last[key])
        : own !== null
          ? known(own)
          : none(last ? 'unknown-part' : 'not-fetched')
    }
  }
}
