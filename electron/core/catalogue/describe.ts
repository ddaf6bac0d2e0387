import type { Output } from '../../contract/index.ts'
import { everyMetric, metricsFor, ruleParts } from './lookup.ts'
import type { Metric, Report, Rule, Variant } from './schema.ts'

type Description = Output<'reports.list'>

/** Reports as the contract's `reports.list` tells them. */
export function describeReports(reports: readonly Report[]): Description {
  return reports.map((report) => ({
    id: report.id,
    order: report.order,
    name: report.name,
    description: report.description,
    endpoint: report.endpoint,
    verb: report.verb,
    token: report.token,
    granularities: report.granularities.map((option) => option.key),
    variants: report.variants.map((variant) => ({
      key: variant.key,
      name: variant.name,
      metrics: keysOf(report, variant),
    })),
    dimension: report.dimension,
    metrics: everyMetric(report).map(describeMetric),
  }))
}

/** The keys a variant's replies hold, at any granularity. */
function keysOf(report: Report, variant: Variant): string[] {
  const all = report.granularities.flatMap((option) => metricsFor(report, variant.key, option.key))
  return [...new Set(all.map((metric) => metric.key))]
}

function describeMetric({
  key,
  name,
  definition,
  unit,
  overTime,
  overApps,
}: Metric): Description[number]['metrics'][number] {
  return { key, name, definition, unit, overTime: describeRule(overTime), overApps: describeRule(overApps) }
}

const describeRule = (rule: Rule) => ({ rule: rule.rule, parts: ruleParts(rule) })
