import type { DayRange } from '../../contract/calendar.ts'
import { comparedRange } from '../../contract/compare.ts'
import { AppError } from '../../contract/errors.ts'
import type { ChangedSince, ChangedSinceInput } from '../../contract/methods/history-changes.ts'
import { exportInput } from '../../contract/methods/jobs.ts'
import type { Locale } from '../../contract/primitives.ts'
import type { Between } from '../store/changes.ts'
import type { Store } from '../store/open.ts'
import {
  cellsOfRow,
  changedSlots,
  describeCells,
  noChanges,
  type CellFilter,
  type ChangedSlot,
  type FoundCell,
} from './history-cells.ts'
import { appsOf, chosenReports } from './history-scope.ts'
import { splitMetric } from '../metrics/formula.ts'
import { asOfMs, dayRange } from './query-scope.ts'
import { eachInTurns } from './turns.ts'

/** Series looked through before others get their turn. */
const AT_ONCE = 5

type Question = Pick<ChangedSinceInput, 'scope' | 'range' | 'compare' | 'reports'> & {
  readonly since: string
  /** `report/metric`; all where empty. */
  readonly metrics: readonly string[]
}

/** `history.changedSince`: what would read differently now. Throws `job.unknown`, `input.invalid`, `app.unknown`, `report.unknown`. */
export async function historyChangedSince(
  store: Store,
  input: ChangedSinceInput,
  locale: Locale,
): Promise<ChangedSince> {
  const question = input.job === undefined ? asked(input) : ofWorkbook(store, input.job)
  const between = { since: asOfMs(question.since) ?? 0, until: asOfMs(input.asOf) }
  const filter = { kinds: input.kinds, metrics: question.metrics, minPercent: 0 }
  const apps = appsOf(store, question.scope, true)
  const slots = changedSlots(store, apps, chosenReports(question.reports), {}).toSorted(
    (a, b) => a.report.order - b.report.order || a.slot.id - b.slot.id,
  )
  const ranges = rangesOf(question)
  const counts = noChanges()
  const [byReport, byApp] = [new Map<string, number>(), new Map<number, number>()]
  const page: FoundCell[] = []
  let total = 0
  await eachInTurns(slots, AT_ONCE, (some) => {
    for (const slot of some)
      for (const cell of netOf(store, slot, ranges, between, filter)) {
        if (total >= input.offset && page.length < input.limit) page.push(cell)
        total += 1
        counts[cell.kind] += 1
        byReport.set(slot.report.id, (byReport.get(slot.report.id) ?? 0) + 1)
        byApp.set(slot.slot.app, (byApp.get(slot.slot.app) ?? 0) + 1)
      }
  })
  return {
    since: question.since,
    counts,
    reports: [...byReport].map(([report, cells]) => ({ report, cells })),
    apps: apps.flatMap(({ id, name }) => (byApp.has(id) ? [{ appId: id, app: name, cells: byApp.get(id) ?? 0 }] : [])),
    total,
    cells: describeCells(store, page, locale),
  }
}

function netOf(
  store: Store,
  slot: ChangedSlot,
  ranges: readonly DayRange[],
  between: Between & { since: number },
  filter: CellFilter,
): FoundCell[] {
  const width = slot.report.metrics.length
  return ranges
    .flatMap((range) => store.changes.net(slot.slot.id, range, width, between))
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .flatMap((row) => cellsOfRow(slot, row, filter))
}

function asked({ since, range, ...rest }: ChangedSinceInput): Question {
  if (since === undefined || range === undefined)
    throw new AppError('input.invalid', { field: since === undefined ? 'since' : 'range' })
  return { ...rest, since, range, metrics: [] }
}

/** What a workbook was asked for, and the moment it tells of. Throws `job.unknown`, `input.invalid`. */
function ofWorkbook(store: Store, job: number): Question {
  const row = store.jobs.get(job)
  const input = exportInput.safeParse(row.input)
  if (row.kind !== 'export' || !input.success) throw new AppError('input.invalid', { field: 'job', value: String(job) })
  const { scope, range, compare, metrics, asOf } = input.data
  const named = metrics.map((metric) => splitMetric(metric).report)
  const reports = input.data.reports.length > 0 ? input.data.reports : [...new Set(named)]
  return { scope, range, compare, reports, metrics, since: asOf ?? new Date(row.startedAt).toISOString() }
}

/** The range, and what it is compared with where that is another. */
function rangesOf({ range: given, compare }: Question) {
  const range = given && dayRange(given)
  if (!range) return []
  const compared = comparedRange(range, typeof compare === 'string' ? compare : dayRange(compare))
  if (!compared) return [range]
  const apart = compared.to < range.from || compared.from > range.to
  return apart
    ? [range, compared]
    : [{ from: Math.min(range.from, compared.from), to: Math.max(range.to, compared.to) }]
}
