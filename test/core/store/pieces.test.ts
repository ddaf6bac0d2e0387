import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openStore, type Store } from '../../../electron/core/store/open.ts'
import { PieceCache } from '../../../electron/core/store/piece-cache.ts'
import type { FactQuery, PieceRows } from '../../../electron/core/store/types.ts'
import { DAYS, FIRST, Oracle, replyArbitrary } from './oracle.ts'
import { DAILY, makeHome, makeStore, query, REGION, reply } from './support.ts'

const ALL = { from: FIRST, to: FIRST + DAYS - 1 }
const replies = fc
  .uniqueArray(replyArbitrary, { minLength: 1, maxLength: 14, selector: ({ fetchedAt }) => fetchedAt })
  .chain((list) => fc.shuffledSubarray(list, { minLength: list.length }))

const question = (asOf?: number): FactQuery => ({
  report: 'any',
  variant: '',
  granularity: 'range',
  apps: [0],
  columns: [0, 1],
  asOf,
})

/** A piece's rows as the oracle tells them. */
const told = (store: Store, { from, to }: { from: number; to: number }, { members, columns }: PieceRows) =>
  Array.from(members, (member, i) => [
    `${from}-${to}/${store.facts.memberKeys([member]).get(member) ?? ''}`,
    columns.map((column) => (Number.isNaN(column[i] ?? NaN) ? null : (column[i] ?? null))),
  ])

test(
  'pieces are what the list of replies says, at any moment, asked again and again while replies come',
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(replies, (list) => {
        const store = openStore(join(makeHome(), 'cygnet.db'))
        const oracle = new Oracle()
        try {
          list.forEach((one, i) => {
            store.snapshots.record(one)
            oracle.add(one)
            // what was read before must not be told for what is new
            const moments = [undefined, ...list.slice(0, i + 1).map(({ fetchedAt }) => fetchedAt)]
            for (const asOf of moments) {
              const asked = question(asOf)
              const [pieces = []] = store.facts.pieces(asked, ALL)
              const rows = store.facts.pieceRows(asked, 0, pieces)
              const got = pieces.flatMap((piece, p) => (rows[p] ? told(store, piece, rows[p]) : []))
              expect(got.sort()).toEqual([...oracle.rows('range', asOf ?? Infinity)].sort())
              const ranges = list
                .slice(0, i + 1)
                .filter(({ granularity, fetchedAt }) => granularity === 'range' && fetchedAt <= (asOf ?? Infinity))
              expect(new Set(pieces.map(({ from, to }) => `${from} ${to}`))).toEqual(
                new Set(ranges.map(({ from, to }) => `${from} ${to}`)),
              )
            }
          })
        } finally {
          store.close()
        }
      }),
      { numRuns: 40 },
    )
  },
)

test('sums of one-day replies, day by day and as of a moment', () => {
  const store = makeStore()
  const put = (from: number, to: number, at: number, sum: number | null) =>
    store.snapshots.record(reply({ slot: REGION, from, to, at, rows: [], sum: sum === null ? null : [sum, 7] }))
  put(5, 5, 10, 100)
  put(6, 6, 10, null)
  put(7, 7, 10, 300)
  put(5, 7, 10, 999)
  put(5, 5, 20, 150)
  const sums = (asOf?: number) =>
    store.facts
      .daySums(query(REGION, [0], asOf, [0, 3]), { from: 5, to: 7 })
      .map(({ others, ...rest }) => ({ ...rest, others: others.map(({ from }) => from) }))
  // asked again while it changes: what is at hand must not be told for what is new
  for (const round of [1, 2]) {
    expect([round, ...sums()]).toEqual([
      round,
      { from: [5, 7], values: [[150, 300]], snapshot: 5, others: [6] },
      { from: [], values: [[]], snapshot: 0, others: [] },
    ])
    expect(sums(10)[0]).toMatchObject({ from: [5, 7], values: [[100, 300]] })
  }
  put(7, 7, 30, 333)
  expect([sums()[0]?.values, sums(20)[0]?.values]).toEqual([[[150, 333]], [[150, 300]]])
  expect(store.facts.daySums(query(DAILY, [0]), { from: 5, to: 7 })[0]?.from).toEqual([])
  store.close()
})

test('whether some reply of a range was cut off', () => {
  const store = makeStore()
  store.snapshots.record(reply({ slot: REGION, from: 5, to: 5, at: 10, rows: [] }))
  store.snapshots.record(reply({ slot: REGION, from: 6, to: 6, at: 20, rows: [], capped: true }))
  const capped = (from: number, to: number, asOf?: number) =>
    store.facts.capped(query(REGION, [0], asOf, [0, 9]), { from, to })
  expect([capped(5, 6), capped(5, 5), capped(6, 9, 19)]).toEqual([
    [true, false],
    [false, false],
    [false, false],
  ])
  store.close()
})

test('only so much is kept at hand, and what was used last stays', () => {
  const piece = (): PieceRows => ({
    members: new Int32Array(1),
    snapshots: [1],
    columns: [new Float64Array(1000)],
  })
  const cache = new PieceCache(20_000)
  cache.set('first', piece())
  cache.set('second', piece())
  expect(cache.get('first')).toBeDefined()
  cache.set('third', piece())
  expect(['first', 'second', 'third'].map((name) => cache.get(name) !== undefined)).toEqual([true, false, true])
  expect(cache.bytes).toBeLessThan(20_000)
  cache.set('third', piece())
  expect(cache.bytes).toBeGreaterThan(16_000)
  expect(cache.bytes).toBeLessThan(20_000)
})
