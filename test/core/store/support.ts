import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store, type StoreOptions } from '../../../electron/core/store/open.ts'
import type { Decoded, Granularity, Row, Values } from '../../../electron/core/catalogue/schema.ts'
import type { FactQuery, NewSnapshot, SlotKey } from '../../../electron/core/store/types.ts'

/** A folder of its own for a test. */
export function makeHome(): string {
  return mkdtempSync(join(tmpdir(), 'cygnet-store-'))
}

export function makeStore(options: StoreOptions = {}): Store {
  return openStore(join(makeHome(), 'cygnet.db'), options)
}

/** A plain daily (or weekly, …) row. */
export function plain(from: number, values: Values, to = from): Row {
  return { from, to, member: null, values }
}

export function decoded(rows: readonly Row[], sum: Values | null = null): Decoded {
  const ids = [...new Set(rows.flatMap((row) => row.member ?? []))]
  return { rows, sum, members: ids.map((id) => ({ id, key: id.slice(2), label: `label of ${id}`, parent: null })) }
}

export const DAILY: Omit<SlotKey, 'app'> = { report: 'user-trend', variant: '', granularity: 'day' }
export const REGION: Omit<SlotKey, 'app'> = { report: 'region', variant: '', granularity: 'range' }

export interface ReplyInput {
  readonly app?: number
  readonly slot?: Omit<SlotKey, 'app'>
  readonly granularity?: Granularity
  readonly from: number
  readonly to: number
  readonly at: number
  readonly rows: readonly Row[]
  readonly sum?: Values | null
  readonly payload?: string
  readonly capped?: boolean
}

/** A reply of app 0 (which every store has) unless told otherwise; its payload tells its rows. */
export function reply(input: ReplyInput): NewSnapshot {
  const { app = 0, slot = DAILY, from, to, at, rows, sum = null, capped = false } = input
  return {
    app,
    ...slot,
    ...(input.granularity ? { granularity: input.granularity } : {}),
    from,
    to,
    fetchedAt: at,
    capped,
    payload: input.payload ?? JSON.stringify({ rows, sum }),
    decoded: decoded(rows, sum),
  }
}

export function query(slot: Omit<SlotKey, 'app'>, columns: readonly number[], asOf?: number, apps = [0]): FactQuery {
  return { ...slot, columns, asOf, apps }
}
