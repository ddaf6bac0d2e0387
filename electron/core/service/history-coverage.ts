import { formatDay } from '../../contract/calendar.ts'
import { COVERAGE_STATES, type Coverage, type CoverageInput } from '../../contract/methods/history-coverage.ts'
import type { Store } from '../store/open.ts'
import { MISSING, REFUSED, refuses, STALE, STATES } from '../sync/coverage.ts'
import { readRefusals, refusedKey, type Refused } from './coverage-refusals.ts'
import { readCoverage, type CoveredSlot } from './coverage-slots.ts'
import { appsOf, chosenReports } from './history-scope.ts'
import { asOfMs, dayRange } from './query-scope.ts'
import { inTurns } from './turns.ts'

/** Apps worked out before others get their turn. */
const AT_ONCE = 100
const LETTERS = STATES.map((state) => Object.entries(COVERAGE_STATES).find(([, name]) => name === state)?.[0] ?? '')

/** `history.coverage`: which days are stored, app by report by day. Throws `report.unknown`, `app.unknown`. */
export async function historyCoverage(
  store: Store,
  input: CoverageInput,
  { now, platform }: { now: number; platform: boolean },
): Promise<Coverage> {
  const range = dayRange(input.range)
  const asOf = asOfMs(input.asOf)
  const chosen = chosenReports(input.reports)
  const apps = appsOf(store, input.scope, platform)
  const slots = await readCoverage(store, { apps: apps.map(({ id }) => id), reports: chosen, range, now, asOf })
  const bySeries = Map.groupBy(slots, ({ slot }) => refusedKey(slot.app, slot.report))
  const refused = readRefusals(store, asOf ?? now)
  const length = range.to - range.from + 1
  const counts = chosen.map(() => STATES.map(() => 0))
  const rows = await inTurns(apps, AT_ONCE, (some) =>
    some.map(({ id, name }) => ({
      appId: id,
      app: name,
      rows: chosen.map((report, r) => {
        const key = refusedKey(id, report.id)
        const states = worstStates(bySeries.get(key) ?? [], length, range.from, refused.ranges.get(key) ?? [])
        return lettersOf(states, counts[r] ?? [])
      }),
    })),
  )
  const shown = new Set(apps.map(({ id }) => id))
  return {
    from: formatDay(range.from),
    to: formatDay(range.to),
    reports: chosen.map(({ id }) => id),
    apps: rows,
    counts: counts.map(countsOut),
    refusals: refused.refusals.filter(
      ({ appId, report }) => shown.has(appId) && chosen.some(({ id }) => id === report),
    ),
  }
}

/** Of several series of one report the worst counts; days that were asked for since and not given are refused. */
function worstStates(
  slots: readonly CoveredSlot[],
  length: number,
  from: number,
  refused: NonNullable<ReturnType<Refused['ranges']['get']>>,
): Uint8Array {
  const states = new Uint8Array(slots.length === 0 ? 0 : length)
  for (const { days, judge } of slots)
    for (let d = 0; d < length; d += 1) {
      const state = judge.stateOf(days, d)
      if (state > (states[d] ?? 0)) states[d] = state
    }
  for (const asked of refused)
    for (let d = Math.max(0, asked.from - from); d < Math.min(states.length, asked.to - from + 1); d += 1) {
      const state = states[d] ?? 0
      if (state < STALE || state > MISSING) continue
      if (slots.some(({ days }) => refuses(asked, from + d, days.minutes[d] ?? 0))) states[d] = REFUSED
    }
  return states
}

function lettersOf(states: Uint8Array, counts: number[]): string {
  let letters = ''
  for (const state of states) {
    letters += LETTERS[state] ?? ''
    counts[state] = (counts[state] ?? 0) + 1
  }
  return letters
}

const countsOut = (counts: readonly number[]) =>
  Object.fromEntries(STATES.map((state, s) => [state, counts[s] ?? 0])) as Coverage['counts'][number]
