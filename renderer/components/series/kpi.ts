import type { Kpi, Overview } from '../../../electron/contract/methods/query.ts'
import type { Unit } from '../../../electron/contract/units.ts'
import type { SourceSubject } from '../source/subject.ts'
import type { MetricChoice } from './metrics.ts'
import { t } from './texts.ts'

/** A metric's one number over the range, of one app or of all shown as one. */
export interface KpiCard {
  readonly choice: MetricChoice
  readonly unit: Unit
  readonly kpi: Kpi
}

/** A card for every metric that was asked for. One app's own numbers, else all apps as one by the rules. */
export function kpiCards(choices: readonly MetricChoice[], overview: Overview): KpiCard[] {
  const [only] = overview.apps
  const kpis = overview.apps.length === 1 && only ? only.kpis : overview.combined
  return choices.flatMap((choice) => {
    const at = overview.metrics.findIndex(({ metric }) => metric === choice.metric)
    const kpi = kpis[at]
    return kpi ? [{ choice, kpi, unit: kpi.total.unit ?? overview.metrics[at]?.unit ?? choice.info.unit }] : []
  })
}

/** What a number of the overview is about: an app's, or that of all of them as one. */
export function kpiSubject(
  { choice, kpi, unit }: KpiCard,
  overview: Overview,
  app: { readonly id: number; readonly name: string } | null,
  isChange = false,
): SourceSubject {
  return {
    metric: choice.metric,
    info: { report: choice.report, metric: choice.info },
    who: app?.name ?? t('totalOf', { n: overview.apps.length }),
    now: { ...kpi.total, unit },
    range: { from: overview.from, to: overview.to },
    before: kpi.previous && overview.compare ? { total: { ...kpi.previous, unit }, range: overview.compare } : null,
    change: kpi.change,
    isChange,
    combined: app === null,
    ...(app ? { app: app.id } : {}),
  }
}
