import type { Database } from 'better-sqlite3'
import type { Day, DayRange } from '../../contract/calendar.ts'
import type { Clock } from '../runtime/capabilities.ts'

/** A note on some days: of an app, of a tag, or (both null) of everything. */
export interface NewAnnotation {
  readonly app: number | null
  readonly tag: string | null
  readonly from: Day
  readonly to: Day
  readonly kind: string
  readonly text: string
}

export interface AnnotationRow extends NewAnnotation {
  readonly id: number
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly updatedAt: number
}

export interface Annotations {
  /** Those that touch the range, all where there is none; oldest first. */
  list(within?: DayRange): AnnotationRow[]
  add(annotation: NewAnnotation): AnnotationRow
  /** Null where there is no such annotation. */
  change(id: number, annotation: NewAnnotation): AnnotationRow | null
  remove(id: number): void
}

const SELECT = `SELECT id, app, tag, from_day AS "from", to_day AS "to", kind, text, created_at AS createdAt,
  updated_at AS updatedAt FROM annotation`

export function createAnnotations(db: Database, clock: Clock): Annotations {
  const list = db.prepare<[number, number], AnnotationRow>(
    `${SELECT} WHERE to_day >= ? AND from_day <= ? ORDER BY from_day, to_day, id`,
  )
  const one = db.prepare<[number], AnnotationRow>(`${SELECT} WHERE id = ?`)
  const insert = db.prepare(
    `INSERT INTO annotation (app, tag, from_day, to_day, kind, text, created_at, updated_at)
     VALUES (@app, @tag, @from, @to, @kind, @text, @now, @now)`,
  )
  const update = db.prepare(
    `UPDATE annotation SET app = @app, tag = @tag, from_day = @from, to_day = @to, kind = @kind, text = @text,
     updated_at = @now WHERE id = @id`,
  )
  const remove = db.prepare('DELETE FROM annotation WHERE id = ?')
  return {
    list: (within = { from: -Infinity, to: Infinity }) => list.all(within.from, within.to),
    add(annotation) {
      const now = clock()
      const id = Number(insert.run({ ...annotation, now }).lastInsertRowid)
      return { ...annotation, id, createdAt: now, updatedAt: now }
    },
    change(id, annotation) {
      update.run({ ...annotation, id, now: clock() })
      return one.get(id) ?? null
    },
    remove(id) {
      remove.run(id)
    },
  }
}
