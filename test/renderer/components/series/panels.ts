import type { Kpi, Overview, PeriodInfo, Total } from '../../../../electron/contract/methods/query.ts'
import { changeOf } from '../../../../electron/contract/compare.ts'
import type { Unit } from '../../../../electron/contract/units.ts'
import { metricChoices, type MetricChoice } from '../../../../renderer/components/series/metrics.ts'
import type { Panel, PanelLine, PanelSeries, Values } from '../../../../renderer/components/series/panel.ts'
import { REPORTS } from '../../fake-data.ts'

const choices = metricChoices(REPORTS)

/** A metric of the fake catalogue, by `report/metric`. */
export function choiceOf(metric: string): MetricChoice {
  const found = choices.find((choice) => choice.metric === metric)
  if (!found) throw new Error(`no ${metric}`)
  return found
}

export const total = (value: number | null, note: Total['note'] = null): Total => ({ value, rule: 'sum', note })

/** Days from 2026-11-01 on. */
export const days = (n: number, from = 1): PeriodInfo[] =>
  Array.from({ length: n }, (_, i) => {
    const day = `2026-11-${String(from + i).padStart(2, '0')}`
    return { key: day, from: day, to: day, partial: false }
  })

export interface LineSpec {
  readonly values: Values
  readonly total: Total
  readonly before?: Values
  readonly previous?: Total
}

function line({ values, total: now, before, previous }: LineSpec): PanelLine {
  const base = previous ?? null
  return { values, total: now, before: before ?? null, previous: base, change: changeOf(now, base) }
}

/** A panel of some apps (by id) and of all of them as one. */
export function panelOf(
  metric: string,
  apps: Readonly<Record<number, LineSpec>>,
  { combined, periods, unit }: { combined?: LineSpec; periods?: PeriodInfo[]; unit?: Unit } = {},
): Panel {
  const entries = Object.entries(apps)
  const [first] = entries
  const length = first?.[1].values.length ?? 0
  const own = periods ?? days(length)
  const compared = first?.[1].before !== undefined
  const choice = choiceOf(metric)
  return {
    choice,
    unit: unit ?? choice.info.unit,
    granularity: 'day',
    periods: own,
    range: { from: own[0]?.from ?? '', to: own.at(-1)?.to ?? '' },
    beforePeriods: compared ? days(length, 20) : null,
    beforeRange: compared ? { from: '2026-10-20', to: '2026-10-23' } : null,
    series: entries.map(([id, spec]): PanelSeries => ({
      key: id,
      appId: Number(id),
      name: `App ${id}`,
      source: { snapshot: 7, fetchedAt: '2026-11-24T01:00:00.000Z' },
      ...line(spec),
    })),
    combined: line(combined ?? { values: [], total: total(null, 'no-total') }),
  }
}

/** An overview of some metrics: by app the totals in their order, with the ones before. */
export function overviewOf(
  metrics: readonly string[],
  apps: Readonly<Record<number, readonly (readonly [Total, Total | null])[]>>,
  combined: readonly (readonly [Total, Total | null])[],
): Overview {
  const kpi = ([now, previous]: readonly [Total, Total | null]): Kpi => ({
    total: now,
    previous,
    change: changeOf(now, previous),
  })
  return {
    from: '2026-11-01',
    to: '2026-11-04',
    compare: { from: '2026-10-28', to: '2026-10-31' },
    metrics: metrics.map((metric) => {
      const { info } = choiceOf(metric)
      return { metric, unit: info.unit, overTime: info.overTime.rule, overApps: info.overApps.rule }
    }),
    apps: Object.entries(apps).map(([id, kpis]) => ({
      appId: Number(id),
      app: `App ${id}`,
      kpis: kpis.map(kpi),
      spark: [1, 2],
      freshness: { day: null, fetchedAt: null },
    })),
    combined: combined.map(kpi),
  }
}
