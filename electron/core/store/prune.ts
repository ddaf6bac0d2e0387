import type { Database } from 'better-sqlite3'

const DAY_MS = 86_400_000
/** A file of which this share is free is made smaller. */
const WORTH_SHRINKING = 0.25

export interface PruneInput {
  readonly keepDays: number
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly dryRun: boolean
}

export interface Pruned {
  /** Snapshots that lost their raw reply. */
  readonly snapshots: number
  /** Bytes of the raw replies dropped, as compressed. */
  readonly bytes: number
}

/**
 * Drops raw replies that are older than `keepDays` and not the newest of their request, and the snapshots that no number in force or
 * replaced refers to. Numbers stay, both in force and as of any moment; of a moment so old it is forgotten which replies that changed
 * nothing there had been, and a reply's raw text.
 */
export type Prune = (input: PruneInput) => Pruned

const OLD = `
  CREATE TEMP TABLE old AS
    SELECT id, payload FROM (
      SELECT id, payload, fetched_at,
        row_number() OVER (PARTITION BY slot, from_day, to_day ORDER BY fetched_at DESC, id DESC) AS age
      FROM snapshot
    ) WHERE age > 1 AND fetched_at < CAST(? AS INTEGER)`

const PREPARE = `
  CREATE TEMP TABLE referred (id INTEGER PRIMARY KEY);
  INSERT INTO referred SELECT snapshot FROM cell UNION SELECT snapshot FROM cell_was UNION SELECT until FROM cell_was;
  -- Those already without a raw reply that must stay are no news.
  DELETE FROM old WHERE payload IS NULL AND id IN (SELECT id FROM referred);
  CREATE TEMP TABLE spare AS
    SELECT payload FROM old WHERE payload IS NOT NULL
    EXCEPT SELECT payload FROM snapshot WHERE id NOT IN (SELECT id FROM old);`

const APPLY = `
  DELETE FROM snapshot WHERE id IN (SELECT id FROM old EXCEPT SELECT id FROM referred);
  UPDATE snapshot SET payload = NULL WHERE id IN (SELECT id FROM old);
  DELETE FROM payload WHERE id IN (SELECT payload FROM spare);`

const FORGET = 'DROP TABLE IF EXISTS old; DROP TABLE IF EXISTS referred; DROP TABLE IF EXISTS spare;'

export function createPrune(db: Database): Prune {
  const run = (input: PruneInput): Pruned => {
    db.prepare(OLD).run(input.now - input.keepDays * DAY_MS)
    db.exec(PREPARE)
    const snapshots = count(db, 'SELECT count(*) FROM old')
    const bytes = count(db, 'SELECT total(length(body)) FROM payload WHERE id IN (SELECT payload FROM spare)')
    if (!input.dryRun) db.exec(APPLY)
    db.exec(FORGET)
    return { snapshots, bytes }
  }
  return (input) => {
    db.exec(FORGET)
    const pruned = input.dryRun ? db.transaction(run)(input) : db.transaction(run).immediate(input)
    if (!input.dryRun) shrink(db)
    return pruned
  }
}

/** Gives free pages back where it is worth it; not while somebody else is at the file. */
function shrink(db: Database): void {
  const free = Number(db.pragma('freelist_count', { simple: true }))
  if (free < WORTH_SHRINKING * Number(db.pragma('page_count', { simple: true }))) return
  // The whole file is copied: on the disk, not in memory.
  db.pragma('temp_store = FILE')
  try {
    db.exec('VACUUM')
  } catch {
    // The free pages are used again by what comes next.
  } finally {
    db.pragma('temp_store = MEMORY')
  }
}

const count = (db: Database, sql: string) => Number(db.prepare<[], number>(sql).pluck().get())
