import type { Day, DayRange } from '../../contract/calendar.ts'
import { AppError } from '../../contract/errors.ts'
import type { MemberInput, MemberSeries } from '../../contract/methods/query-member.ts'
import { memberLabel } from '../catalogue/lookup.ts'
import type { Values } from '../catalogue/schema.ts'
import { reportById } from '../metrics/formula.ts'
import { periodsOf } from '../metrics/periods.ts'
import type { FactQuery, PieceRows } from '../store/types.ts'
import { sharedId } from './query-members-read.ts'
import { questionOf } from './query-members-question.ts'
import { queryOf } from './query-read.ts'
import { dayRange, type QueryApp, type QueryOptions } from './query-scope.ts'
import { periodInfos } from './query-series.ts'
import { provenanceOf } from './query-source.ts'
import type { TableQuery } from './query-table-parts.ts'
import { inTurns } from './turns.ts'

type DayState = MemberSeries['apps'][number]['days'][number]
/** What one app's replies for single days say of the member. */
interface OwnDay {
  readonly state: DayState
  readonly values: Values
  readonly snapshot: number
}
const NOT_FETCHED: OwnDay = { state: 'not-fetched', values: [], snapshot: 0 }

/**
 * `query.member`: one member of a report by day, from the replies for single days; longer ones do not say how their numbers spread. Throws
 * `report.unknown`, `app.unknown`, `metric.unknown`, `input.invalid`.
 */
export async function queryMember(options: QueryOptions, input: MemberInput): Promise<MemberSeries> {
  const report = reportById(options.reports, input.report)
  if (!report.dimension) throw new AppError('input.invalid', { field: 'report', value: report.id })
  const range = dayRange(input.range)
  const { scoped, query, columns } = questionOf(options, input, report)
  const found = await inTurns(scoped, 1, (apps) => apps.map((app) => daysOf(query, range, app, input.member)))
  const sources = provenanceOf(
    options,
    found.flatMap((days) => days.map(({ snapshot }) => snapshot)),
  )
  return {
    report: report.id,
    variant: query.reading.sources[0]?.variant ?? '',
    columns: columns.map(({ metric: { key, unit } }) => ({ key, unit })),
    periods: periodInfos(periodsOf(range, 'day', query.reading.newest)),
    apps: scoped.map(({ id, name }, a) => {
      const days = found[a] ?? []
      return {
        appId: id,
        app: name,
        days: days.map(({ state }) => state),
        values: columns.map(({ ref }) => days.map(({ values }) => values[ref.column] ?? null)),
        sources: days.map(({ snapshot }) => sources.get(snapshot) ?? null),
      }
    }),
  }
}

function daysOf(query: TableQuery, range: DayRange, app: QueryApp, member: string): OwnDay[] {
  const { facts, sources } = query.reading
  const [source] = sources
  if (!source) return []
  const asked = { ...queryOf(query.reading, source, 'range'), apps: [app.id] }
  const pieces = (facts.pieces(asked, range)[0] ?? []).filter(({ from, to }) => from === to)
  const rows = facts.pieceRows(asked, app.id, pieces)
  const wanted = numbersOf(query, rows, member)
  const cutOff = cutOffIn(query, asked, range)
  const byDay = new Map(pieces.map(({ from }, p): [Day, OwnDay] => [from, ownDay(rows[p], wanted, () => cutOff(from))]))
  return Array.from({ length: range.to - range.from + 1 }, (_, d) => byDay.get(range.from + d) ?? NOT_FETCHED)
}

function ownDay(rows: PieceRows | undefined, wanted: ReadonlySet<number>, cutOff: () => boolean): OwnDay {
  const at = rows?.members.findIndex((member) => wanted.has(member)) ?? -1
  const snapshot = rows?.snapshots.at(-1) ?? 0
  if (!rows || at < 0) return { state: cutOff() ? 'cut-off' : 'not-listed', values: [], snapshot }
  const known = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value)
  return { state: 'listed', values: rows.columns.map((column) => known(column[at])), snapshot }
}

/** The numbers by which pieces know the member: those of its shared id, else of its own. */
function numbersOf({ report, locale, reading: { facts } }: TableQuery, rows: readonly PieceRows[], member: string) {
  const keys = facts.memberKeys(new Set(rows.flatMap(({ members }) => [...members])))
  const known = facts.members([...keys.values()])
  const groups = new Set([...known.values()].flatMap(({ parent }) => parent ?? []))
  const idOf = (id: string) => {
    const found = known.get(id)
    return found
      ? sharedId(report, id, { label: memberLabel(report, { id, ...found }, locale), group: found.parent }, groups)
      : id
  }
  const numbers = (is: (id: string) => boolean) => new Set([...keys].flatMap(([n, id]) => (is(id) ? [n] : [])))
  const shared = numbers((id) => idOf(id) === member)
  return shared.size > 0 ? shared : numbers((id) => id === member)
}

/** Whether the list of a day was cut off; only long lists are. */
function cutOffIn(
  { report, reading: { facts } }: TableQuery,
  asked: FactQuery,
  range: DayRange,
): (day: Day) => boolean {
  const long = report.paging.paged && report.paging.longList
  if (!long || facts.capped(asked, range)[0] !== true) return () => false
  return (day) => facts.capped(asked, { from: day, to: day })[0] === true
}
