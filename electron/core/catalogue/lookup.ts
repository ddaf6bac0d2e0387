import { AppError } from '../../contract/errors.ts'
import type { Locale } from '../../contract/primitives.ts'
import type { Granularity, Member, Metric, Part, Report, Rule, Variant } from './schema.ts'

/** A metric a variant's replies hold, and its position in the report's metrics (its column in the store). */
export interface Column {
  readonly column: number
  readonly metric: Metric
}

/** The report's variant of this key, its first where none is named. Throws AppError `input.invalid`. */
export function variantOf(report: Report, key?: string): Variant {
  const found = key === undefined ? report.variants[0] : report.variants.find((variant) => variant.key === key)
  if (found) return found
  throw new AppError('input.invalid', {
    field: 'variant',
    value: key ?? '',
    report: report.id,
    known: report.variants.map((variant) => variant.key),
  })
}

/** The granularity a report is asked by where nobody chose one. */
export function defaultGranularity(report: Report): Granularity {
  return report.granularities[0]?.key ?? 'range'
}

/**
 * The metrics one variant's replies hold at one granularity, with the keys, units and rules they have there, each with its store column.
 * The report's first variant and granularity where not named.
 */
export function columnsFor(report: Report, variantKey?: string, granularity?: Granularity): readonly Column[] {
  const variant = variantOf(report, variantKey)
  return allMetrics(report, variant, granularity ?? defaultGranularity(report))
    .map((metric, column) => ({ column, metric }))
    .filter(({ metric }) => variant.metrics?.includes(metric.key) ?? true)
}

/** `columnsFor` without the columns. */
export function metricsFor(report: Report, variantKey?: string, granularity?: Granularity): readonly Metric[] {
  return columnsFor(report, variantKey, granularity).map(({ metric }) => metric)
}

/** Every metric of the report as this variant and granularity know it, one a store column. */
function allMetrics(report: Report, variant: Variant, granularity: Granularity): readonly Metric[] {
  const metrics = report.metricsOf?.(variant.key, granularity) ?? report.metrics
  const units = variant.units
  if (!units) return metrics
  return metrics.map((metric) => ({ ...metric, unit: units[metric.key] ?? metric.unit }))
}

/**
 * The metric of this key or alias, and its column. Without a variant and a granularity the first of the report that knows the key answers.
 * Throws AppError `metric.unknown`.
 */
export function getColumn(report: Report, key: string, variantKey?: string, granularity?: Granularity): Column {
  const variants = variantKey === undefined ? report.variants : [variantOf(report, variantKey)]
  const granularities = granularity === undefined ? report.granularities.map((option) => option.key) : [granularity]
  for (const variant of variants) {
    for (const option of granularities) {
      const found = columnsFor(report, variant.key, option).find(({ metric }) => isNamed(metric, key))
      if (found) return found
    }
  }
  throw new AppError('metric.unknown', { report: report.id, metric: key })
}

/** `getColumn` without the column. */
export function getMetric(report: Report, key: string, variantKey?: string, granularity?: Granularity): Metric {
  return getColumn(report, key, variantKey, granularity).metric
}

const isNamed = (metric: Metric, key: string) => metric.key === key || (metric.aliases?.includes(key) ?? false)

/** Every metric a report can have, each key once: the first variant's and granularity's first. */
export function everyMetric(report: Report): readonly Metric[] {
  const found = new Map<string, Metric>()
  for (const variant of report.variants) {
    for (const option of report.granularities) {
      for (const metric of metricsFor(report, variant.key, option.key)) {
        if (!found.has(metric.key)) found.set(metric.key, metric)
      }
    }
  }
  return [...found.values()]
}

/** A member's name in a language: the catalogue's where it has one (source groups, audience facets), else as stored. */
export function memberLabel(report: Report, member: Member, locale: Locale): string {
  return report.labelOf?.(member)?.[locale] ?? member.label
}

/** What a rule stands on, as written: `a`, `report/a`, or `a × b`; the reason of a `none`. */
export function ruleParts(rule: Rule): string[] {
  switch (rule.rule) {
    case 'ratio':
      return [rule.num, rule.den].map(partText)
    case 'weighted':
      return [partText(rule.by)]
    case 'share':
      return [partText(rule.of)]
    case 'none':
      return [rule.why]
    default:
      return []
  }
}

const partText = (part: Part) => (typeof part === 'string' ? part : part.join(' × '))

/** The metric keys a rule stands on; those of other reports as `report/key`. */
export function ruleKeys(rule: Rule): readonly string[] {
  switch (rule.rule) {
    case 'ratio':
      return [rule.num, rule.den].flat()
    case 'weighted':
      return [rule.by].flat()
    case 'share':
      return [rule.of].flat()
    default:
      return []
  }
}
