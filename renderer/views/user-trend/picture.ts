import { barChart } from '../../charts/bar-chart.ts'
import { chartBlock, type Picture } from '../../charts/picture.ts'
import { linesLegend } from '../../components/series/metric-lines.ts'
import { framed, seriesPicture } from '../../components/series/series-picture.ts'
import type { Scope } from '../../router/scope-query.ts'
import { splitByApp, splitModel, splitOf } from './split.ts'
import type { useUserTrend } from './store.ts'
import { t } from './texts.ts'

type Trend = Pick<ReturnType<typeof useUserTrend>, 'panels' | 'look' | 'tab' | 'together' | 'shown' | 'state'>

/** The chart as a picture that says by itself what it shows. */
export function pictureOf(trend: Trend, scope: Pick<Scope, 'compare' | 'asOf' | 'granularity'>): Picture | null {
  const { panels, look, together, state } = trend
  const side = trend.shown.mode === 'side'
  if (trend.tab !== 'split') return seriesPicture({ panels, look, together, small: side ? state.scale : null }, scope)
  const split = splitOf(panels)
  if (!split) return null
  const model = side ? splitByApp(split, look) : splitModel(split, look, state.split === 'share')
  const height = side ? 80 + model.places.length * 34 : 420
  return framed(panels, t('split'), scope, {
    legend: linesLegend(panels, look),
    notes: [t('splitNote')],
    blocks: [chartBlock((theme) => barChart(model, theme), height)],
  })
}
