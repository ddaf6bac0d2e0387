import type { Database } from 'better-sqlite3'
import { createApply } from './apply.ts'
import { createApplyLate } from './apply-late.ts'
import { cellsOf } from './cells.ts'
import { createMembers, type Slots } from './intern.ts'
import { createPayloads } from './payloads.ts'
import type { NewSnapshot, StoreResult } from './types.ts'

/** The request of a sync's queue that a reply answers. */
export interface QueueEntry {
  readonly job: number
  readonly seq: number
}

export interface Recorder {
  /** Stores a reply, and marks its request done, in one transaction. */
  record(snapshot: NewSnapshot, done?: QueueEntry): StoreResult
  /** Stores many in one transaction, and marks their requests done: all of them or none. */
  recordMany(snapshots: readonly NewSnapshot[], done?: readonly QueueEntry[]): StoreResult[]
  /** To be called when rows were removed: remembered ids may be gone. */
  forget(): void
}

export function createRecorder(db: Database, slots: Slots): Recorder {
  const write = createWrite(db, slots)
  const members = write.members
  const markDone = db.prepare("UPDATE sync_request SET state = 'done' WHERE job = ? AND seq = ?")
  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck()
  let seen = dataVersion.get()

  const forget = () => {
    slots.forget()
    members.forget()
  }
  /** Another process may have removed what is remembered here. */
  const forgetIfStale = () => {
    const now = dataVersion.get()
    if (now !== seen) forget()
    seen = now
  }
  const one = db.transaction((snapshot: NewSnapshot, done?: QueueEntry) => {
    forgetIfStale()
    const result = write.snapshot(snapshot)
    if (done) markDone.run(done.job, done.seq)
    return result
  }).immediate
  const many = db.transaction((snapshots: readonly NewSnapshot[], done: readonly QueueEntry[]) => {
    forgetIfStale()
    const results = snapshots.map(write.snapshot)
    for (const { job, seq } of done) markDone.run(job, seq)
    return results
  }).immediate
  /** What a transaction that failed had made is not there to be remembered. */
  const orForget = <T>(work: () => T): T => {
    try {
      return work()
    } catch (thrown) {
      forget()
      throw thrown
    }
  }
  return {
    record: (snapshot, done) => orForget(() => one(snapshot, done)),
    recordMany: (snapshots, done = []) => orForget(() => many(snapshots, done)),
    forget,
  }
}

/** Writes one reply inside a transaction that is already open. */
function createWrite(db: Database, slots: Slots) {
  const members = createMembers(db)
  const payloads = createPayloads(db)
  const apply = createApply(db)
  const applyLate = createApplyLate(db)
  const newestOf = db
    .prepare<[], number>('SELECT coalesce(newest_at, fetched_at) FROM snapshot ORDER BY id DESC LIMIT 1')
    .pluck()
  const laterInSlot = db.prepare<[number, number]>('SELECT 1 FROM snapshot WHERE slot = ? AND fetched_at > ? LIMIT 1')
  const previousPayload = db
    .prepare<[number, number, number, number], number | null>(
      `SELECT payload FROM snapshot WHERE slot = ? AND from_day = ? AND to_day = ? AND fetched_at <= ?
       ORDER BY fetched_at DESC, id DESC LIMIT 1`,
    )
    .pluck()
  const insert = db.prepare(
    `INSERT INTO snapshot (slot, from_day, to_day, fetched_at, payload, rows, capped, changed, newest_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?)`,
  )
  const markUnchanged = db.prepare('UPDATE snapshot SET changed = 0 WHERE id = ?')

  const snapshot = (reply: NewSnapshot): StoreResult => {
    const { from, to, fetchedAt, decoded, granularity } = reply
    const slot = slots.intern(reply)
    const newest = newestOf.get() ?? fetchedAt
    const isLate = fetchedAt < newest && laterInSlot.get(slot, fetchedAt) !== undefined
    const cells = cellsOf(decoded, reply, members.intern(decoded, !isLate))
    const payload = payloads.intern(reply.payload)
    const previous = previousPayload.get(slot, from, to, fetchedAt)
    const rows = decoded.rows.length
    const id = Number(
      insert.run(slot, from, to, fetchedAt, payload, rows, reply.capped ? 1 : 0, fetchedAt < newest ? newest : null)
        .lastInsertRowid,
    )
    const target = { slot, snapshot: id, granularity, range: reply }
    const numbersChanged = isLate ? applyLate(target, cells, fetchedAt) : apply(target, cells)
    const changed = numbersChanged || payload !== previous
    if (!changed) markUnchanged.run(id)
    return { snapshot: id, changed, rows }
  }
  return { snapshot, members }
}
