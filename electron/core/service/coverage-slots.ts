import { dayOf, type DayRange } from '../../contract/calendar.ts'
import type { Granularity, Report } from '../catalogue/schema.ts'
import { usualGranularity } from '../metrics/formula.ts'
import type { SlotRow } from '../store/coverage.ts'
import type { Store } from '../store/open.ts'
import type { SlotKey } from '../store/types.ts'
import { Judge, noDays, type SlotDays } from '../sync/coverage.ts'
import { readDays } from './coverage-days.ts'

/** A series that a report should have of an app, stored or not, and how its days stand. */
export interface CoveredSlot {
  readonly slot: SlotKey
  readonly report: Report
  readonly days: SlotDays
  readonly judge: Judge
}

export interface CoverageQuestion {
  readonly apps: readonly number[]
  readonly reports: readonly Report[]
  readonly range: DayRange
  /** Milliseconds; now, and (where it is a past one) how far back it is looked. */
  readonly now: number
  readonly asOf: number | undefined
}

/** Every series that these apps and reports have at their usual granularity, with its days. */
export async function readCoverage(store: Store, question: CoverageQuestion): Promise<CoveredSlot[]> {
  const { range, reports, asOf } = question
  const moment = asOf ?? question.now
  const judges = new Map(
    reports.map((report) => {
      const settles = report.settlesAfter(usualGranularity(report))
      return [report.id, new Judge(range, settles, moment, dayOf(moment) - 1)]
    }),
  )
  const stored = store.coverage.slots(question.apps)
  const known = new Map(stored.map((slot) => [keyOf(slot), slot]))
  const expected = question.apps.flatMap((app) => reports.flatMap((report) => slotsOf(app, report)))
  const asked = expected.flatMap(({ slot, report }) => {
    const there: SlotRow | undefined = known.get(keyOf(slot))
    const judge = judges.get(report.id)
    return there && judge ? [{ slot: there, judge }] : []
  })
  const days = await readDays(store, asked, range, asOf)
  const nothing = noDays(range)
  return expected.flatMap(({ slot, report }) => {
    const judge = judges.get(report.id)
    return judge ? [{ slot, report, judge, days: days.get(known.get(keyOf(slot))?.id ?? 0) ?? nothing }] : []
  })
}

function slotsOf(app: number, report: Report): { slot: SlotKey; report: Report }[] {
  if ((report.token === 'platform') !== (app === 0)) return []
  const granularity: Granularity = usualGranularity(report)
  return report.variants.map(({ key }) => ({ slot: { app, report: report.id, variant: key, granularity }, report }))
}

const keyOf = ({ app, report, variant, granularity }: SlotKey) => `${app}\n${report}\n${variant}\n${granularity}`
