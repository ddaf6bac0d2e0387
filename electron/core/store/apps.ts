import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import type { tokenWay } from '../../contract/methods/apps.ts'
import type { Clock } from '../runtime/capabilities.ts'
import { createRemoveApp } from './remove-app.ts'
import { codeOf } from './errors.ts'
import { PLATFORM_APP } from './types.ts'

export type TokenWay = z.infer<typeof tokenWay>

export interface AppRow {
  readonly id: number
  readonly name: string
  /** Baidu's app id. */
  readonly externalId: string | null
  readonly officialName: string | null
  readonly dataPermission: boolean | null
  readonly tokenWay: TokenWay
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** In alphabetical order. */
  readonly tags: readonly string[]
}

/** What can be told of an app; what is left out stays as it is. */
export interface AppFields {
  readonly externalId?: string | null | undefined
  readonly officialName?: string | null | undefined
  readonly dataPermission?: boolean | null | undefined
  readonly tokenWay?: TokenWay | undefined
}

export interface NewApp extends AppFields {
  readonly name: string
  readonly tags?: readonly string[] | undefined
}

/** The mini programs looked after; the platform itself (app 0) is not one of them. */
export interface Apps {
  /** In the order they were added. */
  list(): AppRow[]
  /** Throws `app.unknown`. */
  get(id: number): AppRow
  /** By the name the user gave, exactly. */
  find(name: string): AppRow | null
  findExternal(externalId: string): AppRow | null
  /** Throws `app.exists` when the name or Baidu's app id is taken. */
  add(app: NewApp): AppRow
  /** Throws `app.unknown`, `app.exists`. */
  rename(id: number, name: string): AppRow
  setTags(id: number, tags: readonly string[]): AppRow
  update(id: number, fields: AppFields): AppRow
  /** Removes the app with its whole history and its secrets; answers how many snapshots went with it. */
  remove(id: number): number
}

type Stored = Omit<AppRow, 'tags' | 'dataPermission'> & { tags: string; dataPermission: number | null }

const SELECT = `
  SELECT app.id, app.name, external_id AS externalId, official_name AS officialName, data_permission AS dataPermission,
    token_way AS tokenWay, created_at AS createdAt,
    (SELECT json_group_array(tag.name ORDER BY tag.name) FROM app_tag JOIN tag ON tag.id = app_tag.tag
     WHERE app_tag.app = app.id) AS tags
  FROM app WHERE app.id <> ${PLATFORM_APP}`

export function createApps(db: Database, clock: Clock, forget: () => void): Apps {
  const all = db.prepare<[], Stored>(`${SELECT} ORDER BY app.id`)
  const byId = db.prepare<[number], Stored>(`${SELECT} AND app.id = ?`)
  const byName = db.prepare<[string], Stored>(`${SELECT} AND app.name = ?`)
  const byExternal = db.prepare<[string], Stored>(`${SELECT} AND app.external_id = ?`)
  const insert = db.prepare("INSERT INTO app (name, token_way, created_at) VALUES (?, 'none', ?)")
  const rename = db.prepare('UPDATE app SET name = ? WHERE id = ?')
  const update = db.prepare(
    'UPDATE app SET external_id = ?, official_name = ?, data_permission = ?, token_way = ? WHERE id = ?',
  )
  const setTags = createSetTags(db)
  const remove = createRemoveApp(db)

  const get = (id: number): AppRow => {
    const row = byId.get(id)
    if (!row) throw new AppError('app.unknown', { app: id, name: `#${id}` })
    return toApp(row)
  }
  const find = (name: string) => optional(byName.get(name))
  const findExternal = (externalId: string) => optional(byExternal.get(externalId))
  const write = (id: number, fields: AppFields) => {
    const now = { ...get(id), ...defined(fields) }
    const permission = now.dataPermission === null ? null : Number(now.dataPermission)
    const run = () => update.run(now.externalId, now.officialName, permission, now.tokenWay, id)
    unique(run, () => ({ name: findExternal(now.externalId ?? '')?.name ?? now.name, externalId: now.externalId }))
  }
  const add = db.transaction(({ name, tags = [], ...fields }: NewApp): AppRow => {
    const id = Number(
      unique(
        () => insert.run(name, clock()),
        () => ({ name }),
      ).lastInsertRowid,
    )
    write(id, fields)
    setTags(id, tags)
    return get(id)
  })

  return {
    list: () => all.all().map(toApp),
    get,
    find,
    findExternal,
    add: (app) => add.immediate(app),
    rename(id, name) {
      get(id)
      unique(
        () => rename.run(name, id),
        () => ({ name }),
      )
      return get(id)
    },
    setTags(id, tags) {
      get(id)
      db.transaction(setTags).immediate(id, tags)
      return get(id)
    },
    update(id, fields) {
      write(id, fields)
      return get(id)
    },
    remove(id) {
      get(id)
      try {
        return remove(id)
      } finally {
        forget()
      }
    },
  }
}

const toApp = (row: Stored): AppRow => ({
  ...row,
  dataPermission: row.dataPermission === null ? null : row.dataPermission === 1,
  tags: JSON.parse(row.tags) as string[],
})
const optional = (row: Stored | undefined) => (row ? toApp(row) : null)

function defined(fields: AppFields): { [K in keyof AppFields]: Exclude<AppFields[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** Two apps can share neither their name nor Baidu's id. */
function unique<T>(work: () => T, details: () => Readonly<Record<string, string | null>>): T {
  try {
    return work()
  } catch (thrown) {
    if (codeOf(thrown) === 'SQLITE_CONSTRAINT_UNIQUE') throw new AppError('app.exists', details(), { cause: thrown })
    throw thrown
  }
}

/** Replaces an app's tags; tags that nobody carries any more are dropped. */
function createSetTags(db: Database): (id: number, tags: readonly string[]) => void {
  const clear = db.prepare('DELETE FROM app_tag WHERE app = ?')
  const addTag = db.prepare('INSERT OR IGNORE INTO tag (name) VALUES (?)')
  const add = db.prepare('INSERT OR IGNORE INTO app_tag (app, tag) SELECT ?, id FROM tag WHERE name = ?')
  const drop = db.prepare('DELETE FROM tag WHERE id NOT IN (SELECT tag FROM app_tag)')
  return (id, tags) => {
    clear.run(id)
    for (const tag of tags) {
      addTag.run(tag)
      add.run(id, tag)
    }
    drop.run()
  }
}
