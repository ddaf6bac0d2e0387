import Database from 'better-sqlite3'
import { zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openStore } from '../../../electron/core/store/open.ts'
import { DAILY, makeStore, plain, query, REGION, reply } from './support.ts'

const row = (from: number, to: number, member: string, ...values: (number | null)[]) => ({ from, to, member, values })

test('the newest reply wins, and an earlier moment still reads what was known then', () => {
  const store = makeStore()
  const first = store.snapshots.record(
    reply({ from: 100, to: 102, at: 1_000, rows: [plain(100, [1, 0.5]), plain(101, [2, null]), plain(102, [3, 9])] }),
  )
  const second = store.snapshots.record(
    reply({ from: 101, to: 103, at: 2_000, rows: [plain(101, [2, 7]), plain(102, [3, 9]), plain(103, [4, 1])] }),
  )
  expect(first).toEqual({ snapshot: first.snapshot, changed: true, rows: 3 })
  const [latest] = store.facts.daily(query(DAILY, [1, 0]), { from: 100, to: 103 })
  expect(latest).toEqual({
    from: [100, 101, 102, 103],
    values: [
      [0.5, 7, 9, 1],
      [1, 2, 3, 4],
    ],
    snapshot: second.snapshot,
  })
  const [then] = store.facts.daily(query(DAILY, [1], 1_999), { from: 100, to: 103 })
  expect(then).toEqual({ from: [100, 101, 102], values: [[0.5, null, 9]], snapshot: first.snapshot })
  expect(store.facts.daily(query(DAILY, [1], 2_000), { from: 101, to: 101 })[0]?.values).toEqual([[7]])
  expect(store.facts.daily(query(DAILY, [1], 999), { from: 100, to: 103 })[0]?.from).toEqual([])
  // Numbers that came again keep the snapshot that first said them.
  const facts = store.facts.rows(query(DAILY, [0]), { from: 102, to: 102 })[0]
  expect(facts).toEqual([{ from: 102, to: 102, member: null, snapshot: first.snapshot, values: [3] }])
  store.close()
})

test('every app asked is answered, in the order asked, known or not', () => {
  const store = makeStore()
  const [a, b] = [store.apps.add({ name: 'a' }).id, store.apps.add({ name: 'b' }).id]
  store.snapshots.record(reply({ app: b, from: 5, to: 5, at: 1, rows: [plain(5, [8])] }))
  const q = query(DAILY, [0], undefined, [b, 99, a])
  expect(store.facts.daily(q, { from: 1, to: 9 }).map((series) => series.values[0])).toEqual([[8], [], []])
  expect(store.facts.rows(q, { from: 1, to: 9 }).map((facts) => facts.length)).toEqual([1, 0, 0])
  expect(store.facts.sums(q, { from: 5, to: 5 })).toEqual([null, null, null])
  expect(store.facts.replies(q, { from: 5, to: 5 }).map((found) => found?.app)).toEqual([b, undefined, undefined])
  store.close()
})

test('an unchanged re-fetch is recorded, points to the same reply and writes no second copy', () => {
  const store = makeStore()
  const again = { from: 100, to: 100, rows: [plain(100, [1])], sum: [1] }
  const first = store.snapshots.record(reply({ ...again, at: 1_000 }))
  const second = store.snapshots.record(reply({ ...again, at: 2_000 }))
  const third = store.snapshots.record(reply({ ...again, at: 3_000, payload: '{"other":"bytes"}' }))
  expect([first.changed, second.changed, third.changed]).toEqual([true, false, true])
  expect(store.snapshots.payload(second.snapshot)).toBe(store.snapshots.payload(first.snapshot))
  expect(store.snapshots.list({ limit: 9 }).map(({ fetchedAt, changed }) => [fetchedAt, changed])).toEqual([
    [3_000, true],
    [2_000, false],
    [1_000, true],
  ])
  const db = new Database(store.path)
  expect(db.prepare('SELECT count(*) FROM payload').pluck().get()).toBe(2)
  expect(db.prepare('SELECT count(*) FROM cell').pluck().get()).toBe(2)
  expect(db.prepare('SELECT count(*) FROM cell_was').pluck().get()).toBe(0)
  db.close()
  store.close()
})

test('numbers that another request changed meanwhile make the same reply a change again', () => {
  const store = makeStore()
  const week = { from: 100, to: 101, rows: [plain(100, [1]), plain(101, [1])] }
  store.snapshots.record(reply({ ...week, at: 1_000 }))
  store.snapshots.record(reply({ from: 101, to: 101, at: 2_000, rows: [plain(101, [5])] }))
  expect(store.snapshots.record(reply({ ...week, at: 3_000 })).changed).toBe(true)
  expect(store.facts.daily(query(DAILY, [0]), { from: 100, to: 101 })[0]?.values).toEqual([[1, 1]])
  store.close()
})

