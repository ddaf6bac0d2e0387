import type { DayRange } from '../../contract/calendar.ts'
import { columnsFor } from '../catalogue/lookup.ts'
import type { Granularity, Report, Values } from '../catalogue/schema.ts'
import { usualGranularity, withParts, type Formula, type Source } from '../metrics/formula.ts'
import { memberTotals, pieceTotals, type ParentOf } from '../metrics/members.ts'
import { calendarPeriod } from '../metrics/periods.ts'
import { daySpan, NO_ROWS, type Rows, type Span } from '../metrics/span.ts'
import type { Fact, FactQuery, FactReader, Piece } from '../store/types.ts'

/** What one question reads with. */
export interface Reading {
  readonly facts: FactReader
  readonly apps: readonly number[]
  readonly asOf: number | undefined
  /** The newest day that is over. */
  readonly newest: number
  readonly sources: readonly Source[]
  /** The formulas asked for; a report without a sum of its own is totalled by them. */
  readonly formulas: readonly Formula[]
  /** Sources (by index) of which only a range's last day is asked. */
  readonly lastDayOnly?: ReadonlySet<number>
}

/** A source's stored rows of each app, and the newest snapshot among them. */
export interface AppRows extends Rows {
  readonly snapshot: number
}

/** One app's spans by source for one range, and the newest snapshot they speak from. */
export interface AppSpans {
  readonly spans: readonly Span[]
  readonly snapshot: number
}

/** Every app's spans for each of the ranges: each source's rows are read once for ranges that touch, and the replies' sums once a range.
 * `skip` is a source that is not read. */
export function readSpans(reading: Reading, ranges: readonly DayRange[], skip = -1): AppSpans[][] {
  const bySource = reading.sources.map((source, s) => {
    if (s === skip) return ranges.map(() => ({ rows: [], wholes: [] }))
    const rows = rowsByRange(reading, source, reading.lastDayOnly?.has(s) ? ranges.map(lastDay) : ranges)
    return ranges.map((range, r) => ({ rows: rows[r] ?? [], wholes: wholesOf(reading, source, range) }))
  })
  return ranges.map((range, r) =>
    reading.apps.map((_, a) => {
      let snapshot = 0
      const spans = bySource.map((byRange) => {
        const own = byRange[r]?.rows[a]
        const whole = byRange[r]?.wholes[a] ?? null
        snapshot = Math.max(snapshot, own?.snapshot ?? 0, whole?.snapshot ?? 0)
        return daySpan(own ?? NO_ROWS, range, reading.newest, whole?.values ?? null)
      })
      return { spans, snapshot }
    }),
  )
}

const lastDay = ({ to }: DayRange): DayRange => ({ from: to, to })

/** Each range's rows by app; ranges that touch are read as one. */
function rowsByRange(reading: Reading, source: Source, ranges: readonly DayRange[]): AppRows[][] {
  const groups = touching(ranges).map((range) => ({ range, rows: rowsOf(reading, source, range) }))
  return ranges.map(({ from, to }) => groups.find(({ range }) => range.from <= from && range.to >= to)?.rows ?? [])
}

/** Ranges that overlap or follow each other directly, as one. */
function touching(ranges: readonly DayRange[]): DayRange[] {
  const groups: DayRange[] = []
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = groups.at(-1)
    if (last && range.from <= last.to + 1) last.to = Math.max(last.to, range.to)
    else groups.push({ ...range })
  }
  return groups
}

export function queryOf(reading: Reading, source: Source, granularity: Granularity): FactQuery {
  const { report, variant, columns } = source
  return { report: report.id, variant, granularity, apps: reading.apps, columns, asOf: reading.asOf }
}

/** Whether days say something of this source's metrics: a week's cohort is not made of daily cohorts. */
export function speaksByDay({ report, variant, granularity }: Source): boolean {
  const usual = usualGranularity(report)
  if (usual !== 'day' || granularity === 'day' || !report.metricsOf) return true
  const keys = (key: Granularity) => columnsFor(report, variant, key).map(({ metric }) => metric.key)
  return keys('day').join('\n') === keys(granularity).join('\n')
}

function rowsOf(reading: Reading, source: Source, range: DayRange): AppRows[] {
  if (!speaksByDay(source)) return reading.apps.map(() => ({ ...NO_ROWS, snapshot: 0 }))
  const usual = usualGranularity(source.report)
  if (usual === 'day') return reading.facts.daily(queryOf(reading, source, 'day'), range)
  return dimensionDays(reading, source, range)
}

interface Whole {
  readonly values: Values
  readonly snapshot: number
}

/**
 * The API's own numbers for exactly the range: the sum of a reply for it, at any granularity, or a stored week or month that is just
 * this range.
 */
function wholesOf(reading: Reading, source: Source, range: DayRange): (Whole | null)[] {
  const { report } = source
  const found: (Whole | null)[] = reading.apps.map(() => null)
  if (report.sum === 'range') {
    for (const { key } of usualFirst(report)) fill(found, (apps) => sumsAt({ ...reading, apps }, source, key, range))
    for (const key of periodsThatAre(range, report))
      fill(found, (apps) => rowsAt({ ...reading, apps }, source, key, range))
  } else if (report.dimension) {
    fill(found, () => memberWholes(reading, source, range))
  }
  return found

  function fill(into: (Whole | null)[], read: (apps: readonly number[]) => (Whole | null)[]) {
    const open = reading.apps.flatMap((app, a) => (into[a] === null ? [{ app, a }] : []))
    if (open.length === 0) return
    const answers = read(open.map(({ app }) => app))
    open.forEach(({ a }, i) => (into[a] = answers[i] ?? null))
  }
}

