import type { Database } from 'better-sqlite3'
import type { Clock } from '../runtime/capabilities.ts'

/** When a person wants to be warned: about an app, a tag, or (both null) everything. */
export interface NewAlertRule {
  readonly app: number | null
  readonly tag: string | null
  readonly name: string
  readonly metric: string
  readonly each: boolean
  readonly days: number
  /** Plain JSON, as the contract has it. */
  readonly condition: unknown
  readonly severity: string
  readonly enabled: boolean
}

export interface AlertRuleRow extends NewAlertRule {
  readonly id: number
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly updatedAt: number
}

export interface AlertRules {
  /** In the order they were made. */
  list(): AlertRuleRow[]
  add(rule: NewAlertRule): AlertRuleRow
  /** Null where there is no such rule. */
  change(id: number, rule: NewAlertRule): AlertRuleRow | null
  remove(id: number): void
}

type Stored = Omit<AlertRuleRow, 'each' | 'enabled' | 'condition'> & {
  each: number
  enabled: number
  condition: string
}

const SELECT = `SELECT id, app, tag, name, metric, each, days, condition, severity, enabled, created_at AS createdAt,
  updated_at AS updatedAt FROM alert_rule`

export function createAlertRules(db: Database, clock: Clock): AlertRules {
  const list = db.prepare<[], Stored>(`${SELECT} ORDER BY id`)
  const one = db.prepare<[number], Stored>(`${SELECT} WHERE id = ?`)
  const insert = db.prepare(
    `INSERT INTO alert_rule (app, tag, name, metric, each, days, condition, severity, enabled, created_at, updated_at)
     VALUES (@app, @tag, @name, @metric, @each, @days, @condition, @severity, @enabled, @now, @now)`,
  )
  const update = db.prepare(
    `UPDATE alert_rule SET app = @app, tag = @tag, name = @name, metric = @metric, each = @each, days = @days,
     condition = @condition, severity = @severity, enabled = @enabled, updated_at = @now WHERE id = @id`,
  )
  const remove = db.prepare('DELETE FROM alert_rule WHERE id = ?')
  return {
    list: () => list.all().map(toRow),
    add(rule) {
      const now = clock()
      const id = Number(insert.run({ ...toStored(rule), now }).lastInsertRowid)
      return { ...rule, id, createdAt: now, updatedAt: now }
    },
    change(id, rule) {
      update.run({ ...toStored(rule), id, now: clock() })
      const row = one.get(id)
      return row ? toRow(row) : null
    },
    remove(id) {
      remove.run(id)
    },
  }
}

const toStored = (rule: NewAlertRule) => ({
  ...rule,
  each: Number(rule.each),
  enabled: Number(rule.enabled),
  condition: JSON.stringify(rule.condition),
})

const toRow = (row: Stored): AlertRuleRow => ({
  ...row,
  each: row.each === 1,
  enabled: row.enabled === 1,
  condition: JSON.parse(row.condition) as unknown,
})
