import { AppError } from '../../contract/errors.ts'
import { getColumn, variantOf } from '../catalogue/lookup.ts'
import type { Granularity, Metric, Part, Report, Rule } from '../catalogue/schema.ts'

/** A stored series that numbers come from, and which of the report's store columns are read from it. */
export interface Source {
  readonly report: Report
  readonly variant: string
  /** What the metrics are called and mean there; the rows read may be those of another granularity. */
  readonly granularity: Granularity
  readonly columns: number[]
}

/** Where a number stands: a source by index, a column of what is read from it. */
export interface Ref {
  readonly source: number
  readonly column: number
}

/** A part of a ratio or a weight: a metric with its own rules, or the product of two taken row by row. */
export type Operand =
  { readonly product: false; readonly of: Formula } | { readonly product: true; readonly a: Ref; readonly b: Ref }

/** A rule whose parts are resolved to places. */
export type Resolved =
  | { readonly rule: 'sum' | 'last' | 'max' | 'unique' | 'none' }
  | { readonly rule: 'ratio'; readonly num: Operand; readonly den: Operand; readonly scale: number }
  | { readonly rule: 'weighted'; readonly by: Operand; readonly estimate: boolean }
  | { readonly rule: 'share'; readonly of: Operand; readonly estimate: boolean }

export interface Formula {
  readonly ref: Ref
  readonly metric: Metric
  readonly overTime: Resolved
  readonly overApps: Resolved
  /** The rule that makes one total of the apps' totals: over apps, or over time where a total is another thing than its rows. */
  readonly totals: Resolved
  /** Whether `totals` and `overTime` are one rule, so that the parts found over time serve over apps too. */
  readonly alike: boolean
  /** Whether there are replies that speak of a whole range, and not of its periods only. */
  readonly ranged: boolean
}

/** Resolves metrics to columns, and gathers what must be read so that each series is read once. */
export class Formulas {
  readonly sources: Source[] = []
  readonly #reports: readonly Report[]
  readonly #known = new Map<string, Formula>()

  constructor(reports: readonly Report[]) {
    this.#reports = reports
  }

  /** The formula of a metric of this report and variant. Throws `metric.unknown`, `report.unknown`, `input.invalid`. */
  of(report: Report, variant: string, key: string, granularity: Granularity = usualGranularity(report)): Formula {
    const id = `${report.id}\n${variant}\n${granularity}\n${key}`
    const known = this.#known.get(id)
    if (known) return known
    const { column, metric } = getColumn(report, key, variant, granularity)
    const ref = this.#ref(report, variant, granularity, column)
    // A rule may name its own metric (retained users over their cohort): there it is the plain number.
    const ranged = report.dimension !== null || report.sum !== 'none'
    this.#known.set(id, { ref, metric, ranged, ...PLAIN })
    const formula = { ref, metric, ranged, ...this.#rules(metric, { report, variant, granularity }) }
    this.#known.set(id, formula)
    return formula
  }

  /** The formula of `report/metric`, or of a metric of the source at hand. */
  named(name: string, here?: Place): Formula {
    const slash = name.indexOf('/')
    if (slash < 0 && here) return this.of(here.report, here.variant, name, here.granularity)
    const { report, key } = splitMetric(name)
    const found = reportById(this.#reports, report)
    return this.of(found, variantOf(found).key, key)
  }

  #rules(metric: Metric, here: Place): Omit<Formula, 'ref' | 'metric' | 'ranged'> {
    const overTime = this.#resolve(metric.overTime, here)
    const overApps = this.#resolve(metric.overApps, here)
    const becomesRate = metric.overTime.rule === 'ratio' && (metric.overTime.unit ?? metric.unit) !== metric.unit
    const alike = becomesRate || JSON.stringify(metric.overTime) === JSON.stringify(metric.overApps)
    return { overTime, overApps, totals: becomesRate ? overTime : overApps, alike }
  }

  #resolve(rule: Rule, here: Place): Resolved {
    switch (rule.rule) {
      case 'ratio':
        return {
          rule: 'ratio',
          num: this.#operand(rule.num, here),
          den: this.#operand(rule.den, here),
          scale: rule.scale,
        }
      case 'weighted':
        return { rule: 'weighted', by: this.#operand(rule.by, here), estimate: rule.estimate ?? false }
      case 'share':
        return { rule: 'share', of: this.#operand(rule.of, here), estimate: rule.estimate ?? false }
      default:
        return { rule: rule.rule }
    }
  }

  #operand(part: Part, here: Place): Operand {
    if (typeof part === 'string') return { product: false, of: this.named(part, here) }
    return { product: true, a: this.named(part[0], here).ref, b: this.named(part[1], here).ref }
  }

  #ref(report: Report, variant: string, granularity: Granularity, position: number): Ref {
    let source = this.sources.findIndex(
      (s) => s.report === report && s.variant === variant && s.granularity === granularity,
    )
    if (source < 0) source = this.sources.push({ report, variant, granularity, columns: [] }) - 1
    const columns = this.sources[source]?.columns ?? []
    const at = columns.indexOf(position)
    return { source, column: at >= 0 ? at : columns.push(position) - 1 }
  }
}

interface Place {
  readonly report: Report
  readonly variant: string
  readonly granularity: Granularity
}

const PLAIN = { overTime: { rule: 'sum' }, overApps: { rule: 'sum' }, totals: { rule: 'sum' }, alike: true } as const

/** These formulas and those that their rules are made of, each once. */
export function withParts(formulas: readonly Formula[]): Formula[] {
  const all = new Set<Formula>()
  const add = (formula: Formula) => {
    if (all.has(formula)) return
    all.add(formula)
    const parts = [...operandsOf(formula.overTime), ...operandsOf(formula.overApps)]
    for (const part of parts) if (!part.product) add(part.of)
  }
  formulas.forEach(add)
  return [...all]
}

/** The parts of a rule. */
export function operandsOf(rule: Resolved): readonly Operand[] {
  switch (rule.rule) {
    case 'ratio':
      return [rule.num, rule.den]
    case 'weighted':
      return [rule.by]
    case 'share':
      return [rule.of]
    default:
      return []
  }
}

/** Sources (by index) whose every number is the last day's, whatever the range. */
export function lastDaySources(formulas: readonly Formula[]): Set<number> {
  const all = withParts(formulas)
  const others = new Set<number>()
  for (const { ref, overTime, overApps } of all) {
    if (overTime.rule !== 'last') others.add(ref.source)
    for (const part of [...operandsOf(overTime), ...operandsOf(overApps)])
      if (part.product) [part.a, part.b].forEach(({ source }) => others.add(source))
  }
  return new Set(all.map(({ ref }) => ref.source).filter((source) => !others.has(source)))
}

/** The report of this id. Throws `report.unknown`. */
export function reportById(reports: readonly Report[], id: string): Report {
  const report = reports.find((candidate) => candidate.id === id)
  if (!report) throw new AppError('report.unknown', { report: id, known: reports.map((r) => r.id) })
  return report
}

/** The granularity a report's plain series is stored at: days, or (members over a range) the range asked. */
export function usualGranularity(report: Report): Granularity {
  const known = report.granularities.map((option) => option.key)
  return known.includes('day') ? 'day' : (known[0] ?? 'range')
}

/** `report/metric` in its two parts. Throws `metric.unknown`. */
export function splitMetric(name: string): { report: string; key: string } {
  const slash = name.indexOf('/')
  if (slash <= 0 || slash === name.length - 1) throw new AppError('metric.unknown', { metric: name })
  return { report: name.slice(0, slash), key: name.slice(slash + 1) }
}