function usualFirst(report: Report) {
  const usual = usualGranularity(report)
  return report.granularities.toSorted((a, b) => Number(b.key === usual) - Number(a.key === usual))
}

function sumsAt(reading: Reading, source: Source, granularity: Granularity, range: DayRange): (Whole | null)[] {
  return reading.facts.sums(queryOf(reading, source, granularity), range).map((fact) => fact)
}

/** The granularities at which this range could be one stored period. */
function periodsThatAre(range: DayRange, report: Report): ('week' | 'month')[] {
  return (['week', 'month'] as const).filter((kind) => {
    const whole = calendarPeriod(range.from, kind)
    return range.to <= whole.to && range.to > range.from && report.granularities.some(({ key }) => key === kind)
  })
}

function rowsAt(reading: Reading, source: Source, granularity: Granularity, range: DayRange): (Whole | null)[] {
  return reading.facts
    .exact(queryOf(reading, source, granularity), range)
    .map((facts) => facts.find((fact) => fact.member === null) ?? null)
}

/** The formulas that stand in this source: those asked for, and the metrics their rules are made of. */
function formulasIn(reading: Reading, source: Source): Formula[] {
  const at = reading.sources.indexOf(source)
  return withParts(reading.formulas).filter(({ ref }) => ref.source === at)
}

/** A report whose replies have no sum: its members of exactly the range as one row. */
function memberWholes(reading: Reading, source: Source, range: DayRange): (Whole | null)[] {
  const replies = reading.facts.exact(queryOf(reading, source, usualGranularity(source.report)), range)
  const parentOf = parentsIn(
    reading.facts,
    replies.flat().flatMap(({ member }) => member ?? []),
  )
  return replies.map((facts) => totalOfMembers(reading, source, facts, parentOf))
}

function totalOfMembers(reading: Reading, source: Source, facts: readonly Fact[], parentOf: ParentOf): Whole | null {
  if (facts.length === 0) return null
  const rows = facts.flatMap((fact) => (fact.member === null ? [] : [{ member: fact.member, values: fact.values }]))
  return { values: memberTotals(formulasIn(reading, source), rows, parentOf), snapshot: newestOf(facts) }
}

/** Daily totals of a report about members, from its one-day replies: their own sums, else their members as one row. */
function dimensionDays(reading: Reading, source: Source, range: DayRange): AppRows[] {
  const query = queryOf(reading, source, usualGranularity(source.report))
  const summed = source.report.sum === 'range' ? reading.facts.daySums(query, range) : unsummed(reading, query, range)
  return reading.apps.map((app, a) => {
    const own = summed[a] ?? { ...NO_ROWS, snapshot: 0, others: [] }
    return own.others.length === 0 ? own : withTotals(reading, source, own, own.others, query, app)
  })
}

/** A report whose replies have no sum: every one-day reply is to be totalled. */
function unsummed(reading: Reading, query: FactQuery, range: DayRange) {
  return reading.facts
    .pieces(query, range)
    .map((pieces) => ({ ...NO_ROWS, snapshot: 0, others: pieces.filter(({ from, to }) => from === to) }))
}

/** Days without a sum of their own, totalled from their members. */
function withTotals(
  reading: Reading,
  source: Source,
  sums: AppRows,
  pieces: readonly Piece[],
  query: FactQuery,
  app: number,
): AppRows {
  const rows = reading.facts.pieceRows(query, app, pieces)
  const ids = new Set<number>()
  for (const { members } of rows) for (const member of members) ids.add(member)
  const keys = reading.facts.memberKeys(ids)
  const parentOf = parentsIn(
    reading.facts,
    [...ids].map((id) => keys.get(id) ?? ''),
  )
  const formulas = formulasIn(reading, source)
  const made = pieces.flatMap(({ from }, p) => {
    const piece = rows[p]
    if (!piece || piece.members.length === 0) return []
    const values = pieceTotals(formulas, piece, (member) => keys.get(member) ?? '', parentOf)
    return [{ day: from, values, snapshot: Math.max(...piece.snapshots) }]
  })
  const days = [
    ...made,
    ...sums.from.map((day, i) => ({ day, values: sums.values.map((column) => column[i] ?? null), snapshot: 0 })),
  ]
  days.sort((x, y) => x.day - y.day)
  return {
    from: days.map(({ day }) => day),
    values: source.columns.map((_, c) => days.map(({ values }) => values[c] ?? null)),
    snapshot: Math.max(sums.snapshot, newestOf(made)),
  }
}

export const newestOf = (facts: readonly { snapshot: number }[]) => facts.reduce((a, b) => Math.max(a, b.snapshot), 0)

/** Each of these members' parent id. */
function parentsIn(facts: FactReader, ids: readonly string[]): ParentOf {
  const members = facts.members([...new Set(ids)])
  return (member) => members.get(member)?.parent ?? null
}
