import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openStore } from '../../../electron/core/store/open.ts'
import { DAILY, makeStore, plain, query, reply } from './support.ts'

test('settings are plain JSON values', () => {
  const store = makeStore()
  store.settings.set('rate', 5)
  store.settings.set('rate', { deep: ['值', null, 1.5] })
  store.settings.set('off', null)
  expect([store.settings.get('rate'), store.settings.get('off'), store.settings.get('none')]).toEqual([
    { deep: ['值', null, 1.5] },
    null,
    undefined,
  ])
  store.settings.remove('off')
  expect(store.settings.get('off')).toBeUndefined()
  store.close()
})

test('secrets come back byte for byte, replace each other, and pairs are stored together', () => {
  const store = makeStore()
  const app = store.apps.add({ name: 'a' }).id
  const record = (byte: number, expiresAt: number | null = null) => ({
    sealer: 'file',
    sealed: new Uint8Array([byte, 0, 255]),
    expiresAt,
  })
  store.secrets.put(0, 'platform', record(1, 99))
  store.secrets.put(app, 'token', record(2))
  store.secrets.put(app, 'token', record(3, 5))
  expect(store.secrets.get(app, 'token')).toEqual(record(3, 5))
  expect(store.secrets.get(0, 'platform')).toEqual(record(1, 99))
  expect(store.secrets.get(app, 'none')).toBeNull()
  // The second of these cannot be stored (no such app): neither is.
  const bad = [
    { app, kind: 'token', record: record(4) },
    { app: 999, kind: 'token', record: record(4) },
  ]
  expect(() => store.secrets.putMany(bad)).toThrow(expect.objectContaining({ code: 'store.failed' }))
  expect(store.secrets.get(app, 'token')).toEqual(record(3, 5))
  store.secrets.remove(app, 'token')
  expect(store.secrets.get(app, 'token')).toBeNull()
  store.close()
})

test('a job is told from start to end', () => {
  let now = 1_000
  const store = makeStore({ clock: () => now })
  const id = store.jobs.start('export', { path: 'x' })
  store.jobs.progress(id, { done: 1, total: 2, label: 'l' })
  expect(store.jobs.get(id)).toEqual({
    id,
    kind: 'export',
    state: 'running',
    startedAt: 1_000,
    endedAt: null,
    input: { path: 'x' },
    progress: { done: 1, total: 2, label: 'l' },
    summary: null,
    error: null,
  })
  now = 2_000
  store.jobs.finish(id, 'failed', null, { code: 'store.full', message: 'm', details: {} })
  const second = store.jobs.start('sync', null)
  store.jobs.finish(second, 'done', { rows: 3 })
  expect(store.jobs.list(1).map((job) => [job.id, job.summary])).toEqual([[second, { rows: 3 }]])
  expect(store.jobs.list(9)[1]).toMatchObject({ state: 'failed', endedAt: 2_000, error: { code: 'store.full' } })
  expect(() => store.jobs.get(99)).toThrow(expect.objectContaining({ code: 'job.unknown' }))
  store.close()
})

test('the queue is read in order, a few at a time, while its requests are answered', () => {
  const store = makeStore()
  const job = store.jobs.start('sync', {})
  const request = (from: number) => ({ app: 0, ...DAILY, from, to: from })
  store.queue.add(
    job,
    (function* () {
      for (let day = 0; day < 600; day += 1) yield request(day)
    })(),
  )
  store.queue.add(job, [request(600)])
  expect(store.queue.remaining(job)).toBe(601)
  const seen: number[] = []
  for (const { seq, from, app, report, variant, granularity } of store.queue.open(job)) {
    seen.push(from)
    expect({ app, report, variant, granularity }).toEqual({ app: 0, ...DAILY })
    store.snapshots.record(reply({ from, to: from, at: from, rows: [plain(from, [from])] }), { job, seq })
    // Answered out of order, before its page is read.
    if (from === 10) store.queue.done(job, 500)
  }
  expect(seen).toEqual(Array.from({ length: 601 }, (_, i) => i).filter((i) => i !== 499))
  expect(store.queue.remaining(job)).toBe(0)
  expect(store.facts.daily(query(DAILY, [0]), { from: 0, to: 700 })[0]?.from).toHaveLength(600)
  store.close()
})

test('a request is only done when its reply is stored', () => {
  const store = makeStore()
  const job = store.jobs.start('sync', {})
  store.queue.add(job, [{ app: 0, ...DAILY, from: 1, to: 1 }])
  const bad = { ...reply({ from: 1, to: 1, at: 1, rows: [] }), app: 12_345 }
  expect(() => store.snapshots.record(bad, { job, seq: 1 })).toThrow(expect.objectContaining({ code: 'store.failed' }))
  expect([...store.queue.open(job)].map(({ seq }) => seq)).toEqual([1])
  store.close()
})

