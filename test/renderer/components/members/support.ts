import type { MembersTable } from '../../../../electron/contract/methods/query-members.ts'
import type { Note } from '../../../../electron/contract/methods/query.ts'
import type { Unit } from '../../../../electron/contract/units.ts'
import { setLocale } from '../../../../renderer/i18n/locale.ts'
import { buildSides, type Member, type Side, type Sides } from '../../../../renderer/components/members/sides.ts'

setLocale('zh-CN')

/** One member's number: now, before, and the change the core gives; null for a member an app does not list. */
export type Given = number | null | readonly [now: number | null, before: number | null, change?: number | null]
export interface GivenMember {
  readonly name: string
  readonly parent?: string
  /** By app, in the order of the apps. */
  readonly apps?: readonly (Given | 'unlisted')[]
  readonly combined?: Given
  readonly note?: Note
}
export interface GivenTable {
  readonly members: readonly GivenMember[]
  readonly apps?: readonly { readonly id: number; readonly missing?: string; readonly note?: Note }[]
  readonly compared?: boolean
  readonly unit?: Unit
  readonly key?: string
  readonly from?: string
}

const numbers = (given: Given, compared: boolean) => {
  const [now, before = null, change = null] = given !== null && typeof given === 'object' ? given : [given]
  return compared ? { values: [now], previous: [before], change: [change] } : { values: [now] }
}

/** An answer of `query.members` about one metric. */
export function table(given: GivenTable): MembersTable {
  const { members, apps = [], compared = false, unit = 'percent', key = 'share', from = '2019-04-08' } = given
  return {
    report: 'region',
    variant: '',
    from,
    to: '2019-04-14',
    compare: compared ? { from: '2019-04-01', to: '2019-04-07' } : null,
    columns: [{ key, unit, overApps: 'weighted' }],
    apps: apps.map(({ id, missing, note }) => ({
      appId: id,
      app: `应用${id}`,
      exact: true,
      note: note ?? null,
      missing: missing ?? null,
      capped: false,
      replies: 1,
      source: missing ? null : { snapshot: 100 + id, fetchedAt: '2019-04-15T01:00:00.000Z' },
      total: numbers(100, compared),
    })),
    combined: { apps: 5, missing: 0, notes: [null], total: numbers(100, compared) },
    members: members.map(({ name, parent, apps: own = [], combined = null, note }) => ({
      id: parent ? `${parent}/${name}` : name,
      key: name,
      label: name,
      alias: null,
      parent: parent ?? null,
      combined: { ...numbers(combined, compared), notes: [note ?? null] },
      apps: own.map((each) => (each === 'unlisted' ? null : numbers(each, compared))),
    })),
    count: members.length,
    matching: members.length,
    leftOut: { members: 0, values: [null] },
  }
}

export const ownSides = (given: GivenTable): Sides => buildSides(table(given), null, (n) => `整体${n}`)

export function memberOf(sides: Sides, label: string): Member {
  const found = sides.members.find((member) => member.label === label)
  if (!found) throw new Error(`no member ${label}`)
  return found
}

export function first(sides: Sides): Side {
  const [side] = sides.apps
  if (!side) throw new Error('no app')
  return side
}
