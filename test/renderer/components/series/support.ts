import { REPORTS } from '../../fake-data.ts'
import type { PeriodInfo, SeriesTable, Total } from '../../../../electron/contract/methods/query.ts'
import type { Unit } from '../../../../electron/contract/units.ts'
import { setLocale } from '../../../../renderer/i18n/locale.ts'
import { metricChoices, type MetricChoice } from '../../../../renderer/components/series/metrics.ts'
import { buildPanel, type Panel } from '../../../../renderer/components/series/panel.ts'

setLocale('zh-CN')

type Values = readonly (number | null)[]

export function choice(key: string): MetricChoice {
  const found = metricChoices(REPORTS).find((each) => each.key === key)
  if (!found) throw new Error(`no metric ${key}`)
  return found
}

export const total = (value: number | null, note: Total['note'] = null): Total => ({ value, rule: 'sum', note })

/** April's days (or weeks and months with keys of their own), `partial` by index. */
export const days = (from: number, n: number, partial: readonly number[] = []): PeriodInfo[] =>
  Array.from({ length: n }, (_, i) => {
    const day = `2019-04-${String(from + i).padStart(2, '0')}`
    return { key: day, from: day, to: day, partial: partial.includes(i) }
  })

export interface GivenSeries {
  readonly id: number
  readonly values: Values
  readonly total?: Total
}
const sum = (values: Values) => values.reduce<number>((a, b) => a + (b ?? 0), 0)

/** An answer of `query.series`; totals are sums where none is given, all apps as one likewise. */
export function answer(
  periods: readonly PeriodInfo[],
  series: readonly GivenSeries[],
  unit: Unit = 'count',
): SeriesTable {
  const totals = series.map((each) => each.total ?? total(sum(each.values)))
  const column = (i: number) => series.map(({ values }) => values[i] ?? null)
  return {
    report: 'user-trend',
    metric: 'session_count',
    variant: '',
    unit,
    granularity: 'day',
    periods: [...periods],
    series: series.map(({ id, values }, s) => ({
      appId: id,
      app: `应用 ${id}`,
      values: [...values],
      total: totals[s] ?? total(null),
      source: { snapshot: 100 + id, fetchedAt: '2019-05-01T01:12:00.000Z' },
    })),
    combined: {
      values: periods.map((_, i) => (column(i).every((value) => value === null) ? null : sum(column(i)))),
      total: total(sum(totals.map(({ value }) => value))),
    },
  }
}

export interface GivenPanel {
  readonly metric?: string
  readonly unit?: Unit
  readonly periods: readonly PeriodInfo[]
  readonly series: readonly GivenSeries[]
  readonly before?: { readonly periods: readonly PeriodInfo[]; readonly series: readonly GivenSeries[] }
}
const span = (periods: readonly PeriodInfo[]) => ({ from: periods[0]?.from ?? '', to: periods.at(-1)?.to ?? '' })

export function panel({
  metric = 'user-trend/session_count',
  unit = 'count',
  periods,
  series,
  before,
}: GivenPanel): Panel {
  return buildPanel(
    choice(metric),
    answer(periods, series, unit),
    before ? answer(before.periods, before.series, unit) : null,
    { range: span(periods), beforeRange: before ? span(before.periods) : null },
  )
}
