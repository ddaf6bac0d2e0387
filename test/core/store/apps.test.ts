import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { DAILY, makeStore, plain, query, REGION, reply } from './support.ts'

test('apps are added, found, renamed, tagged and told more about', () => {
  const store = makeStore({ clock: () => 1_234 })
  const app = store.apps.add({ name: '一号', externalId: '15', tags: ['b', 'a', 'b'] })
  expect(app).toEqual({
    id: app.id,
    name: '一号',
    externalId: '15',
    officialName: null,
    dataPermission: null,
    tokenWay: 'none',
    createdAt: 1_234,
    tags: ['a', 'b'],
  })
  expect(app.id).toBeGreaterThan(0)
  store.apps.update(app.id, { dataPermission: false, officialName: 'official', tokenWay: 'broker' })
  store.apps.update(app.id, { externalId: undefined, dataPermission: true })
  store.apps.rename(app.id, '二号')
  store.apps.setTags(app.id, ['c'])
  store.snapshots.record(reply({ app: app.id, from: 1, to: 1, at: 77, rows: [] }))
  expect(store.apps.get(app.id)).toMatchObject({
    name: '二号',
    externalId: '15',
    officialName: 'official',
    dataPermission: true,
    tokenWay: 'broker',
    tags: ['c'],
  })
  expect(store.snapshots.lastFetched(app.id)).toBe(77)
  expect([store.apps.find('二号')?.id, store.apps.findExternal('15')?.id, store.apps.find('一号')]).toEqual([
    app.id,
    app.id,
    null,
  ])
  expect(store.apps.list().map(({ name }) => name)).toEqual(['二号'])
  const db = new Database(store.path)
  expect(db.prepare('SELECT name FROM tag').pluck().all()).toEqual(['c'])
  db.close()
  store.close()
})

test('a name or an app id that is taken, and an unknown app, are errors that name it', () => {
  const store = makeStore()
  const { id } = store.apps.add({ name: 'one', externalId: '1' })
  const two = store.apps.add({ name: 'two', externalId: '2' })
  const exists = (details: object) => expect.objectContaining({ code: 'app.exists', details }) as Error
  expect(() => store.apps.add({ name: 'one' })).toThrow(exists({ name: 'one' }))
  expect(() => store.apps.rename(two.id, 'one')).toThrow(exists({ name: 'one' }))
  expect(() => store.apps.add({ name: 'three', externalId: '1' })).toThrow(exists({ name: 'one', externalId: '1' }))
  expect(() => store.apps.update(two.id, { externalId: '1' })).toThrow(exists({ name: 'one', externalId: '1' }))
  // The failed addition left no half of it.
  expect(store.apps.list().map((app) => app.name)).toEqual(['one', 'two'])
  const unknown = expect.objectContaining({ code: 'app.unknown' }) as Error
  for (const call of [
    () => store.apps.get(id + 100),
    () => store.apps.get(0),
    () => store.apps.rename(id + 100, 'x'),
    () => store.apps.setTags(id + 100, []),
    () => store.apps.update(id + 100, {}),
    () => store.apps.remove(0),
  ])
    expect(call).toThrow(unknown)
  store.close()
})

test('an app goes with its whole history and secrets, and takes nothing of the others', () => {
  const store = makeStore()
  const [a, b] = [store.apps.add({ name: 'a', tags: ['t'] }).id, store.apps.add({ name: 'b' }).id]
  const member = (app: number, id: string, at: number, payload: string) =>
    reply({ app, slot: REGION, from: 1, to: 1, at, rows: [{ from: 1, to: 1, member: id, values: [at] }], payload })
  for (const at of [1, 2]) {
    store.snapshots.record(reply({ app: a, from: 1, to: 1, at, rows: [plain(1, [at])], payload: 'shared' }))
    store.snapshots.record(reply({ app: b, from: 1, to: 1, at, rows: [plain(1, [at])], payload: 'shared' }))
    store.snapshots.record(member(a, 'p:a', at, 'of a'))
    store.snapshots.record(member(a, 'p:both', at, 'of a'))
    store.snapshots.record(member(b, 'p:both', at, 'of b'))
  }
  store.secrets.put(a, 'token', { sealer: 's', sealed: new Uint8Array([1]), expiresAt: null })
  const job = store.jobs.start('sync', {})
  store.queue.add(job, [
    { app: a, ...DAILY, from: 1, to: 1 },
    { app: b, ...DAILY, from: 1, to: 1 },
  ])
  expect(store.apps.remove(a)).toBe(6)
  const db = new Database(store.path)
  const all = (sql: string) => db.prepare(sql).pluck().all()
  expect(all('SELECT DISTINCT app FROM slot')).toEqual([b])
  for (const table of ['snapshot', 'cell', 'cell_was'])
    expect(all(`SELECT count(*) FROM ${table} WHERE slot NOT IN (SELECT id FROM slot)`)).toEqual([0])
  expect(all('SELECT count(*) FROM secret')).toEqual([0])
  expect(all('SELECT count(*) FROM tag')).toEqual([0])
  expect(all('SELECT count(*) FROM payload')).toEqual([2])
  expect(all('SELECT key FROM member WHERE id > 1')).toEqual(['p:both'])
  db.close()
  expect(store.queue.remaining(job)).toBe(1)
  expect(store.facts.daily(query(DAILY, [0], undefined, [a, b]), { from: 1, to: 1 }).map((s) => s.values)).toEqual([
    [[]],
    [[2]],
  ])
  // A new app of the same name begins afresh, and members that were removed come again.
  const again = store.apps.add({ name: 'a' }).id
  expect(again).not.toBe(a)
  store.snapshots.record(member(again, 'p:a', 3, 'of a'))
  expect(store.facts.exact(query(REGION, [0], undefined, [again]), { from: 1, to: 1 })[0]?.[0]?.member).toBe('p:a')
  store.close()
})

test('a member another process removed is interned anew', () => {
  const store = makeStore()
  const [a, b] = [store.apps.add({ name: 'a' }).id, store.apps.add({ name: 'b' }).id]
  const region = (app: number, at: number) =>
    reply({ app, slot: REGION, from: 1, to: 1, at, rows: [{ from: 1, to: 1, member: 'p:x', values: [at] }] })
  store.snapshots.record(region(a, 1))
  const other = new Database(store.path)
  other.exec("DELETE FROM cell; DELETE FROM member WHERE key = 'p:x'")
  other.close()
  store.snapshots.record(region(b, 2))
  expect(store.facts.exact(query(REGION, [0], undefined, [b]), { from: 1, to: 1 })[0]?.[0]?.member).toBe('p:x')
  store.close()
})

test('when an app was last fetched, also where old data came late', () => {
  const store = makeStore()
  const [a, b, c] = ['a', 'b', 'c'].map((name) => store.apps.add({ name }).id)
  const put = (app: number | undefined, at: number, from = 1) =>
    store.snapshots.record(reply({ app: app ?? 0, from, to: from, at, rows: [] }))
  expect([store.snapshots.allLastFetched(), store.snapshots.lastFetched(a ?? 0)]).toEqual([new Map(), null])
  put(a, 50)
  put(b, 90)
  // older than what is there
  put(a, 10, 2)
  put(c, 20)
  expect(store.snapshots.allLastFetched()).toEqual(
    new Map([
      [a, 50],
      [b, 90],
      [c, 20],
    ]),
  )
  expect([a, b, c].map((app) => store.snapshots.lastFetched(app ?? 0))).toEqual([50, 90, 20])
  store.close()
})
