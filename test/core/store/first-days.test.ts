import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openStore } from '../../../electron/core/store/open.ts'
import { DAILY, makeHome, plain, query, reply } from './support.ts'

test(
  'a series’ first day with a number above zero, and the first day asked for, at any moment',
  { timeout: 60_000 },
  () => {
    const one = fc.record({
      from: fc.integer({ min: 10, max: 20 }),
      at: fc.integer({ min: 1, max: 9 }),
      values: fc.array(fc.option(fc.integer({ min: 0, max: 2 })), { minLength: 1, maxLength: 6 }),
    })
    fc.assert(
      fc.property(fc.uniqueArray(one, { maxLength: 6, selector: ({ at }) => at }), (replies) => {
        const store = openStore(join(makeHome(), 'cygnet.db'))
        try {
          for (const { from, at, values } of replies) {
            const rows = values.map((value, i) => plain(from + i, [9, value]))
            store.snapshots.record(reply({ slot: DAILY, from, to: from + values.length - 1, at, rows }))
          }
          for (const asOf of [undefined, 0, 3, 6, 9]) {
            const known = replies.filter(({ at }) => at <= (asOf ?? Infinity)).sort((a, b) => a.at - b.at)
            const days = new Map(
              known.flatMap(({ from, values }) => values.map((value, i) => [from + i, value] as const)),
            )
            const positive = [...days].flatMap(([day, value]) => ((value ?? 0) > 0 ? [day] : []))
            const first = (list: number[]) => (list.length === 0 ? null : Math.min(...list))
            expect(store.facts.firstDays(query(DAILY, [1], asOf, [0, 7]))).toEqual([
              { day: first(positive), asked: first(known.map(({ from }) => from)) },
              { day: null, asked: null },
            ])
          }
        } finally {
          store.close()
        }
      }),
      { numRuns: 60 },
    )
  },
)
