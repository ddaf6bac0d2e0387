import type { Granularity, GranularityOption, Metric, Part, Rule, Text, Variant } from './schema.ts'

/** Short forms for report files. */
export const text = (zh: string, en: string): Text => ({ 'zh-CN': zh, en })

export const sum: Rule = { rule: 'sum' }
export const last: Rule = { rule: 'last' }
export const unique: Rule = { rule: 'unique' }
export const percentOf = (num: Part, den: Part): Rule => ({ rule: 'ratio', num, den, scale: 100 })
export const quotient = (num: Part, den: Part): Rule => ({ rule: 'ratio', num, den, scale: 1 })
export const weighted = (by: Part): Rule => ({ rule: 'weighted', by })
export const estimated = (by: Part): Rule => ({ rule: 'weighted', by, estimate: true })
export const share = (of: Part): Rule => ({ rule: 'share', of })
export const none = (why: string): Rule => ({ rule: 'none', why })

/** A metric without its key: a report file lists them as key → this. */
export type MetricSpec = Omit<Metric, 'key'>

/** Metrics from a record, in its order. */
export function metricsFrom(specs: Readonly<Record<string, MetricSpec>>): readonly Metric[] {
  return Object.entries(specs).map(([key, spec]) => ({ key, ...spec }))
}

/** The only variant of a report that has no choice. */
export const onlyVariant = (params: Readonly<Record<string, string>> = {}): readonly Variant[] => [
  { key: '', name: text('全部', 'All'), params },
]

/** Granularities the request names by the parameter `gran`. */
export const byGran = (...keys: readonly Granularity[]): readonly GranularityOption[] =>
  keys.map((key) => ({ key, params: { gran: key } }))

/** One row a member over the whole range asked; no parameter says so. */
export const wholeRange: readonly GranularityOption[] = [{ key: 'range', params: {} }]

/** Reports whose numbers stand once the API's own restatements are over. */
export const settlesAtOnce = () => 0
