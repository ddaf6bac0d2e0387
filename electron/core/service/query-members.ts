import { formatDay } from '../../contract/calendar.ts'
import { comparedRange } from '../../contract/compare.ts'
import { AppError } from '../../contract/errors.ts'
import type { MembersInput, MembersTable } from '../../contract/methods/query-members.ts'
import type { Report } from '../catalogue/schema.ts'
import { reportById, type Formula } from '../metrics/formula.ts'
import { Portfolio, type Lists } from '../metrics/portfolio.ts'
import { Answer, type Side } from './query-members-answer.ts'
import { mergedGroups, searched, sorted, type Group, type Order } from './query-members-order.ts'
import { formulaOf, questionOf } from './query-members-question.ts'
import { readMembers, type SharedTable } from './query-members-read.ts'
import { dayRange, type QueryApp, type QueryOptions } from './query-scope.ts'
import { provenanceOf } from './query-source.ts'
import type { TableQuery } from './query-table-parts.ts'

/**
 * `query.members`: the members of one report, for many apps side by side and for all of them as one. Throws `report.unknown`, `app.unknown`,
 * `metric.unknown`, `input.invalid`.
 */
export async function queryMembers(options: QueryOptions, input: MembersInput): Promise<MembersTable> {
  const report = reportById(options.reports, input.report)
  if (!report.dimension) throw new AppError('input.invalid', { field: 'report', value: report.id })
  const { scoped, shown, query, columns } = questionOf(options, input, report)
  const compared = comparedRange(
    query.range,
    typeof input.compare === 'string' ? input.compare : dayRange(input.compare),
  )
  const now = await sideOf(query, query.range, scoped)
  const before = compared && (await sideOf(query, compared, scoped))
  const groups = mergedGroups([...now.tables.values(), ...(before?.tables.values() ?? [])])
  const answer = new Answer(columns, now, before)
  const numbers: Numbers = { report, formulas: query.formulas, answer }
  const order = orderOf(numbers, input.sort)
  const matching = sorted(enough(searched(groups, input.search), numbers, input.least), order, query.locale)
  const page = matching.slice(input.offset, input.offset + input.limit)
  const rest = [...matching.slice(0, input.offset), ...matching.slice(input.offset + input.limit)]
  return {
    report: report.id,
    variant: query.reading.sources[0]?.variant ?? '',
    from: input.range.from,
    to: input.range.to,
    compare: compared && { from: formatDay(compared.from), to: formatDay(compared.to) },
    columns: columns.map(({ metric }) => ({
      key: metric.key,
      unit: metric.unit,
      overApps: metric.overApps.rule,
    })),
    apps: appsOut(options, shown, now, answer),
    combined: {
      apps: scoped.length,
      missing: scoped.filter((app) => (now.tables.get(app.id)?.rows ?? null) === null).length,
      ...answer.combinedTotal(),
    },
    members: page.flatMap(({ member, members }) => [member, ...members]).map((member) => answer.member(member, shown)),
    count: groups.length,
    matching: matching.length,
    leftOut: { members: rest.length, values: addedUp(columns, now.portfolio, rest) },
  }
}

async function sideOf(query: TableQuery, range: TableQuery['range'], scoped: readonly QueryApp[]): Promise<Side> {
  const tables = await readMembers(query, range)
  const own = scoped.flatMap((app) => tables.get(app.id) ?? [])
  return {
    tables,
    portfolio: new Portfolio(own, listsOf(query.report, own)),
    open: range.to > query.reading.newest,
  }
}

function listsOf({ topOf = [] }: Report, tables: readonly SharedTable[]): Lists {
  const parents = new Map(tables.flatMap(({ members }) => [...members.values()].map(({ id, parent }) => [id, parent])))
  const groupOf = (member: string) => parents.get(member) ?? null
  return {
    top: [...parents].flatMap(([id, parent]) => (parent === null ? [id] : [])),
    groupOf,
    isCut: (member) => topOf.includes(groupOf(member) ?? ''),
  }
}

/** What members are sorted and chosen by. */
interface Numbers {
  readonly report: Report
  readonly formulas: readonly Formula[]
  readonly answer: Answer
}

/** Throws `metric.unknown`, `input.invalid`. */
function orderOf({ report, formulas, answer }: Numbers, sort: MembersInput['sort']): Order {
  if (sort?.by === 'label') return { by: 'label', descending: sort.descending }
  const [first] = formulas
  if (!sort) return report.ordered || !first ? null : { by: answer.numbers(first), descending: true }
  const formula = formulaOf(report, formulas, sort.by)
  const { app, of } = 'of' in sort ? sort : { of: 'value' as const }
  return { by: answer.numbers(formula, { app, of }), descending: sort.descending }
}

/** Groups with at least so much of a metric. Throws `metric.unknown`, `input.invalid`. */
function enough(
  groups: readonly Group[],
  { report, formulas, answer }: Numbers,
  least: MembersInput['least'],
): readonly Group[] {
  if (!least) return groups
  const numberOf = answer.numbers(formulaOf(report, formulas, least.by), { app: least.app })
  return groups.filter(({ member }) => (numberOf(member) ?? -Infinity) >= least.value)
}

/** What a list left out comes to, by column: only counts add up. */
function addedUp(formulas: readonly Formula[], portfolio: Portfolio, groups: readonly Group[]): (number | null)[] {
  return formulas.map((formula) => {
    if (groups.length === 0 || formula.metric.overApps.rule !== 'sum' || formula.overTime.rule !== 'sum') return null
    const values = groups.map(({ member }) => portfolio.number(member.id, formula).value)
    return values.reduce((a, b) => (b === null ? a : (a ?? 0) + b), null)
  })
}

function appsOut(options: QueryOptions, shown: readonly QueryApp[], now: Side, answer: Answer): MembersTable['apps'] {
  const newest = (id: number) => now.tables.get(id)?.table.snapshots.at(-1) ?? 0
  const sources = provenanceOf(
    options,
    shown.map(({ id }) => newest(id)),
  )
  return shown.map(({ id, name }) => {
    const table = now.tables.get(id)?.table
    return {
      appId: id,
      app: name,
      exact: table?.exact ?? false,
      note: table?.note ?? (now.open && table?.missing === null ? 'partial' : null),
      missing: table ? table.missing : 'not-fetched',
      capped: table?.missing === null && !table.whole,
      replies: table?.snapshots.length ?? 0,
      source: sources.get(newest(id)) ?? null,
      total: answer.appTotal(id),
    }
  })
}
