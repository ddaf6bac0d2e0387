import type { Database } from 'better-sqlite3'
import type { Granularity } from '../catalogue/schema.ts'
import type { Day } from '../../contract/calendar.ts'
import { mapped } from './errors.ts'
import type { SlotKey } from './types.ts'

/** A request of a sync, waiting for its answer. */
export interface QueueRequest extends SlotKey {
  readonly from: Day
  readonly to: Day
}
export interface QueuedRequest extends QueueRequest {
  /** Its place in the job's queue, from 1. */
  readonly seq: number
}

/** What a sync still has to ask for, so that it can go on after a cancel or a crash. `record` marks a request done with its reply. */
export interface Queue {
  /** Adds at the queue's end, in one transaction. */
  add(job: number, requests: Iterable<QueueRequest>): void
  /** The open requests in order, read a few at a time; requests answered meanwhile are left out. Can be gone through again. */
  open(job: number): Iterable<QueuedRequest>
  done(job: number, seq: number): void
  remaining(job: number): number
  /** Gives the open requests of an earlier job to a new one, whose queue is empty; answers how many. */
  adopt(from: number, to: number): number
  clear(job: number): void
}

const PAGE = 256

export function createQueue(db: Database): Queue {
  const insert = db.prepare(
    `INSERT INTO sync_request (job, seq, app, report, variant, granularity, from_day, to_day, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open')`,
  )
  const last = db.prepare<[number], number | null>('SELECT max(seq) FROM sync_request WHERE job = ?').pluck()
  const page = db.prepare<[number, number], Omit<QueuedRequest, 'granularity'> & { granularity: Granularity }>(
    `SELECT seq, app, report, variant, granularity, from_day AS "from", to_day AS "to" FROM sync_request
     WHERE job = ? AND seq > ? AND state = 'open' ORDER BY seq LIMIT ${PAGE}`,
  )
  const done = db.prepare("UPDATE sync_request SET state = 'done' WHERE job = ? AND seq = ?")
  const remaining = db
    .prepare<[number], number>("SELECT count(*) FROM sync_request WHERE job = ? AND state = 'open'")
    .pluck()
  const adopt = db.prepare("UPDATE sync_request SET job = ? WHERE job = ? AND state = 'open'")
  const clear = db.prepare('DELETE FROM sync_request WHERE job = ?')

  return {
    add: db.transaction((job: number, requests: Iterable<QueueRequest>) => {
      let seq = last.get(job) ?? 0
      for (const { app, report, variant, granularity, from, to } of requests)
        insert.run(job, (seq += 1), app, report, variant, granularity, from, to)
    }).immediate,
    open: (job) => ({
      *[Symbol.iterator]() {
        for (let after = 0; ;) {
          const requests = mapped(db.name, () => page.all(job, after))
          yield* requests
          const seq = requests.at(-1)?.seq
          if (seq === undefined) return
          after = seq
        }
      },
    }),
    done(job, seq) {
      done.run(job, seq)
    },
    remaining: (job) => remaining.get(job) ?? 0,
    adopt: db.transaction((from: number, to: number) => {
      const { changes } = adopt.run(to, from)
      clear.run(from)
      return changes
    }).immediate,
    clear(job) {
      clear.run(job)
    },
  }
}
