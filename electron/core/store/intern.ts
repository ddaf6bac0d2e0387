import type { Database } from 'better-sqlite3'
import { AppError } from '../../contract/errors.ts'
import type { Decoded, Member } from '../catalogue/schema.ts'
import { NO_MEMBER } from './columns.ts'
import type { SlotKey } from './types.ts'

/** Ids of slots. They are never given out twice, so a remembered one is at worst empty. */
export interface Slots {
  find(key: SlotKey): number | null
  intern(key: SlotKey): number
  forget(): void
}

export function createSlots(db: Database): Slots {
  const known = new Map<string, number>()
  const select = db
    .prepare<[number, string, string, string], number>(
      'SELECT id FROM slot WHERE app = ? AND report = ? AND variant = ? AND granularity = ?',
    )
    .pluck()
  const insert = db.prepare('INSERT INTO slot (app, report, variant, granularity) VALUES (?, ?, ?, ?)')
  const find = (key: SlotKey) => {
    const name = `${key.app}\0${key.report}\0${key.variant}\0${key.granularity}`
    const remembered = known.get(name)
    if (remembered !== undefined) return remembered
    const id = select.get(key.app, key.report, key.variant, key.granularity) ?? null
    if (id !== null) known.set(name, id)
    return id
  }
  return {
    find,
    intern(key) {
      const id = find(key)
      if (id !== null) return id
      return Number(insert.run(key.app, key.report, key.variant, key.granularity).lastInsertRowid)
    },
    forget: () => known.clear(),
  }
}

/** Members kept at hand; beyond it the memory starts afresh, so that syncing very many apps stays flat. */
const REMEMBERED = 20_000

interface Known {
  readonly id: number
  readonly label: string
  readonly alias: string | null
  readonly parent: string | null
}

/** Ids of dimension members while writing. */
export interface Members {
  /**
   * The ids of every member a reply's rows name, new ones stored. `newest`: the reply is the newest of its series, so that its
   * labels become the members' own.
   */
  intern(decoded: Decoded, newest: boolean): (member: string | null) => number
  forget(): void
}

export function createMembers(db: Database): Members {
  const known = new Map<string, Known>()
  const select = db.prepare<[string], Known>('SELECT id, label, alias, parent FROM member WHERE key = ?')
  const insert = db.prepare('INSERT INTO member (key, api_key, label, alias, parent) VALUES (?, ?, ?, ?, ?)')
  const update = db.prepare('UPDATE member SET label = ?, alias = ?, parent = ? WHERE id = ?')

  const one = (member: Member, newest: boolean): number => {
    const remembered = known.get(member.id)
    const there = remembered ?? select.get(member.id)
    const { label, alias = null, parent } = member
    if (there && (!newest || (there.label === label && there.alias === alias && there.parent === parent))) {
      if (!remembered) known.set(member.id, there)
      return there.id
    }
    if (there) update.run(label, alias, parent, there.id)
    const id = there?.id ?? Number(insert.run(member.id, member.key, label, alias, parent).lastInsertRowid)
    known.set(member.id, { id, label, alias, parent })
    return id
  }

  return {
    intern(decoded, newest) {
      if (known.size > REMEMBERED) known.clear()
      const ids = new Map<string | null, number>([[null, NO_MEMBER]])
      for (const member of decoded.members) ids.set(member.id, one(member, newest))
      return (member) => {
        const id = ids.get(member)
        if (id === undefined)
          throw new AppError('internal', { message: `row of a member that was not told: ${member}` })
        return id
      }
    },
    forget: () => known.clear(),
  }
}
