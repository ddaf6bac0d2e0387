import type { Database } from 'better-sqlite3'
import type { DayRange } from '../../contract/calendar.ts'
import type { Granularity } from '../catalogue/schema.ts'
import {
  cellKey,
  createCellReader,
  createCellWriter,
  isSaid,
  sameValues,
  STORED_VALUES,
  type CellWriter,
  type NewCell,
  type StoredCell,
} from './cells.ts'

/** A stored reply whose rows are to be put in force. */
export interface Reply {
  readonly slot: number
  readonly snapshot: number
  readonly granularity: Granularity
  readonly range: DayRange
}

/**
 * Puts the rows of a series' newest reply in force: new rows come in, changed ones replace what was (which is kept), equal ones are left
 * alone with the snapshot that first said them, and rows the reply could have named but did not are no longer in force.
 * Answers whether any number changed.
 */
export type Apply = (reply: Reply, cells: readonly NewCell[]) => boolean

export function createApply(db: Database): Apply {
  const reader = createCellReader(db)
  const writer = createCellWriter(db)

  const inForce = ({ slot, granularity, range }: Reply, cells: readonly NewCell[]) => {
    const found = new Map<string, StoredCell>()
    for (const cell of reader.said(slot, granularity, range)) found.set(cellKey(cell[0], cell[1], cell[2]), cell)
    // A row that the reply should not have held (a week not clipped to the range) replaces its like and nothing else.
    for (const cell of cells) {
      const stranger = isSaid(granularity, range, cell) ? undefined : reader.one(slot, cell)
      if (stranger) found.set(cellKey(cell.days, cell.from, cell.member), stranger)
    }
    return found
  }

  return (reply, cells) => {
    const { slot, snapshot } = reply
    const stored = inForce(reply, cells)
    if (stored.size === 0) {
      writer.insert(slot, snapshot, cells)
      return cells.length > 0
    }
    const said = new Set<string>()
    let changed = false
    for (const cell of cells) {
      const key = cellKey(cell.days, cell.from, cell.member)
      if (said.has(key)) continue
      said.add(key)
      if (settle(writer, reply, stored.get(key), cell)) changed = true
    }
    for (const [key, cell] of stored) if (!said.has(key) && settle(writer, reply, cell, undefined)) changed = true
    return changed
  }
}

/** Puts what a series' newest reply says of one row in force, `undefined` being that there is no such row. */
export function settle(
  writer: CellWriter,
  { slot, snapshot }: Reply,
  was: StoredCell | undefined,
  now: NewCell | undefined,
): boolean {
  if (was && now && sameValues(was, STORED_VALUES, now.values)) {
    if (was[4] !== now.pos) writer.move(slot, now)
    return false
  }
  if (was) writer.keep(slot, was, snapshot)
  if (was && now) writer.replace(slot, snapshot, now)
  else if (was) writer.remove(slot, was)
  else if (now) writer.insert(slot, snapshot, [now])
  return was !== undefined || now !== undefined
}
