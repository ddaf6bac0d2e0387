import { changeOf } from '../../../electron/contract/compare.ts'
import type { Kpi, Overview, Total } from '../../../electron/contract/methods/query.ts'
import type { MetricChoice } from './metrics.ts'
import type { Panel, PanelLine, Values } from './panel.ts'

/** A percentage of ours: two of a report's own numbers of the same days, one of the other. Keys are `report/metric`. */
export interface Derived {
  readonly choice: MetricChoice
  readonly num: string
  readonly den: string
  /** The metric it stands behind. */
  readonly after: string
}

/** In percent; null where either is unknown, or there is nothing to be a part of. */
export const percentOf = (num: number | null, den: number | null): number | null =>
  num === null || den === null || den === 0 ? null : (100 * num) / den

/** Σ num / Σ den over those that know both. */
function pooled(pairs: readonly (readonly [number | null, number | null])[]): number | null {
  const known = pairs.filter(([num, den]) => num !== null && den !== null)
  const sum = (at: 0 | 1) => known.reduce((all, pair) => all + (pair[at] ?? 0), 0)
  return known.length === 0 ? null : percentOf(sum(0), sum(1))
}

/** The percentage over days and apps, out of the panels of its two parts. */
export function derivedPanel({ choice }: Derived, num: Panel, den: Panel): Panel {
  const series = num.series.map((own, s) => {
    const other = den.series[s]
    return { ...own, ...lineOf(own, other ?? EMPTY) }
  })
  const at = (line: PanelLine | undefined, i: number, before: boolean) =>
    (before ? line?.before?.[i] : line?.values[i]) ?? null
  const all = (length: number, before: boolean): Values =>
    Array.from({ length }, (_, i) =>
      pooled(num.series.map((own, s) => [at(own, i, before), at(den.series[s], i, before)] as const)),
    )
  const totals = (of: (line: PanelLine) => Total | null) => totalOver(num.series.map(of), den.series.map(of))
  const total = totals((line) => line.total)
  const previous = num.beforeRange ? totals((line) => line.previous) : null
  const [only] = series
  const combined: PanelLine =
    series.length === 1 && only
      ? only
      : {
          values: all(num.periods.length, false),
          before: num.beforePeriods && all(num.beforePeriods.length, true),
          total,
          previous,
          change: changeOf(total, previous),
        }
  return { ...num, choice, unit: 'percent', series, combined }
}

const UNKNOWN: Total = { value: null, rule: 'ratio', note: 'not-fetched' }
const EMPTY: PanelLine = { values: [], total: UNKNOWN, before: null, previous: null, change: null }

function lineOf(num: PanelLine, den: PanelLine): PanelLine {
  const percent = (a: Values, b: Values) => a.map((value, i) => percentOf(value, b[i] ?? null))
  const total = quotient(num.total, den.total)
  const previous = num.previous && den.previous && quotient(num.previous, den.previous)
  return {
    values: percent(num.values, den.values),
    before: num.before && percent(num.before, den.before ?? []),
    total,
    previous,
    change: changeOf(total, previous),
  }
}

function quotient(num: Total, den: Total): Total {
  const value = percentOf(num.value, den.value)
  return {
    value,
    rule: 'ratio',
    note: num.note ?? den.note ?? (value === null ? 'unknown-part' : null),
    unit: 'percent',
  }
}

function totalOver(num: readonly (Total | null)[], den: readonly (Total | null)[]): Total {
  const pairs = num.map((own, s) => [own?.value ?? null, den[s]?.value ?? null] as const)
  const value = pooled(pairs)
  const gaps = pairs.some((pair) => pair.includes(null))
  const note = value === null ? (num[0]?.note ?? 'unknown-part') : gaps ? 'incomplete' : null
  return { value, rule: 'ratio', note, unit: 'percent' }
}

/** The overview with the percentage as one metric more. */
export function withDerived(overview: Overview, { choice, num, den }: Derived): Overview {
  const n = overview.metrics.findIndex(({ metric }) => metric === num)
  const d = overview.metrics.findIndex(({ metric }) => metric === den)
  const one = (kpis: readonly Kpi[]): Kpi => {
    const [a, b] = [kpis[n], kpis[d]]
    if (!a || !b) return { total: UNKNOWN, previous: null, change: null }
    return kpiOf(quotient(a.total, b.total), a.previous && b.previous && quotient(a.previous, b.previous))
  }
  const over = (of: (kpi: Kpi) => Total | null) =>
    totalOver(
      overview.apps.map(({ kpis }) => (kpis[n] ? of(kpis[n]) : null)),
      overview.apps.map(({ kpis }) => (kpis[d] ? of(kpis[d]) : null)),
    )
  const apps = overview.apps.map((app) => ({ ...app, kpis: [...app.kpis, one(app.kpis)] }))
  const [only] = apps
  const combined =
    apps.length === 1 && only
      ? (only.kpis.at(-1) ?? one([]))
      : kpiOf(
          over(({ total }) => total),
          overview.compare && over(({ previous }) => previous),
        )
  return {
    ...overview,
    metrics: [...overview.metrics, { metric: choice.metric, unit: 'percent', overTime: 'ratio', overApps: 'ratio' }],
    apps,
    combined: [...overview.combined, combined],
  }
}

const kpiOf = (total: Total, previous: Total | null): Kpi => ({ total, previous, change: changeOf(total, previous) })