test('the newest sync with open requests is found and gone on with', () => {
  const store = makeStore()
  const sync = (open: number) => {
    const job = store.jobs.start('sync', {})
    store.queue.add(
      job,
      Array.from({ length: open }, (_, i) => ({ app: 0, ...DAILY, from: i, to: i })),
    )
    return job
  }
  const [first, second, third] = [sync(2), sync(3), sync(1)]
  store.jobs.finish(first, 'failed')
  store.jobs.finish(second, 'cancelled')
  store.jobs.finish(third, 'done')
  expect(store.queue.remaining(third)).toBe(0)
  expect(store.jobs.newestUnfinishedSync()?.id).toBe(second)
  store.queue.done(second, 2)
  const next = store.jobs.start('sync', {})
  expect(store.queue.adopt(second, next)).toBe(2)
  expect([...store.queue.open(next)].map(({ seq }) => seq)).toEqual([1, 3])
  expect(store.jobs.newestUnfinishedSync()?.id).toBe(first)
  store.queue.clear(first)
  expect(store.jobs.newestUnfinishedSync()).toBeNull()
  store.close()
})

test('a job left running by a process that died is interrupted when a writer opens', () => {
  const store = makeStore({ clock: () => 7 })
  const [dead, mine] = [store.jobs.start('export', {}), store.jobs.start('export', {})]
  const sync = store.jobs.start('sync', {})
  store.close()
  const db = new Database(store.path)
  // No process has this id: it is above what systems give out.
  db.prepare('UPDATE job SET pid = ? WHERE id = ?').run(2 ** 30, dead)
  db.close()
  const states = (readonly: boolean) => {
    const opened = openStore(store.path, { readonly, clock: () => 9 })
    const found = [dead, mine, sync].map((id) => opened.jobs.get(id).state)
    opened.close()
    return found
  }
  expect(states(true)).toEqual(['running', 'running', 'running'])
  // This process lives, but no sync runs without the writer lock.
  expect(states(false)).toEqual(['interrupted', 'running', 'interrupted'])
})

test('several writes can be one', () => {
  const store = makeStore()
  expect(() =>
    store.transaction(() => {
      store.settings.set('a', 1)
      store.snapshots.record(reply({ from: 1, to: 1, at: 1, rows: [plain(1, [1])] }))
      throw new Error('no')
    }),
  ).toThrow('no')
  expect([store.settings.get('a'), store.snapshots.count()]).toEqual([undefined, 0])
  store.snapshots.record(reply({ from: 1, to: 1, at: 1, rows: [plain(1, [1])] }))
  expect(store.transaction(() => store.snapshots.count())).toBe(1)
  store.close()
})

test('views speak in names and dates', () => {
  const store = makeStore()
  const app = store.apps.add({ name: '店' }).id
  // 2019-04-10 is day 17996.
  store.snapshots.record(
    reply({ app, from: 17_996, to: 17_996, at: 1_554_948_000_000, rows: [plain(17_996, [3, 1.5])], sum: [4, 2] }),
  )
  store.defineViews([
    { id: 'user-trend', metrics: [{ key: 'user_count' }, { key: '第2天' }] },
    { id: 'old', metrics: [{ key: 'App' }] },
  ])
  const db = new Database(store.path)
  const row = {
    app: '店',
    variant: '',
    granularity: 'day',
    from_date: '2019-04-10',
    to_date: '2019-04-10',
    member: null,
    label: null,
    parent: null,
    fetched_at: '2019-04-11 10:00:00',
    snapshot: 1,
  }
  expect(db.prepare('SELECT * FROM v_user_trend').all()).toEqual([{ ...row, user_count: 3, 第2天: 1.5 }])
  expect(db.prepare('SELECT * FROM v_user_trend_sum').all()).toEqual([{ ...row, user_count: 4, 第2天: 2 }])
  expect(db.prepare('SELECT * FROM v_old').columns().at(-1)?.name).toBe('App_')
  const version = () => db.pragma('schema_version', { simple: true })
  const before = version()
  store.defineViews([
    { id: 'user-trend', metrics: [{ key: 'user_count' }, { key: '第2天' }] },
    { id: 'old', metrics: [{ key: 'App' }] },
  ])
  expect(version()).toBe(before)
  store.defineViews([{ id: 'user-trend', metrics: [{ key: 'renamed' }] }])
  const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY 1").pluck().all()
  expect(names).toEqual(['v_user_trend', 'v_user_trend_sum'])
  expect(db.prepare('SELECT renamed FROM v_user_trend').pluck().get()).toBe(3)
  db.close()
  store.close()
})
