import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash } from 'node:crypto'
import { zstdCompressSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { metricColumns } from '../../electron/core/store/columns.ts'
import { MIGRATIONS } from '../../electron/core/store/migrations/index.ts'
import { openStore, type Store } from '../../electron/core/store/open.ts'
import type { FactQuery, NewSnapshot } from '../../electron/core/store/types.ts'
import { FIRST_DAY, history, makeRandom, numbersOf, regionReply, trendReply, YEAR } from './store-fixture.ts'

/** One figure: what was measured, its bound, and whether `value` may be at most or must be at least that. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly bound: number
  readonly kind: 'atMost' | 'atLeast'
  readonly note: string
}

const APPS = 200
const DAY_MS = 86_400_000

/** Median of the times `work` took, in ms, after it ran warm. */
function median(work: () => unknown, runs = 15): number {
  for (let i = 0; i < 5; i += 1) work()
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return times.sort((a, b) => a - b)[runs >> 1] ?? NaN
}

/** Medians of several pieces of work that take turns. */
function medians(...works: (() => unknown)[]): number[] {
  const times = works.map((): number[] => [])
  for (let run = 0; run < 36; run += 1)
    works.forEach((work, i) => {
      const start = performance.now()
      work()
      if (run >= 5) times[i]?.push(performance.now() - start)
    })
  return times.map((some) => some.sort((a, b) => a - b)[some.length >> 1] ?? NaN)
}

function seconds(work: () => void): number {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1000
}

/** All figures of the store at about `numbers` stored numbers. */
export async function benchStore(
  numbers = 10_000_000,
  log: (line: string) => void = () => undefined,
): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'cygnet-bench-store-'))
  try {
    const writing = benchWriting(dir)
    const path = join(dir, 'big', 'cygnet.db')
    const store = openStore(path)
    const apps = Array.from({ length: APPS }, (_, i) => store.apps.add({ name: `app ${i}` }).id)
    const stored = build(store, apps, numbers, log)
    const reading = benchReading(store, apps, stored)
    const size = benchSize(store, path, stored)
    store.close()
    const opening = benchOpening(path)
    return await Promise.resolve([...writing, ...reading, size, opening])
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function build(store: Store, apps: readonly number[], numbers: number, log: (line: string) => void): number {
  let batch: NewSnapshot[] = []
  let stored = 0
  const flush = () => {
    store.snapshots.recordMany(batch)
    batch = []
  }
  const took = seconds(() => {
    for (const reply of history(apps, numbers)) {
      stored += numbersOf(reply)
      if (batch.push(reply) === 200) flush()
    }
    flush()
  })
  log(`built ${(stored / 1e6).toFixed(2)} M numbers in ${took.toFixed(1)} s`)
  return stored
}

/** Replies through `record`, one transaction each, against bare inserts of the same rows. */
function benchWriting(dir: string): Figure[] {
  const random = makeRandom(2)
  const replies = Array.from({ length: 40 }, (_, month) => month).flatMap((month) =>
    Array.from({ length: 20 }, (_, app) =>
      month % 4 === 0
        ? trendReply(app + 1, FIRST_DAY + month * 30, FIRST_DAY + month * 30 + 29, random)
        : regionReply(app + 1, FIRST_DAY + month, random),
    ),
  )
  const numbers = replies.reduce((sum, reply) => sum + numbersOf(reply), 0)
  const kinds = {
    one: (path: string) => ownSeconds(path, replies, false),
    batch: (path: string) => ownSeconds(path, replies, true),
    bareOne: (path: string) => bareSeconds(`${path}.db`, replies, 1, true),
    bareBatch: (path: string) => bareSeconds(`${path}.db`, replies, 100, true),
    bareCells: (path: string) => bareSeconds(`${path}.db`, replies, 1, false),
  }
  // The kinds take turns, so that a slow moment of the machine meets all of them; the best of each counts.
  const best = new Map<string, number>()
  for (let run = 0; run < 4; run += 1)
    for (const [kind, work] of Object.entries(kinds))
      best.set(kind, Math.max(best.get(kind) ?? 0, numbers / work(join(dir, `${kind}-${run}`))))
  const rate = (kind: keyof typeof kinds) => best.get(kind) ?? NaN
  const m = (kind: keyof typeof kinds) => `${(rate(kind) / 1e6).toFixed(2)} M/s`
  const against = (own: keyof typeof kinds, bare: keyof typeof kinds) =>
    `${(rate(own) / rate(bare)).toFixed(2)} × (${m(own)} against ${m(bare)})`
  return [
    {
      name: 'stored numbers/s, a transaction a reply, to bare inserts',
      value: rate('one') / rate('bareOne'),
      unit: '×',
      bound: 0.5,
      kind: 'atLeast',
      note: `${m('one')} against ${m('bareOne')}; both in batches of 100 replies ${against('batch', 'bareBatch')}; to the number rows alone ${against('one', 'bareCells')}`,
    },
  ]
}

function ownSeconds(home: string, replies: readonly NewSnapshot[], batched: boolean): number {
  const store = openStore(join(home, 'cygnet.db'))
  for (let i = 0; i < 20; i += 1) store.apps.add({ name: `app ${i}` })
  try {
    return seconds(() => {
      if (!batched) for (const reply of replies) store.snapshots.record(reply)
      else for (let i = 0; i < replies.length; i += 100) store.snapshots.recordMany(replies.slice(i, i + 100))
    })
  } finally {
    store.close()
  }
}

/**
 * The same rows in tables of the same form, inserted one by one and nothing else: no reading, comparing, hashing or compressing (the
 * compressed replies are made beforehand).
 */
function bareSeconds(path: string, replies: readonly NewSnapshot[], perTransaction: number, all: boolean): number {
  const db = new Database(path)
  for (const pragma of ['page_size = 8192', 'journal_mode = WAL', 'synchronous = NORMAL', 'wal_autocheckpoint = 4000'])
    db.pragma(pragma)
  MIGRATIONS[0]?.up(db)
  db.pragma('foreign_keys = OFF')
  const bodies = all ? replies.map(({ payload }) => zstdCompressSync(Buffer.from(payload))) : []
  const insertSnapshot = db.prepare(
    `INSERT INTO snapshot (slot, from_day, to_day, fetched_at, payload, rows, capped, changed) VALUES (?, ?, ?, ?, ?, ?, 0, 1)`,
  )
  const insertPayload = db.prepare('INSERT INTO payload (hash, body) VALUES (?, ?)')
  const hashes = bodies.map((body) => hash('sha256', body, 'buffer'))
  const statements = new Map(
    [5, 8].map((width) => [
      width,
      db.prepare(
        `INSERT INTO cell (slot, days, from_day, member, snapshot, pos, ${metricColumns(width)})
         VALUES (?, ?, ?, ?, ?, ?${', ?'.repeat(width)})`,
      ),
    ]),
  )
  const one = (reply: NewSnapshot, id: number) => {
    const { rows, sum } = reply.decoded
    const slot = reply.app * 2 + (reply.report === 'region' ? 1 : 0)
    if (all) {
      insertPayload.run(hashes[id], bodies[id])
      insertSnapshot.run(slot, reply.from, reply.to, reply.fetchedAt, id + 1, rows.length)
    }
    rows.forEach(({ from, to, member, values }, pos) => {
      const insert = statements.get(values.length)
      if (member === null) insert?.run(slot, to - from + 1, from, 0, id, 0, ...values)
      else insert?.run(slot, to - from + 1, from, pos + 2, id, pos, ...values)
    })
    if (sum) statements.get(sum.length)?.run(slot, reply.to - reply.from + 1, reply.from, 1, id, 0, ...sum)
  }
  const insert = db.transaction((from: number) =>
    replies.slice(from, from + perTransaction).forEach((reply, i) => one(reply, from + i)),
  )
  try {
    return seconds(() => {
      for (let from = 0; from < replies.length; from += perTransaction) insert(from)
    })
  } finally {
    db.close()
  }
}

function benchReading(store: Store, apps: readonly number[], stored: number): Figure[] {
  const base = { report: 'user-trend', variant: '', granularity: 'day' } as const
  const year = { from: FIRST_DAY, to: FIRST_DAY + YEAR - 1 }
  const sixty = { from: year.to - 59, to: year.to }
  const some = apps.slice(0, 50)
  const q1: FactQuery = { ...base, apps: some, columns: [4] }
  const q2: FactQuery = { ...base, apps, columns: [0, 2, 4, 5, 6, 7] }
  const asOf = (year.to - 180) * DAY_MS
  const latest = median(() => store.facts.daily(q1, year))
  // The same number of rows then and now: half a year of apps as of the middle of the year.
  const half = { from: year.from, to: year.to - 190 }
  const [now = NaN, then = NaN] = medians(
    () => store.facts.daily(q1, half),
    () => store.facts.daily({ ...q1, asOf }, half),
  )
  const overview = median(() => store.facts.daily(q2, sixty))
  const regions = { report: 'region', variant: '', granularity: 'range', columns: [0, 1, 2, 3, 4] } as const
  const day = { from: year.to, to: year.to }
  const table = median(() => store.facts.exact({ ...regions, apps: apps.slice(0, 20) }, day))
  const at = `at ${(stored / 1e6).toFixed(1)} M numbers`
  return [
    { name: 'one metric × 50 apps × 365 days', value: latest, unit: 'ms', bound: 16, kind: 'atMost', note: at },
    {
      name: 'rows of an overview of 200 apps, 6 metrics × 60 days',
      value: overview,
      unit: 'ms',
      bound: 40,
      kind: 'atMost',
      note: at,
    },
    {
      name: 'as of a moment to latest',
      value: then / now,
      unit: '×',
      bound: 1.5,
      kind: 'atMost',
      note: `${then.toFixed(2)} ms against ${now.toFixed(2)} ms`,
    },
    { name: '20 apps × 34 regions of one range', value: table, unit: 'ms', bound: 16, kind: 'atMost', note: at },
  ]
}

/** Everything in the file but raw payloads. */
function benchSize(store: Store, path: string, stored: number): Figure {
  const db = new Database(path)
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
    const bytes = Number(db.prepare('SELECT sum(pgsize) FROM dbstat').pluck().get())
    const payloads = Number(
      db
        .prepare("SELECT sum(pgsize) FROM dbstat WHERE name = 'payload' OR name LIKE 'sqlite_autoindex_payload%'")
        .pluck()
        .get(),
    )
    const value = (bytes - payloads) / stored
    const note = `${(bytes / 1e6).toFixed(0)} MB, of which raw replies ${(payloads / 1e6).toFixed(0)} MB, ${store.snapshots.count()} snapshots`
    return { name: 'bytes a stored number, raw replies apart', value, unit: 'B', bound: 16, kind: 'atMost', note }
  } finally {
    db.close()
  }
}

/** What `apps list` pays for the history's size. */
function benchOpening(path: string): Figure {
  const value = median(() => {
    const store = openStore(path)
    store.apps.list()
    store.close()
  })
  return { name: 'open the history and list 200 apps', value, unit: 'ms', bound: 100, kind: 'atMost', note: '' }
}
