import type { PlatformReconciliation } from '../../../electron/contract/methods/query-reconcile.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import { barChart } from '../../charts/bar-chart.ts'
import { lineChart } from '../../charts/line-chart.ts'
import { chartBlock, type Picture } from '../../charts/picture.ts'
import { aboutLine } from '../../components/series/about.ts'
import { formatMoment } from '../../format/dates.ts'
import type { DateRange } from '../../format/presets.ts'
import { shared } from '../../i18n/shared.ts'
import type { Scope } from '../../router/scope-query.ts'
import { againstLegend, againstModel, apartText } from './against-chart.ts'
import { standsFor } from './against-table.ts'
import { heldOf, type PlatformMeasure } from '../../../electron/contract/reconcile.ts'
import { reportsLegend, reportsModel, reportsNotes, type ReportsChart } from './reports-chart.ts'
import { reasonsFor } from './reasons.ts'
import { t } from './texts.ts'

/** A measure's two sides as a picture that says by itself how far they are apart, and why. */
export function againstPicture(
  answer: PlatformReconciliation,
  measure: PlatformMeasure,
  locale: Locale,
  scope: Pick<Scope, 'compare' | 'asOf'>,
): Picture {
  const { days } = answer
  const [from = '', to = ''] = [days[0], days.at(-1)]
  const held = heldOf(measure, days)
  const { difference, percent } = held
  const on = standsFor(held, days)
  const apart =
    difference === null ? [] : [[on, t('difference'), apartText(difference, percent)].filter(Boolean).join(' ')]
  return {
    title: t('pictureTitle', { measure: shared(`reconciliation.measures.${measure.id}`) }),
    lines: [aboutLine({ range: { from, to }, granularity: 'day' }, scope, apart)],
    legend: againstLegend(),
    notes: [
      ...reasonsFor(answer, measure, to).map(({ text }) => text),
      t('made', { time: formatMoment(new Date().toISOString(), 0) }),
    ],
    blocks: [chartBlock((theme) => lineChart(againstModel(measure, days, locale), theme), 440)],
  }
}

/** How far the reports are from each other, as a picture. */
export function reportsPicture(
  chart: ReportsChart,
  { measure, range, locale }: { readonly measure: string; readonly range: DateRange; readonly locale: Locale },
  scope: Pick<Scope, 'compare' | 'asOf'>,
): Picture {
  return {
    title: t('reportsChart', { base: chart.base }),
    lines: [aboutLine({ range }, scope, [measure])],
    legend: reportsLegend(chart),
    notes: [...reportsNotes(chart), t('made', { time: formatMoment(new Date().toISOString(), 0) })],
    blocks: [chartBlock((theme) => barChart(reportsModel(chart, locale), theme), 400)],
  }
}
