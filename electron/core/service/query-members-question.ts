import { AppError } from '../../contract/errors.ts'
import type { MembersInput } from '../../contract/methods/query-members.ts'
import { columnsFor, variantOf } from '../catalogue/lookup.ts'
import type { Report } from '../catalogue/schema.ts'
import { Formulas, usualGranularity, type Formula } from '../metrics/formula.ts'
import { newestCompleteDay } from '../metrics/periods.ts'
import { appsInScope, asOfMs, dayRange, type QueryOptions } from './query-scope.ts'
import type { TableQuery } from './query-table-parts.ts'

type Asked = Pick<MembersInput, 'variant' | 'metrics' | 'range' | 'scope' | 'show' | 'asOf'>

/** What a question about members is asked of: its apps, its columns, and how they are read. Throws `app.unknown`, `metric.unknown`, `input.invalid`. */
export function questionOf(options: QueryOptions, input: Asked, report: Report) {
  const variant = variantOf(report, input.variant).key
  const granularity = usualGranularity(report)
  const all = options.apps()
  const scoped = appsInScope(all, input.scope, report)
  const shown = input.show?.flatMap((id) => appsInScope(all, { apps: [id], tags: [] }, report)) ?? scoped
  const formulas = new Formulas(options.reports)
  const every = columnsFor(report, variant, granularity).map(({ metric }) =>
    formulas.of(report, variant, metric.key, granularity),
  )
  const columns = input.metrics?.map((key) => formulaOf(report, every, key)) ?? every
  const query: TableQuery = {
    report,
    granularity,
    range: dayRange(input.range),
    formulas: every,
    reading: {
      facts: options.facts,
      apps: [...new Set([...scoped, ...shown].map((app) => app.id))],
      asOf: asOfMs(input.asOf),
      newest: newestCompleteDay(options.clock()),
      sources: formulas.sources,
      formulas: every,
    },
    locale: options.locale?.() ?? 'zh-CN',
  }
  return { scoped, shown, query, columns }
}

/** Throws `metric.unknown`. */
export function formulaOf(report: Report, formulas: readonly Formula[], key: string): Formula {
  const found = formulas.find(({ metric }) => metric.key === key)
  if (found) return found
  throw new AppError('metric.unknown', { report: report.id, metric: key })
}