test('a row missing in the newest reply is no longer in force, and was', () => {
  const store = makeStore()
  const range = { from: 100, to: 106, slot: REGION }
  store.snapshots.record(
    reply({
      ...range,
      at: 1_000,
      rows: [row(100, 106, 'r:hebei', 3), row(100, 106, 'r:anhui', 2), row(100, 106, 'r:yunnan', 1)],
    }),
  )
  store.snapshots.record(
    reply({ ...range, at: 2_000, rows: [row(100, 106, 'r:anhui', 9), row(100, 106, 'r:hebei', 3)] }),
  )
  const members = (asOf?: number) =>
    store.facts.exact(query(REGION, [0], asOf), range)[0]?.map((fact) => [fact.member, fact.values[0]])
  // In the order of the newest reply.
  expect(members()).toEqual([
    ['r:anhui', 9],
    ['r:hebei', 3],
  ])
  expect(members(1_500)?.sort()).toEqual([
    ['r:anhui', 2],
    ['r:hebei', 3],
    ['r:yunnan', 1],
  ])
  store.snapshots.record(reply({ ...range, at: 3_000, rows: [row(100, 106, 'r:yunnan', 1)] }))
  expect(members()).toEqual([['r:yunnan', 1]])
  expect(members(2_500)).toHaveLength(2)
  store.close()
})

test('clipped weeks live beside full ones; a reply replaces only the weeks it could have named', () => {
  const store = makeStore()
  // Day 4 of the epoch (1970-01-05) was a Monday, so 18 and 25 are too.
  const weekly = { slot: { ...DAILY, granularity: 'week' } as const }
  store.snapshots.record(
    reply({ ...weekly, from: 18, to: 31, at: 1_000, rows: [plain(18, [10], 24), plain(25, [20], 31)] }),
  )
  store.snapshots.record(
    reply({ ...weekly, from: 20, to: 29, at: 2_000, rows: [plain(20, [5], 24), plain(25, [11], 29)] }),
  )
  const all = (asOf?: number) =>
    store.facts
      .rows(query(weekly.slot, [0], asOf), { from: 18, to: 31 })[0]
      ?.map(({ from, to, values }) => [from, to, values[0]])
  expect(all()).toEqual([
    [18, 24, 10],
    [20, 24, 5],
    [25, 29, 11],
    [25, 31, 20],
  ])
  // A reply that no longer names its second week takes that one away, and nothing else.
  store.snapshots.record(reply({ ...weekly, from: 20, to: 29, at: 3_000, rows: [plain(20, [5], 24)] }))
  expect(all()?.map(([from, to]) => [from, to])).toEqual([
    [18, 24],
    [20, 24],
    [25, 31],
  ])
  expect(all(2_500)).toHaveLength(4)
  store.close()
})

test('a period the request did not clip is kept, and replaced by its like', () => {
  const store = makeStore()
  const weekly = { slot: { ...DAILY, granularity: 'week' } as const, from: 20, to: 24 }
  store.snapshots.record(reply({ ...weekly, at: 1_000, rows: [plain(18, [1], 24)] }))
  store.snapshots.record(reply({ ...weekly, at: 2_000, rows: [plain(18, [2], 24)] }))
  const read = (asOf?: number) =>
    store.facts.rows(query(weekly.slot, [0], asOf), { from: 1, to: 99 })[0]?.map((f) => f.values[0])
  expect([read(), read(1_000)]).toEqual([[2], [1]])
  store.close()
})

test("a reply's sum is kept for exactly its range, apart from the rows", () => {
  const store = makeStore()
  store.snapshots.record(reply({ from: 100, to: 101, at: 1_000, rows: [plain(100, [4]), plain(101, [5])], sum: [7] }))
  store.snapshots.record(reply({ from: 100, to: 100, at: 1_500, rows: [plain(100, [4])], sum: [4] }))
  store.snapshots.record(reply({ from: 100, to: 101, at: 2_000, rows: [plain(100, [4]), plain(101, [6])], sum: [8] }))
  const sum = (from: number, to: number, asOf?: number) =>
    store.facts.sums(query(DAILY, [0], asOf), { from, to })[0]?.values[0] ?? null
  expect([sum(100, 101), sum(100, 101, 1_000), sum(100, 100), sum(101, 101), sum(100, 101, 999)]).toEqual([
    8,
    7,
    4,
    null,
    null,
  ])
  expect(store.facts.rows(query(DAILY, [0]), { from: 100, to: 101 })[0]).toHaveLength(2)
  expect(store.facts.daily(query(DAILY, [0]), { from: 100, to: 101 })[0]?.values).toEqual([[4, 6]])
  // A reply without a sum takes the old one away.
  store.snapshots.record(
    reply({ from: 100, to: 101, at: 3_000, rows: [plain(100, [4]), plain(101, [6])], sum: [null] }),
  )
  expect([sum(100, 101), sum(100, 101, 2_500)]).toEqual([null, 8])
  store.close()
})

