import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Granularity, Values } from '../../../electron/core/catalogue/schema.ts'
import type { ChangedRow } from '../../../electron/core/store/changes.ts'
import { openStore, type Store } from '../../../electron/core/store/open.ts'
import { DAYS, FIRST, Oracle, replyArbitrary } from './oracle.ts'
import { DAILY, makeHome, makeStore, plain, REGION, reply } from './support.ts'

const ALL = { from: FIRST, to: FIRST + DAYS - 1 }
const MINUTE = 60_000
const GRANULARITIES = ['day', 'week', 'range'] as const

/** In any order of arrival, no two at one moment. */
const history = fc
  .uniqueArray(replyArbitrary, { minLength: 1, maxLength: 12, selector: ({ fetchedAt }) => fetchedAt })
  .chain((replies) => fc.shuffledSubarray(replies, { minLength: replies.length }))

function told(replies: Parameters<Oracle['add']>[0][]): { store: Store; oracle: Oracle } {
  const store = openStore(join(makeHome(), 'cygnet.db'))
  const oracle = new Oracle()
  for (const one of replies) {
    store.snapshots.record(one)
    oracle.add(one)
  }
  return { store, oracle }
}

const keyOf = (row: ChangedRow) => `${row.from}-${row.to}/${row.member ?? ''}`
const short = (values: Values | null | undefined) => values?.slice(0, 2) ?? null
const same = (a: Values | undefined, b: Values | undefined) => JSON.stringify(a) === JSON.stringify(b)

function slotOf(store: Store, granularity: Granularity): number | undefined {
  return store.coverage.slots([0]).find((slot) => slot.granularity === granularity)?.id
}

/** What differs between the rows of two moments, each row once. */
function differences(before: Map<string, Values>, after: Map<string, Values>) {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => !same(before.get(key), after.get(key)))
    .map((key) => [key, short(before.get(key)), short(after.get(key))])
    .sort()
}

test('what differs between two moments is what the list of replies says', { timeout: 60_000 }, () => {
  const minute = fc.integer({ min: 0, max: 13 })
  fc.assert(
    fc.property(history, minute, fc.option(minute), (replies, since, until) => {
      const { store, oracle } = told(replies)
      try {
        for (const granularity of GRANULARITIES) {
          const slot = slotOf(store, granularity)
          if (slot === undefined) continue
          const to = until === null ? Infinity : Math.max(since, until) * MINUTE
          const between = { since: since * MINUTE, ...(until !== null && { until: to }) }
          const rows = store.changes.net(slot, ALL, 2, between).filter(({ member }) => member !== null)
          const got = rows
            .map((row) => [keyOf(row), short(row.before?.values), short(row.after.values)])
            // a row that was replaced and came back is no difference
            .filter(([, before, after]) => !same(before as Values, after as Values))
          const want = differences(oracle.rows(granularity, since * MINUTE), oracle.rows(granularity, to))
          expect(got.sort()).toEqual(want)
          expect(new Set(rows.map(keyOf)).size).toBe(rows.length)
        }
      } finally {
        store.close()
      }
    }),
    { numRuns: 60 },
  )
})

test('every replacement is a step, with the moment it came', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(history, (replies) => {
      const { store, oracle } = told(replies)
      try {
        const times = [...new Set(replies.map((one) => one.fetchedAt))].sort((a, b) => a - b)
        const fetchedAt = new Map(store.snapshots.list({ limit: 99 }).map((one) => [one.id, one.fetchedAt]))
        for (const granularity of GRANULARITIES) {
          const slot = slotOf(store, granularity)
          if (slot === undefined) continue
          const want = times.flatMap((time, i) => {
            const before = oracle.rows(granularity, times[i - 1] ?? 0)
            return differences(before, oracle.rows(granularity, time))
              .filter(([, was]) => was !== null)
              .map((change) => [time, ...change])
          })
          const steps = (between: object) =>
            store.changes
              .steps(slot, ALL, 2, between)
              .filter(({ member }) => member !== null)
              // a reply that came late can begin what reads the same as what followed it
              .filter(({ before, after }) => !same(before?.values, after.values ?? undefined))
              .map((row) => [
                fetchedAt.get(row.after.snapshot),
                keyOf(row),
                short(row.before?.values),
                short(row.after.values),
              ])
          expect(steps({}).sort()).toEqual(want.sort())
          const middle = times[times.length >> 1] ?? 0
          const [until, since] = [steps({ until: middle }), steps({ since: middle })]
          expect([...until, ...since].sort()).toEqual(want.sort())
          expect(until.every(([time]) => Number(time) <= middle)).toBe(true)
        }
      } finally {
        store.close()
      }
    }),
    { numRuns: 60 },
  )
})

test('sums of exactly a range change too, and only periods within the range are told', () => {
  const store = makeStore()
  const put = (at: number, value: number, sum: number, from = 1, to = 3) =>
    store.snapshots.record(reply({ slot: DAILY, from, to, at, rows: [plain(from, [value])], sum: [sum] }))
  put(10, 1, 100)
  put(20, 2, 150)
  const [slot] = store.coverage.slots([0])
  const steps = (from: number, to: number) =>
    store.changes
      .steps(slot?.id ?? 0, { from, to }, 1, {})
      .map((row) => [row.member, row.from, row.to, row.before?.values[0], row.after.values?.[0]])
  expect(steps(1, 3)).toEqual([
    ['', 1, 1, 1, 2],
    [null, 1, 3, 100, 150],
  ])
  expect(steps(1, 2)).toEqual([['', 1, 1, 1, 2]])
  expect(store.changes.net(slot?.id ?? 0, { from: 1, to: 3 }, 1, { since: 15 })).toHaveLength(2)
  expect(store.changes.net(slot?.id ?? 0, { from: 1, to: 3 }, 1, { since: 20 })).toEqual([])
  store.close()
})

test('versions and replies of single days, members included', () => {
  const store = makeStore()
  const row = (member: string, value: number, day = 5) => ({ from: day, to: day, member, values: [value] })
  store.snapshots.record(reply({ slot: REGION, from: 5, to: 5, at: 10, rows: [row('p:a', 1), row('p:b', 9)] }))
  const second = store.snapshots.record(reply({ slot: REGION, from: 5, to: 5, at: 20, rows: [row('p:a', 2)] })).snapshot
  store.snapshots.record(reply({ slot: REGION, from: 5, to: 6, at: 30, rows: [] }))
  const [slot] = store.coverage.slots([0])
  const range = { from: 5, to: 5 }
  expect(store.versions.replies(slot?.id ?? 0, range).map(([, from, to, at]) => [from, to, at])).toEqual([
    [5, 5, 10],
    [5, 5, 20],
    [5, 6, 30],
  ])
  const versions = store.versions
    .versions(slot?.id ?? 0, range, 1)
    .map(([, , since, until, value]) => [since, until, value])
  expect(versions.sort((a, b) => Number(a[2]) - Number(b[2]))).toEqual([
    [1, second, 1],
    [second, null, 2],
    [1, second, 9],
  ])
  store.close()
})
