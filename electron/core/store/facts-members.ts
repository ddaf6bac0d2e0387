import type { Database } from 'better-sqlite3'
import type { Member } from '../catalogue/schema.ts'
import { SUM_MEMBER } from './columns.ts'
import type { FactReader } from './types.ts'

/** Names kept at hand; beyond it the memory starts afresh with the next question. */
const REMEMBERED = 50_000

/** Names of members, each asked for once as long as nothing is written: a newer reply may call one differently. */
export function createMemberReader(db: Database, limit = REMEMBERED): FactReader['members'] {
  const select = db.prepare<[string], Member>(
    `SELECT key AS id, api_key AS "key", label, alias, parent FROM member
     WHERE key IN (SELECT value FROM json_each(?)) AND id > ${SUM_MEMBER}`,
  )
  const isStale = createStale(db)
  const known = new Map<string, Omit<Member, 'id'> | null>()
  const learn = (ids: readonly string[]) => {
    for (const id of ids) known.set(id, null)
    for (const { id, ...member } of select.all(JSON.stringify(ids))) known.set(id, member)
  }
  return (ids) => {
    if (isStale() || known.size > limit) known.clear()
    const strange = ids.filter((id) => !known.has(id))
    if (strange.length > 0) learn(strange)
    return new Map(
      ids.flatMap((id) => {
        const member = known.get(id)
        return member ? [[id, member] as const] : []
      }),
    )
  }
}

/** Whether something was written since it was last asked, by this connection or by another. */
function createStale(db: Database): () => boolean {
  const others = db.prepare<[], number>('PRAGMA data_version').pluck()
  const own = db.prepare<[], number>('SELECT total_changes()').pluck()
  let seen = ''
  return () => {
    const now = `${others.get()}/${own.get()}`
    const stale = now !== seen
    seen = now
    return stale
  }
}