test('a reply that comes late takes its place in the past and leaves the newest in force', () => {
  const store = makeStore()
  const day = (at: number, value: number) => reply({ from: 100, to: 100, at, rows: [plain(100, [value])] })
  store.snapshots.record(day(1_000, 1))
  store.snapshots.record(day(5_000, 1))
  const late = store.snapshots.record(day(3_000, 2))
  const at = (asOf?: number) => store.facts.daily(query(DAILY, [0], asOf), { from: 100, to: 100 })[0]?.values[0]?.[0]
  expect([at(), at(1_000), at(2_999), at(3_000), at(4_999), at(5_000)]).toEqual([1, 1, 1, 2, 2, 1])
  expect(late.changed).toBe(true)
  // What nobody had said before comes in force however late it is.
  store.snapshots.record(reply({ from: 90, to: 90, at: 10, rows: [plain(90, [6])] }))
  expect(store.facts.daily(query(DAILY, [0]), { from: 90, to: 90 })[0]?.values).toEqual([[6]])
  expect(store.facts.daily(query(DAILY, [0], 9), { from: 90, to: 90 })[0]?.from).toEqual([])
  store.close()
})

test('a late reply between an answer and its confirmation cuts the replaced row in two', () => {
  const store = makeStore()
  const day = (at: number, value: number) =>
    store.snapshots.record(reply({ from: 100, to: 100, at, rows: [plain(100, [value])] }))
  day(1_000, 1)
  day(5_000, 1)
  day(9_000, 2)
  day(3_000, 3)
  const at = (asOf?: number) => store.facts.daily(query(DAILY, [0], asOf), { from: 100, to: 100 })[0]?.values[0]?.[0]
  expect([1_000, 3_000, 5_000, 8_999, 9_000, undefined].map(at)).toEqual([1, 3, 1, 1, 2, 2])
  store.close()
})

test('an old label does not replace a newer one', () => {
  const store = makeStore()
  const named = (at: number, label: string) => {
    const base = reply({ from: 1, to: 1, at, slot: REGION, rows: [row(1, 1, 'p:1', 1)] })
    return {
      ...base,
      decoded: { ...base.decoded, members: [{ id: 'p:1', key: '18446744073709551615', label, parent: 'g:1' }] },
    }
  }
  store.snapshots.record(named(2_000, 'new'))
  store.snapshots.record(named(1_000, 'old'))
  const member = () => store.facts.members(['p:1', 'p:none', '', 'sum:'])
  expect(member()).toEqual(
    new Map([['p:1', { key: '18446744073709551615', label: 'new', alias: null, parent: 'g:1' }]]),
  )
  store.snapshots.record(named(3_000, 'newest'))
  expect(member().get('p:1')?.label).toBe('newest')
  // another process syncs while this one reads
  const other = openStore(store.path)
  other.snapshots.record(named(4_000, 'by another'))
  other.close()
  expect(member().get('p:1')?.label).toBe('by another')
  store.close()
})

test('of two rows about the same thing the first counts, also when they come again', () => {
  const store = makeStore()
  const twice = [plain(100, [1]), plain(100, [2])]
  for (const at of [1_000, 2_000]) {
    store.snapshots.record(reply({ from: 100, to: 100, at, rows: twice }))
    expect(store.facts.rows(query(DAILY, [0]), { from: 100, to: 100 })[0]?.map((f) => f.values)).toEqual([[1]])
  }
  store.close()
})

test('a reply that cannot be stored leaves nothing behind', () => {
  const store = makeStore()
  const bad = reply({ from: 1, to: 1, at: 1, slot: REGION, rows: [row(1, 1, 'p:1', 1), row(1, 1, 'p:2', 1)] })
  const [one] = bad.decoded.members
  const missing = { ...bad, decoded: { ...bad.decoded, members: one ? [one] : [] } }
  expect(() => store.snapshots.record(missing)).toThrow(expect.objectContaining({ code: 'internal' }))
  expect(() => store.snapshots.recordMany([reply({ from: 1, to: 1, at: 1, rows: [] }), missing])).toThrow()
  expect(store.snapshots.count()).toBe(0)
  expect(store.facts.members(['p:1']).size).toBe(0)
  // Ids remembered from the failed attempt are not used.
  store.snapshots.record(bad)
  expect(store.facts.exact(query(REGION, [0]), { from: 1, to: 1 })[0]?.map((f) => f.member)).toEqual(['p:1', 'p:2'])
  expect(store.facts.members(['p:1', 'p:2']).size).toBe(2)
  store.close()
})

