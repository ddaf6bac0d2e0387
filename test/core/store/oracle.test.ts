import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Granularity, Row, Values } from '../../../electron/core/catalogue/schema.ts'
import type { FactQuery, NewSnapshot } from '../../../electron/core/store/types.ts'
import { openStore } from '../../../electron/core/store/open.ts'
import { decoded, makeHome } from './support.ts'
import { join } from 'node:path'

// 1970-01-05 was a Monday: day 4. Weeks and months of this test are worked out from that, not by the calendar under test.
const FIRST = 4 + 7 * 2600
const DAYS = 16
const MEMBERS = ['p:a', 'p:b', 'p:c']

/** What a history is, said as plainly as possible: of the replies known at a moment, the newest that could name a row decides. */
class Oracle {
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

const rowKey = (row: Row) => `${row.from}-${row.to}/${row.member ?? ''}`

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

const replyArbitrary = fc
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

const ALL = { from: FIRST, to: FIRST + DAYS - 1 }
const question = (granularity: Granularity, asOf?: number): FactQuery => ({
  report: 'any',
  variant: '',
  granularity,
  apps: [0],
  columns: [0, 1],
  asOf,
})

test('every read, of the newest and of any moment, is what the plain list of replies says', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(replyArbitrary, { minLength: 1, maxLength: 14 }), (replies) => {
      const store = openStore(join(makeHome(), 'cygnet.db'))
      const oracle = new Oracle()
      try {
        for (const reply of replies) {
          store.snapshots.record(reply)
          oracle.add(reply)
        }
        const asked = [...new Map(replies.map((r) => [`${r.granularity}/${r.from}/${r.to}`, r])).values()]
        for (const asOf of [undefined, 0, ...new Set(replies.map((r) => r.fetchedAt))])
          for (const granularity of ['day', 'week', 'range'] as const) {
            const moment = asOf ?? Infinity
            const q = question(granularity, asOf)
            const want = [...oracle.rows(granularity, moment)].sort()
            const got = store.facts.rows(q, ALL)[0]?.map((fact) => [rowKey(fact), [...fact.values]])
            expect(got?.sort()).toEqual(want)
            for (const range of asked.filter((r) => r.granularity === granularity)) {
              const total = oracle.sum(granularity, moment, range.from, range.to)
              expect(store.facts.sums(q, range)[0]?.values ?? null).toEqual(total)
              const there = oracle.has(granularity, moment, range.from, range.to)
              expect(store.facts.replies(q, range)[0]?.fetchedAt).toBe(there?.fetchedAt)
              const exact = store.facts.exact(q, range)[0]?.map((fact) => [rowKey(fact), [...fact.values]])
              expect(exact?.sort()).toEqual(want.filter(([key]) => key.startsWith(`${range.from}-${range.to}/`)))
            }
            if (granularity !== 'day') continue
            const daily = store.facts.daily(q, ALL)[0]
            const days = daily?.from.map((day, i) => [`${day}-${day}/`, daily.values.map((column) => column[i])])
            expect(days?.sort()).toEqual(want)
            expect([...(daily?.from ?? [])]).toEqual([...(daily?.from ?? [])].sort((a, b) => a - b))
          }
      } finally {
        store.close()
      }
    }),
    { numRuns: 50 },
  )
})
