import { AppError } from '../../contract/errors.ts'
import { UNITS } from '../../contract/units.ts'
import { everyMetric, metricsFor, ruleKeys } from './lookup.ts'
import type { Metric, Report, Text } from './schema.ts'

/** A row of the store has this many metric columns. */
export const MAX_METRICS = 18

/**
 * Checks a list of reports and puts it in the specification's order. Throws AppError `internal` that lists every fault: ids and orders
 * that repeat, empty texts, too many metrics, variants and rules that name what is not there.
 */
export function validateReports(reports: readonly Report[]): readonly Report[] {
  const problems = [
    ...repeated(reports.map((report) => report.id)).map((id) => `two reports have the id ${id}`),
    ...repeated(reports.map((report) => String(report.order))).map((order) => `two reports have the order ${order}`),
    ...reports.flatMap((report) => faultsOf(report, reports).map((fault) => `${report.id}: ${fault}`)),
  ]
  if (problems.length > 0) throw new AppError('internal', { catalogue: problems })
  return [...reports].sort((a, b) => a.order - b.order)
}

function faultsOf(report: Report, reports: readonly Report[]): string[] {
  return [
    ...(/^[a-z]+(-[a-z]+)*$/.test(report.id) ? [] : ['its id is not lower-case words joined by hyphens']),
    ...(/^[a-z]+$/i.test(report.endpoint) ? [] : ['its endpoint is no path']),
    ...texts({
      name: report.name,
      description: report.description,
      ...(report.dimension && { dimension: report.dimension }),
    }),
    ...(report.variants.length > 0 ? [] : ['it has no variant']),
    ...(report.granularities.length > 0 ? [] : ['it has no granularity']),
    ...repeated(report.variants.map((variant) => variant.key)).map((key) => `two variants have the key ${key}`),
    ...report.variants.flatMap((variant) => texts({ [`variant ${variant.key}`]: variant.name })),
    ...columnFaults(report, report.metrics, 'metrics'),
    ...variantFaults(report),
    ...everyCase(report).flatMap(([name, metrics]) => metricFaults(metrics, name, report, reports)),
  ]
}

/** The metrics of each variant and granularity, by a name for messages. */
function everyCase(report: Report): [string, readonly Metric[]][] {
  return report.variants.flatMap((variant) =>
    report.granularities.map((option): [string, readonly Metric[]] => [
      `${variant.key || 'only variant'} ${option.key}`,
      report.metricsOf?.(variant.key, option.key) ?? report.metrics,
    ]),
  )
}

function columnFaults(report: Report, metrics: readonly Metric[], name: string): string[] {
  return [
    ...(metrics.length > 0 && metrics.length <= MAX_METRICS
      ? []
      : [`${name}: ${metrics.length} metrics, not 1 to ${MAX_METRICS}`]),
    ...(metrics.length === report.metrics.length ? [] : [`${name}: not as many metrics as the report`]),
    ...repeated(metrics.flatMap((metric) => [metric.key, ...(metric.aliases ?? [])])).map(
      (key) => `${name}: ${key} twice`,
    ),
  ]
}

function variantFaults(report: Report): string[] {
  const known = new Set(everyKey(report))
  return report.variants.flatMap((variant) => [
    ...[...(variant.metrics ?? []), ...Object.keys(variant.units ?? {})]
      .filter((key) => !known.has(key))
      .map((key) => `variant ${variant.key} names ${key}, which is no metric`),
    ...report.granularities
      .filter((option) => metricsFor(report, variant.key, option.key).length === 0)
      .map((option) => `variant ${variant.key} has no metric by ${option.key}`),
  ])
}

/** All metric keys in use, those a variant leaves out as well. */
function everyKey(report: Report): string[] {
  return [report.metrics, ...everyCase(report).map(([, metrics]) => metrics)].flat().map((metric) => metric.key)
}

function metricFaults(metrics: readonly Metric[], name: string, report: Report, reports: readonly Report[]): string[] {
  const own = new Set(metrics.map((metric) => metric.key))
  const isKnown = (key: string) => own.has(key) || isElsewhere(key, reports)
  return [
    ...columnFaults(report, metrics, name),
    ...metrics.flatMap((metric) => [
      ...(metric.key === metric.key.trim() && metric.key !== '' ? [] : [`${name}: a key is blank or not trimmed`]),
      ...texts({ [`${metric.key} name`]: metric.name, [`${metric.key} definition`]: metric.definition }),
      ...(UNITS.includes(metric.unit) ? [] : [`${metric.key} has no unit`]),
      ...[metric.overTime, metric.overApps]
        .flatMap(ruleKeys)
        .filter((key) => !isKnown(key))
        .map((key) => `${name}: a rule of ${metric.key} names ${key}, which is no metric`),
    ]),
  ]
}

function isElsewhere(key: string, reports: readonly Report[]): boolean {
  const [id, metric, ...more] = key.split('/')
  const other = reports.find((report) => report.id === id)
  return more.length === 0 && other !== undefined && everyMetric(other).some((found) => found.key === metric)
}

function texts(named: Readonly<Record<string, Text>>): string[] {
  return Object.entries(named)
    .filter(([, text]) => text['zh-CN'].trim() === '' || text.en.trim() === '')
    .map(([name]) => `${name} lacks a text`)
}

const repeated = (keys: readonly string[]) => [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))]
