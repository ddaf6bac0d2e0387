import type { Database } from 'better-sqlite3'

/** A moment in the past, as rows can be compared with it. */
export interface Cut {
  readonly moment: number
  /** Every snapshot up to this one was fetched by then. */
  readonly newest: number
  /** Whether snapshots after it were fetched by then too (they came late). */
  readonly hasLate: boolean
}

/** Finds the snapshots known at a moment (ms), that moment included. */
export function createCuts(db: Database): (moment: number) => Cut {
  const last = db.prepare<[], number | null>('SELECT max(id) FROM snapshot').pluck()
  const from = db
    .prepare<[number], [number, number]>(
      'SELECT id, coalesce(newest_at, fetched_at) FROM snapshot WHERE id >= ? ORDER BY id LIMIT 1',
    )
    .raw()
  const late = db.prepare<[number, number]>(
    'SELECT 1 FROM snapshot WHERE newest_at IS NOT NULL AND id > ? AND fetched_at <= ? LIMIT 1',
  )
  /** The times never fall from one id to the next, so the last one known then is found by halving. */
  const newest = (moment: number): number => {
    let known = 0
    let unknown = (last.get() ?? 0) + 1
    while (unknown - known > 1) {
      const middle = (known + unknown) >>> 1
      const [id, time] = from.get(middle) ?? [unknown, Infinity]
      if (time <= moment) known = id
      else unknown = middle
    }
    return known
  }
  const find = (moment: number): Cut => {
    const id = newest(moment)
    return { moment, newest: id, hasLate: late.get(id, moment) !== undefined }
  }
  // One question asks for its moment many times; it stands as long as no reply comes.
  let found: Cut | null = null
  let asOf: number | null | undefined
  return (moment) => {
    const now = last.get()
    if (found?.moment === moment && asOf === now) return found
    asOf = now
    return (found = find(moment))
  }
}

/** Parameters of the conditions below. A statement about two moments tells them apart by a `name`. */
export function cutParameters(cut: Cut | null, name = ''): Record<string, number> {
  return { [`newest${name}`]: cut?.newest ?? 0, [`moment${name}`]: cut?.moment ?? 0 }
}

/** SQL: the snapshot in this column was fetched by the cut's moment (`@newest`, `@moment`). */
export function knownBy(cut: Pick<Cut, 'hasLate'>, column: string, name = ''): string {
  const known = `${column} <= @newest${name}`
  if (!cut.hasLate) return known
  const late = `SELECT id FROM snapshot WHERE newest_at IS NOT NULL AND id > @newest${name} AND fetched_at <= @moment${name}`
  return `(${known} OR ${column} IN (${late}))`
}

/** SQL: the snapshot in this column was not yet fetched by the cut's moment. */
export function unknownBy(cut: Pick<Cut, 'hasLate'>, column: string, name = ''): string {
  return cut.hasLate ? `NOT ${knownBy(cut, column, name)}` : `${column} > @newest${name}`
}
