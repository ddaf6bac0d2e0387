import fc from 'fast-check'
import type { Granularity, Row, Values } from '../../../electron/core/catalogue/schema.ts'
import type { NewSnapshot } from '../../../electron/core/store/types.ts'
import { decoded } from './support.ts'

// 1970-01-05 was a Monday: day 4. Weeks and months of this test are worked out from that, not by the calendar under test.
export const FIRST = 4 + 7 * 2600
export const DAYS = 16
const MEMBERS = ['p:a', 'p:b', 'p:c']

/** What a history is, said as plainly as possible: of the replies known at a moment, the newest that could name a row decides. */
export class Oracle {
  readonly #replies: NewSnapshot[] = []

  add(reply: NewSnapshot): void {
    this.#replies.push(reply)
  }

  /** By row, its numbers; as known at the moment. */
  rows(granularity: Granularity, moment: number): Map<string, Values> {
    const known = this.#known(granularity, moment)
    const rows = new Map<string, Values>()
    const keys = new Set(known.flatMap((reply) => reply.decoded.rows.map(rowKey)))
    for (const key of keys) {
      const newest = known.findLast((reply) => periods(granularity, reply).has(key.split('/')[0] ?? ''))
      const row = newest?.decoded.rows.find((candidate) => rowKey(candidate) === key)
      if (row) rows.set(key, row.values)
    }
    return rows
  }

  sum(granularity: Granularity, moment: number, from: number, to: number): Values | null {
    return this.#known(granularity, moment).findLast((r) => r.from === from && r.to === to)?.decoded.sum ?? null
  }

  has(granularity: Granularity, moment: number, from: number, to: number): NewSnapshot | undefined {
    return this.#known(granularity, moment).findLast((r) => r.from === from && r.to === to)
  }

  #known(granularity: Granularity, moment: number): NewSnapshot[] {
    const known = this.#replies.filter((r) => r.granularity === granularity && r.fetchedAt <= moment)
    return known.sort((a, b) => a.fetchedAt - b.fetchedAt)
  }
}

export const rowKey = (row: Row) => `${row.from}-${row.to}/${row.member ?? ''}`

/** The periods a reply speaks of, as `from-to`: its days, its calendar weeks clipped to it, or all of it. */
function periods(granularity: Granularity, { from, to }: { from: number; to: number }): Set<string> {
  if (granularity === 'range') return new Set([`${from}-${to}`])
  const days = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  if (granularity === 'day') return new Set(days.map((day) => `${day}-${day}`))
  const week = (day: number) => day - ((day - 4) % 7)
  return new Set(days.map((day) => `${Math.max(week(day), from)}-${Math.min(week(day) + 6, to)}`))
}

/** Mostly the same few, so that replies often agree with what is there. */
const values = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Values>([1, 2], [1, null]) },
  { weight: 1, arbitrary: fc.constantFrom<Values>([0, 0], [null, null], [33.33, 7e15], [0.5, -1], [null, 0]) },
)

export const replyArbitrary = fc
  .record({
    granularity: fc.constantFrom<Granularity>('day', 'week', 'range'),
    from: fc.oneof(fc.constantFrom(0, 3), fc.integer({ min: 0, max: DAYS - 1 })),
    length: fc.oneof(fc.constantFrom(1, 2, 9), fc.integer({ min: 1, max: DAYS })),
    minute: fc.integer({ min: 1, max: 12 }),
    sum: fc.option(values),
    pick: fc.infiniteStream(fc.record({ values, there: fc.integer({ min: 0, max: 4 }) })),
  })
  .map(({ granularity, from, length, minute, sum, pick }): NewSnapshot => {
    const range = { from: FIRST + from, to: FIRST + Math.min(from + length, DAYS) - 1 }
    const rows: Row[] = []
    for (const period of periods(granularity, range))
      for (const member of granularity === 'range' ? MEMBERS : [null]) {
        const drawn: IteratorResult<{ values: Values; there: number }, undefined> = pick.next()
        if (drawn.done === true) continue
        const { values: numbers, there } = drawn.value
        const [first = 0, last = 0] = period.split('-').map(Number)
        if (there > 0) rows.push({ from: first, to: last, member, values: numbers })
      }
    const total = sum?.some((number) => number !== null) === true ? sum : null
    return {
      app: 0,
      report: 'any',
      variant: '',
      granularity,
      ...range,
      fetchedAt: minute * 60_000,
      payload: JSON.stringify([rows, total]),
      decoded: decoded(rows, total),
      capped: false,
    }
  })
