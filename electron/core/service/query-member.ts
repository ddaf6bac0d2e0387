import { setImmediate as turn } from 'node:timers/promises'
import type { Day } from '../../contract/calendar.ts'
import { AppError } from '../../contract/errors.ts'
import type { MemberInput, MemberSeries } from '../../contract/methods/query-member.ts'
import type { Values } from '../catalogue/schema.ts'
import { reportById } from '../metrics/formula.ts'
import { periodsOf } from '../metrics/periods.ts'
import { questionOf } from './query-members-question.ts'
import { readMembers, type SharedTable } from './query-members-read.ts'
import { dayRange, type QueryOptions } from './query-scope.ts'
import { periodInfos } from './query-series.ts'
import { provenanceOf } from './query-source.ts'

/** A year: a day costs one look into each app's list. */
const MOST_DAYS = 366

/**
 * `query.member`: one member of a report by day, from the replies for single days; longer ones do not say how their numbers spread. Throws
 * `report.unknown`, `app.unknown`, `metric.unknown`, `input.invalid`.
 */
export async function queryMember(options: QueryOptions, input: MemberInput): Promise<MemberSeries> {
  const report = reportById(options.reports, input.report)
  if (!report.dimension) throw new AppError('input.invalid', { field: 'report', value: report.id })
  const range = dayRange(input.range)
  if (range.to - range.from >= MOST_DAYS) throw new AppError('input.invalid', { field: 'range', ...input.range })
  const { scoped, query, columns } = questionOf(options, input, report)
  const byDay: ReadonlyMap<number, SharedTable>[] = []
  for (let day: Day = range.from; day <= range.to; day += 1) {
    byDay.push(await readMembers(query, { from: day, to: day }))
    await turn()
  }
  const tablesOf = (app: number) => byDay.map((tables) => tables.get(app) ?? null)
  const sources = provenanceOf(
    options,
    scoped.flatMap(({ id }) => tablesOf(id).map(snapshotOf)),
  )
  return {
    report: report.id,
    variant: query.reading.sources[0]?.variant ?? '',
    columns: columns.map(({ metric: { key, unit } }) => ({ key, unit })),
    periods: periodInfos(periodsOf(range, 'day', query.reading.newest)),
    apps: scoped.map(({ id, name }) => {
      const tables = tablesOf(id)
      const rows = tables.map((table) => rowIn(table, input.member))
      return {
        appId: id,
        app: name,
        days: tables.map((table, d) => stateOf(table, rows[d] ?? null)),
        values: columns.map(({ ref }) => rows.map((row) => row?.[ref.column] ?? null)),
        sources: tables.map((table) => sources.get(snapshotOf(table)) ?? null),
      }
    }),
  }
}

const rowIn = (table: SharedTable | null, member: string): Values | null => table?.rows?.get(member) ?? null

function stateOf(shared: SharedTable | null, row: Values | null): MemberSeries['apps'][number]['days'][number] {
  if (shared?.table.missing !== null) return 'not-fetched'
  if (row) return 'listed'
  return shared.whole ? 'not-listed' : 'cut-off'
}

const snapshotOf = (shared: SharedTable | null): number => shared?.table.snapshots.at(-1) ?? 0
