import type { Migration } from './types.ts'

/** Workbooks defined once: `body` is JSON as the contract has it. `last_due` is the newest moment of its schedule that was seen to. */
const TEMPLATE = `
  CREATE TABLE template (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    logo BLOB,
    logo_kind TEXT,
    last_due INTEGER NOT NULL,
    last_run INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((logo IS NULL) = (logo_kind IS NULL))
  );`

export const templates: Migration = {
  version: 3,
  rewrites: false,
  up(db) {
    db.exec(TEMPLATE)
  },
}
