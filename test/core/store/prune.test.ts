import Database from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DAILY, makeStore, plain, query, reply } from './support.ts'

const DAY = 86_400_000
const NOW = 100 * DAY

function filled() {
  const store = makeStore()
  const ask = (day: number, value: number, payload: string) =>
    store.snapshots.record(reply({ from: 5, to: 5, at: day * DAY, rows: [plain(5, [value])], payload })).snapshot
  const ids = [ask(1, 1, 'a'), ask(2, 1, 'a'), ask(3, 2, 'b'), ask(4, 2, 'c'), ask(99, 3, 'd'), ask(99.5, 3, 'd')]
  store.snapshots.record(reply({ from: 6, to: 6, at: DAY, rows: [plain(6, [9])], payload: 'only' }))
  return { store, ids }
}

const at = (store: ReturnType<typeof makeStore>, day?: number) =>
  store.facts.daily(query(DAILY, [0], day === undefined ? undefined : day * DAY), { from: 5, to: 6 })[0]?.values[0]

test('prune drops old replies that are not the newest of their request, and no number', () => {
  const { store, ids } = filled()
  const before = [at(store), at(store, 1), at(store, 3), at(store, 98)]
  const input = { keepDays: 30, now: NOW, dryRun: false }
  const promised = store.snapshots.prune({ ...input, dryRun: true })
  expect(store.snapshots.list({ limit: 99 })).toHaveLength(7)
  expect(store.snapshots.prune(input)).toEqual(promised)
  expect(promised.snapshots).toBe(4)
  expect(promised.bytes).toBeGreaterThan(0)
  expect([at(store), at(store, 1), at(store, 3), at(store, 98)]).toEqual(before)
  // Those that first said a number stay as its provenance, without their raw reply.
  const left = store.snapshots.list({ limit: 99 }).map((found) => ids.indexOf(found.id))
  expect(left).toEqual([-1, 5, 4, 2, 0])
  expect([0, 2, 4, 5].map((i) => store.snapshots.payload(ids[i] ?? 0))).toEqual([null, null, 'd', 'd'])
  const db = new Database(store.path)
  expect(db.prepare('SELECT count(*) FROM payload').pluck().get()).toBe(2)
  db.close()
  expect(store.snapshots.prune(input)).toEqual({ snapshots: 0, bytes: 0 })
  store.close()
})

test('what is young enough stays whole', () => {
  const { store } = filled()
  expect(store.snapshots.prune({ keepDays: 100, now: NOW, dryRun: false })).toEqual({ snapshots: 0, bytes: 0 })
  store.close()
})

test('a file that was mostly old replies becomes smaller', () => {
  const store = makeStore()
  for (let at = 1; at <= 40; at += 1)
    store.snapshots.record(
      reply({ from: 5, to: 5, at, rows: [plain(5, [1])], payload: randomBytes(30_000).toString('hex') }),
    )
  const size = () => {
    const db = new Database(store.path)
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
    return statSync(store.path).size
  }
  const before = size()
  expect(store.snapshots.prune({ keepDays: 1, now: NOW, dryRun: false }).snapshots).toBe(39)
  expect(size()).toBeLessThan(before / 4)
  expect(at(store)).toEqual([1])
  store.close()
})
