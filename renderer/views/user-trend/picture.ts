import { barChart } from '../../charts/bar-chart.ts'
import { lineChart } from '../../charts/line-chart.ts'
import { chartBlock, type Picture, type PictureBlock } from '../../charts/picture.ts'
import { aboutLine } from '../../components/series/about.ts'
import { chartsOf, linesLegend, onlyOf } from '../../components/series/metric-lines.ts'
import { choiceName } from '../../components/series/metrics.ts'
import { multiplesBlock } from '../../components/series/multiples.ts'
import { linesNotes } from '../../components/series/notes.ts'
import { newestFetch } from '../../components/series/panel.ts'
import { t as series } from '../../components/series/texts.ts'
import { formatMoment } from '../../format/dates.ts'
import type { Scope } from '../../router/scope-query.ts'
import { splitByApp, splitModel, splitOf } from './split.ts'
import type { useUserTrend } from './store.ts'
import { t } from './texts.ts'

type Trend = Pick<ReturnType<typeof useUserTrend>, 'panels' | 'look' | 'tab' | 'together' | 'shown' | 'zoom' | 'state'>

/** The chart as a picture that says by itself what it shows. */
export function pictureOf(trend: Trend, scope: Pick<Scope, 'compare' | 'asOf' | 'granularity'>): Picture | null {
  const { panels, look } = trend
  const [first] = panels
  if (!first) return null
  const side = trend.shown.mode === 'side'
  const split = trend.tab === 'split'
  const who = onlyOf(first)?.name ?? series('totalOf', { n: first.series.length })
  const metric = split ? t('split') : panels.map(({ choice }) => choiceName(choice)).join(series('and'))
  const notes = split ? [t('splitNote')] : linesNotes(panels, scope.compare, side ? trend.state.scale : null)
  return {
    title: t('picture', { metric, who }),
    lines: [aboutLine({ ...first, fetchedAt: newestFetch(panels) }, scope)],
    legend: split ? linesLegend(panels.slice(0, 2), look) : side ? [] : linesLegend(panels, look),
    notes: [...notes, series('made', { time: formatMoment(new Date().toISOString()) })],
    blocks: split ? splitBlocks(trend, side) : side ? smallBlocks(trend) : lineBlocks(trend),
  }
}

function splitBlocks({ panels, look, state }: Trend, side: boolean): PictureBlock[] {
  const split = splitOf(panels)
  if (!split) return []
  const model = side ? splitByApp(split, look) : splitModel(split, look, state.split === 'share')
  return [chartBlock((theme) => barChart(model, theme), side ? 80 + model.places.length * 34 : 420)]
}

const smallBlocks = ({ panels, zoom, state }: Trend): PictureBlock[] =>
  panels.map((panel) =>
    multiplesBlock(panel, new Set(), zoom, {
      title: panels.length > 1 ? choiceName(panel.choice) : undefined,
      ownScales: state.scale === 'own',
    }),
  )

function lineBlocks({ panels, look, together }: Trend): PictureBlock[] {
  const charts = chartsOf(panels, look, together)
  return charts.map(({ panels: own, bars, lines }) => {
    const title = charts.length > 1 ? own.map(({ choice }) => choiceName(choice)).join(series('and')) : undefined
    return chartBlock(
      (theme) => (bars ? barChart(bars, theme) : lineChart(lines, theme)),
      charts.length > 1 ? 300 : 440,
      { title },
    )
  })
}
