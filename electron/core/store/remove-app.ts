import type { Database } from 'better-sqlite3'

/** What only this app's history refers to is found before it goes. */
const COLLECT = `
  CREATE TEMP TABLE gone AS SELECT id FROM slot WHERE app = @app;
  CREATE TEMP TABLE spare_payload AS
    SELECT payload AS id FROM snapshot WHERE slot IN (SELECT id FROM gone) AND payload IS NOT NULL
    EXCEPT SELECT payload FROM snapshot WHERE slot NOT IN (SELECT id FROM gone);
  CREATE TEMP TABLE spare_member (id INTEGER PRIMARY KEY);
  INSERT INTO spare_member
    SELECT member FROM cell WHERE slot IN (SELECT id FROM gone) AND member > 1
    UNION SELECT member FROM cell_was WHERE slot IN (SELECT id FROM gone) AND member > 1;`

/** Members of other apps, and the groups they are in, stay. */
const KEEP_SHARED = `
  DELETE FROM spare_member WHERE id IN (
    SELECT member FROM cell WHERE slot NOT IN (SELECT id FROM gone)
    UNION SELECT member FROM cell_was WHERE slot NOT IN (SELECT id FROM gone));
  DELETE FROM spare_member WHERE id IN (
    SELECT p.id FROM member m JOIN member p ON p.key = m.parent WHERE m.id NOT IN (SELECT id FROM spare_member));`

const REMOVE = [
  'DELETE FROM cell WHERE slot IN (SELECT id FROM gone)',
  'DELETE FROM cell_was WHERE slot IN (SELECT id FROM gone)',
  'DELETE FROM snapshot WHERE slot IN (SELECT id FROM gone)',
  'DELETE FROM payload WHERE id IN (SELECT id FROM spare_payload)',
  'DELETE FROM member WHERE id IN (SELECT id FROM spare_member)',
  'DELETE FROM slot WHERE app = @app',
  'DELETE FROM sync_request WHERE app = @app',
  // Its secrets and its tags go with the app's row.
  'DELETE FROM app WHERE id = @app',
  'DELETE FROM tag WHERE id NOT IN (SELECT tag FROM app_tag)',
].join(';')

const FORGET = 'DROP TABLE IF EXISTS gone; DROP TABLE IF EXISTS spare_payload; DROP TABLE IF EXISTS spare_member;'

/** Removes an app with its whole history; answers how many snapshots went. */
export function createRemoveApp(db: Database): (app: number) => number {
  const count = db
    .prepare<[number], number>('SELECT count(*) FROM snapshot WHERE slot IN (SELECT id FROM slot WHERE app = ?)')
    .pluck()
  const run = (sql: string, app: number) => db.exec(sql.replaceAll('@app', String(Math.trunc(app))))
  return db.transaction((app: number) => {
    const snapshots = count.get(app) ?? 0
    db.exec(FORGET)
    run(COLLECT, app)
    db.exec(KEEP_SHARED)
    run(REMOVE, app)
    db.exec(FORGET)
    return snapshots
  }).immediate
}