test('equal means equal bytes, not only an equal hash', () => {
  const store = makeStore()
  const text = '{"a":1}'
  const first = store.snapshots.record(reply({ from: 1, to: 1, at: 1, rows: [], payload: text }))
  const db = new Database(store.path)
  db.prepare('UPDATE payload SET body = ?').run(zstdCompressSync(Buffer.from('{"b":2}')))
  db.close()
  const second = store.snapshots.record(reply({ from: 2, to: 2, at: 2, rows: [], payload: text }))
  const third = store.snapshots.record(reply({ from: 3, to: 3, at: 3, rows: [], payload: text }))
  expect([first, second, third].map(({ snapshot }) => store.snapshots.payload(snapshot))).toEqual([
    '{"b":2}',
    text,
    text,
  ])
  store.close()
})

test('snapshots are listed newest first, by page, app and report; unknown ones are an error', () => {
  const store = makeStore()
  const app = store.apps.add({ name: 'a' }).id
  const ids = Array.from(
    { length: 5 },
    (_, i) =>
      store.snapshots.record(
        reply({ app: i % 2 ? app : 0, slot: i < 2 ? DAILY : REGION, from: i, to: i, at: i, rows: [], capped: i === 4 }),
      ).snapshot,
  )
  const list = (filter: object) => store.snapshots.list({ limit: 10, ...filter }).map((found) => ids.indexOf(found.id))
  expect(list({})).toEqual([4, 3, 2, 1, 0])
  expect(list({ limit: 2, before: ids[3] })).toEqual([2, 1])
  expect(list({ app })).toEqual([3, 1])
  expect(list({ app: 0, report: 'region' })).toEqual([4, 2])
  expect(store.snapshots.get(ids[4] ?? 0)).toEqual({
    id: ids[4],
    app: 0,
    ...REGION,
    from: 4,
    to: 4,
    fetchedAt: 4,
    rows: 0,
    changed: true,
    capped: true,
  })
  expect(store.snapshots.many([ids[1] ?? 0, 999]).map((found) => found.id)).toEqual([ids[1]])
  expect([store.snapshots.count(), store.snapshots.count(app)]).toEqual([5, 2])
  const unknown = expect.objectContaining({ code: 'snapshot.unknown', details: { snapshot: 999 } }) as Error
  expect(() => store.snapshots.get(999)).toThrow(unknown)
  expect(() => store.snapshots.payload(999)).toThrow(unknown)
  store.close()
})

test('the planner is told the newest answer of every range', () => {
  const store = makeStore()
  const ask = (from: number, to: number, at: number) =>
    store.snapshots.record(reply({ from, to, at, rows: [] })).snapshot
  ask(1, 7, 100)
  const newest = ask(1, 7, 300)
  ask(1, 7, 200)
  const other = ask(5, 9, 150)
  const key = { app: 0, ...DAILY }
  expect(store.snapshots.fetched(key)).toEqual([
    { from: 1, to: 7, fetchedAt: 300, id: newest },
    { from: 5, to: 9, fetchedAt: 150, id: other },
  ])
  expect(store.snapshots.fetched(key, { from: 8, to: 20 }).map((range) => range.from)).toEqual([5])
  expect(store.snapshots.fetched({ ...key, report: 'none' })).toEqual([])
  store.close()
})

test('rows of all widths are read back as they came', () => {
  const store = makeStore()
  const values = Array.from({ length: 18 }, (_, i) => (i % 5 === 4 ? null : i * 1e9 + i / 8))
  const rows = Array.from({ length: 21 }, (_, i) => plain(100 + i, i % 2 ? values : values.slice(0, 3)))
  store.snapshots.record(reply({ from: 100, to: 120, at: 1, rows }))
  const columns = values.map((_, i) => i)
  const facts = store.facts.rows(query(DAILY, columns), { from: 100, to: 120 })[0]
  expect(facts?.map((fact) => fact.values)).toEqual(rows.map((r) => columns.map((column) => r.values[column] ?? null)))
  expect(() => store.facts.rows(query(DAILY, [18]), { from: 1, to: 2 })).toThrow()
  store.close()
})
