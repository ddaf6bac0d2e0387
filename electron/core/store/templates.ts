import type { Database } from 'better-sqlite3'
import type { Clock } from '../runtime/capabilities.ts'

export interface StoredLogo {
  readonly kind: string
  readonly content: Buffer
}

export interface TemplateRow {
  readonly id: number
  readonly name: string
  /** Plain JSON values, as they were given. */
  readonly body: unknown
  readonly hasLogo: boolean
  /** Milliseconds since the epoch: the newest moment of its schedule that was seen to, and when it last ran. */
  readonly lastDue: number
  readonly lastRun: number | null
  readonly createdAt: number
  readonly updatedAt: number
}

/** Workbooks that people defined once. */
export interface Templates {
  /** By name. */
  list(): TemplateRow[]
  get(id: number): TemplateRow | null
  named(name: string): TemplateRow | null
  logo(id: number): StoredLogo | null
  /** A new one, or with an id a changed one; null where there is no such template. `logo` absent leaves it as it is. */
  save(given: {
    id?: number | undefined
    name: string
    body: unknown
    logo?: StoredLogo | null | undefined
  }): TemplateRow | null
  remove(id: number): void
  /** Says that its schedule was seen to up to this moment. */
  due(id: number, moment: number): void
  ran(id: number, moment: number): void
}

type Stored = Omit<TemplateRow, 'body' | 'hasLogo'> & { body: string; hasLogo: number }

const SELECT = `SELECT id, name, body, logo IS NOT NULL AS hasLogo, last_due AS lastDue, last_run AS lastRun,
  created_at AS createdAt, updated_at AS updatedAt FROM template`

export function createTemplates(db: Database, clock: Clock): Templates {
  const list = db.prepare<[], Stored>(`${SELECT} ORDER BY name, id`)
  const one = db.prepare<[number], Stored>(`${SELECT} WHERE id = ?`)
  const named = db.prepare<[string], Stored>(`${SELECT} WHERE name = ?`)
  const logo = db.prepare<[number], { kind: string | null; content: Buffer | null }>(
    'SELECT logo_kind AS kind, logo AS content FROM template WHERE id = ?',
  )
  const insert = db.prepare(
    `INSERT INTO template (name, body, last_due, created_at, updated_at) VALUES (@name, @body, @now, @now, @now)`,
  )
  const update = db.prepare('UPDATE template SET name = @name, body = @body, updated_at = @now WHERE id = @id')
  const draw = db.prepare('UPDATE template SET logo = ?, logo_kind = ? WHERE id = ?')
  const remove = db.prepare('DELETE FROM template WHERE id = ?')
  const due = db.prepare('UPDATE template SET last_due = ? WHERE id = ?')
  const ran = db.prepare('UPDATE template SET last_run = ? WHERE id = ?')
  const read = (row: Stored | undefined) => (row ? toRow(row) : null)
  return {
    list: () => list.all().map(toRow),
    get: (id) => read(one.get(id)),
    named: (name) => read(named.get(name)),
    logo(id) {
      const found = logo.get(id)
      return found?.kind && found.content ? { kind: found.kind, content: found.content } : null
    },
    save: db.transaction(({ id, name, body, logo: picture }: Parameters<Templates['save']>[0]) => {
      const given = { name, body: JSON.stringify(body), now: clock() }
      if (id !== undefined) update.run({ ...given, id })
      const saved = id ?? Number(insert.run(given).lastInsertRowid)
      if (picture !== undefined) draw.run(picture?.content ?? null, picture?.kind ?? null, saved)
      return read(one.get(saved))
    }).immediate,
    remove(id) {
      remove.run(id)
    },
    due(id, moment) {
      due.run(moment, id)
    },
    ran(id, moment) {
      ran.run(moment, id)
    },
  }
}

const toRow = ({ body, hasLogo, ...row }: Stored): TemplateRow => ({
  ...row,
  body: JSON.parse(body) as unknown,
  hasLogo: hasLogo === 1,
})
