import type { Migration } from './types.ts'

/**
 * What people write down themselves: notes on days, and the rules they want to be warned by. Both are about an app (0: the platform), a
 * tag, or neither: everything. A tag is kept by its name, because tags nobody carries are dropped and may come back.
 */
const ABOUT = `
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  app INTEGER REFERENCES app (id) ON DELETE CASCADE,
  tag TEXT,`
const ABOUT_ONE = 'CHECK (app IS NULL OR tag IS NULL)'

const ANNOTATION = `
  CREATE TABLE annotation (${ABOUT}
    from_day INTEGER NOT NULL,
    to_day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    ${ABOUT_ONE},
    CHECK (from_day <= to_day)
  );`

/** `condition` is JSON as the contract has it. */
const ALERT_RULE = `
  CREATE TABLE alert_rule (${ABOUT}
    name TEXT NOT NULL,
    metric TEXT NOT NULL,
    each INTEGER NOT NULL,
    days INTEGER NOT NULL,
    condition TEXT NOT NULL,
    severity TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    ${ABOUT_ONE}
  );`

export const annotations: Migration = {
  version: 2,
  rewrites: false,
  up(db) {
    db.exec(ANNOTATION)
    db.exec(ALERT_RULE)
  },
}
