import type { DayRange } from '../../contract/calendar.ts'
import type { Granularity } from '../catalogue/schema.ts'
import type { FetchedRow, SlotRow } from '../store/coverage.ts'
import type { Store } from '../store/open.ts'
import { enter, noDays, toMinute, type Judge, type SlotDays } from '../sync/coverage.ts'
import { eachInTurns } from './turns.ts'

/** Series read before others get their turn. */
const AT_ONCE = 100
/** Replies by time begin at most so many days before a day they speak of, save rare longer ones. */
const USUAL_LENGTH = 62

/** What is kept at hand of one range: reading everything takes half a second, what has come since next to nothing. */
interface Kept {
  readonly range: DayRange
  newest: number
  readonly days: Map<number, SlotDays>
  readonly ofWholeRange: Map<number, boolean>
  /** One reading at a time: the next stands on what it found. */
  reading: Promise<unknown>
}
const kept = new WeakMap<Store, Kept>()

const tellsOfWholeRange = (granularity: Granularity) => granularity === 'range' || granularity === 'hour'

/** A series to be read, and how its days are judged. */
export interface SlotAsked {
  readonly slot: SlotRow
  readonly judge: Judge
}

/** What is stored of each series' days, as known at a moment; the newest where there is none. By slot id. */
export async function readDays(
  store: Store,
  asked: readonly SlotAsked[],
  range: DayRange,
  moment?: number,
): Promise<ReadonlyMap<number, SlotDays>> {
  const memory = moment === undefined ? keptOf(store, range) : emptyFor(store, range)
  const reading = memory.reading.then(() => fill(store, memory, asked, moment))
  memory.reading = reading.catch(() => undefined)
  await reading
  return memory.days
}

async function fill(store: Store, memory: Kept, asked: readonly SlotAsked[], moment: number | undefined) {
  const { range } = memory
  const open = asked.filter(({ slot }) => !memory.days.has(slot.id))
  await eachInTurns(open, AT_ONCE, (some) => {
    for (const { slot } of some) {
      memory.days.set(slot.id, noDays(range))
      memory.ofWholeRange.set(slot.id, tellsOfWholeRange(slot.granularity))
    }
    enterAll(memory, store.coverage.fetched(idsOf(some, true), range, range.from, moment))
    enterAll(memory, store.coverage.fetched(idsOf(some, false), range, range.from - USUAL_LENGTH, moment))
  })
  await readLonger(store, memory, open, moment)
}

/** Where something is still lacking, replies that began long before may have it. */
async function readLonger(store: Store, memory: Kept, asked: readonly SlotAsked[], moment: number | undefined) {
  const lacking = asked.filter(({ slot, judge }) => {
    const days = memory.days.get(slot.id)
    return days !== undefined && judge.lacks(days)
  })
  await eachInTurns(lacking, AT_ONCE, (some) => {
    const ids = some.map(({ slot }) => slot.id)
    enterAll(memory, store.coverage.fetched(ids, memory.range, 0, moment))
  })
}

const idsOf = (some: readonly SlotAsked[], whole: boolean) =>
  some.filter(({ slot }) => tellsOfWholeRange(slot.granularity) === whole).map(({ slot }) => slot.id)

function enterAll({ days, ofWholeRange, range }: Kept, rows: readonly FetchedRow[]): void {
  for (const [slot, from, to, fetchedAt] of rows) {
    const own = days.get(slot)
    if (own) enter(own, range, { from, to }, toMinute(fetchedAt), ofWholeRange.get(slot) ?? false)
  }
}

function emptyFor(store: Store, range: DayRange): Kept {
  return {
    range,
    newest: store.coverage.newest(),
    days: new Map(),
    ofWholeRange: new Map(),
    reading: Promise.resolve(),
  }
}

/** What was read of this range before, with the replies that came since; afresh for another range. */
function keptOf(store: Store, range: DayRange): Kept {
  const there = kept.get(store)
  if (there?.range.from !== range.from || there.range.to !== range.to) {
    const fresh = emptyFor(store, range)
    kept.set(store, fresh)
    return fresh
  }
  const newest = store.coverage.newest()
  if (newest > there.newest) enterAll(there, store.coverage.after(there.newest))
  there.newest = newest
  return there
}
