import type { Migration } from './types.ts'

/**
 * Days are whole days since 1970-01-01 in Asia/Shanghai, moments milliseconds since the epoch. NULL is unknown, never 0.
 * Metric columns have no type of their own but prefer whole numbers, which take one to four bytes where a float takes eight.
 */
const METRICS = Array.from({ length: 18 }, (_, index) => `m${index} NUMERIC`).join(', ')

const APPS = `
  CREATE TABLE app (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    external_id TEXT UNIQUE,
    official_name TEXT,
    data_permission INTEGER,
    token_way TEXT NOT NULL,
    created_at INTEGER NOT NULL
  );
  -- The platform itself, which report 10 is about; its name is no name an app can have.
  INSERT INTO app (id, name, token_way, created_at) VALUES (0, '', 'none', 0);
  CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE app_tag (
    app INTEGER NOT NULL REFERENCES app (id) ON DELETE CASCADE,
    tag INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    PRIMARY KEY (app, tag)
  ) WITHOUT ROWID;
  CREATE INDEX app_tag_by_tag ON app_tag (tag);
  CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE secret (
    app INTEGER NOT NULL REFERENCES app (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    sealer TEXT NOT NULL,
    sealed BLOB NOT NULL,
    expires_at INTEGER,
    PRIMARY KEY (app, kind)
  ) WITHOUT ROWID;
`

const JOBS = `
  CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    pid INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    input TEXT NOT NULL,
    progress TEXT,
    summary TEXT,
    error TEXT
  );
  CREATE TABLE sync_request (
    job INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    app INTEGER NOT NULL,
    report TEXT NOT NULL,
    variant TEXT NOT NULL,
    granularity TEXT NOT NULL,
    from_day INTEGER NOT NULL,
    to_day INTEGER NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (job, seq)
  ) WITHOUT ROWID;
`

/**
 * `newest_at` is set on a snapshot that was stored after one fetched later (an import of old data, a clock moved back): the latest fetch
 * stored by then. So `coalesce(newest_at, fetched_at)` never falls from one id to the next, which lets an as-of read compare ids. Every
 * index costs a page in the journal for each reply: there is one.
 */
const HISTORY = `
  CREATE TABLE slot (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    app INTEGER NOT NULL REFERENCES app (id),
    report TEXT NOT NULL,
    variant TEXT NOT NULL,
    granularity TEXT NOT NULL,
    UNIQUE (app, report, variant, granularity)
  );
  CREATE TABLE member (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    api_key TEXT NOT NULL,
    label TEXT NOT NULL,
    parent TEXT
  );
  INSERT INTO member (id, key, api_key, label) VALUES (0, '', '', ''), (1, 'sum:', '', '');
  CREATE TABLE payload (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, body BLOB NOT NULL);
  CREATE TABLE snapshot (
    id INTEGER PRIMARY KEY,
    slot INTEGER NOT NULL REFERENCES slot (id),
    from_day INTEGER NOT NULL,
    to_day INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    payload INTEGER,
    rows INTEGER NOT NULL,
    capped INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    newest_at INTEGER
  );
  CREATE INDEX snapshot_request ON snapshot (slot, from_day, to_day, fetched_at);
  CREATE INDEX snapshot_late ON snapshot (id, fetched_at) WHERE newest_at IS NOT NULL;
`

const cells = (name: string, extra: string, key: string) => `
  CREATE TABLE ${name} (
    slot INTEGER NOT NULL,
    days INTEGER NOT NULL,
    from_day INTEGER NOT NULL,
    member INTEGER NOT NULL,
    snapshot INTEGER NOT NULL,
    ${extra}
    pos INTEGER NOT NULL,
    ${METRICS},
    PRIMARY KEY (slot, days, from_day, ${key})
  ) WITHOUT ROWID;
`

export const initial: Migration = {
  version: 1,
  rewrites: false,
  up(db) {
    db.exec(APPS)
    db.exec(JOBS)
    db.exec(HISTORY)
    db.exec(cells('cell', '', 'member'))
    db.exec(cells('cell_was', 'until INTEGER NOT NULL,', 'member, snapshot'))
  },
}
