import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Granularity } from '../../../electron/core/catalogue/schema.ts'
import { openStore } from '../../../electron/core/store/open.ts'
import type { FactQuery } from '../../../electron/core/store/types.ts'
import { DAYS, FIRST, Oracle, replyArbitrary, rowKey } from './oracle.ts'
import { makeHome } from './support.ts'

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
