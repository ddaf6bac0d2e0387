import { barChart } from '../../charts/bar-chart.ts'
import { lineChart } from '../../charts/line-chart.ts'
import { chartBlock, type Picture, type PictureBlock } from '../../charts/picture.ts'
import { formatMoment } from '../../format/dates.ts'
import type { Scope } from '../../router/scope-query.ts'
import { aboutLine } from './about.ts'
import { chartsOf, linesLegend, onlyOf, type LinesLook } from './metric-lines.ts'
import { choiceName } from './metrics.ts'
import { multiplesBlock, type Scales } from './multiples.ts'
import { linesNotes } from './notes.ts'
import { newestFetch, type Panel } from './panel.ts'
import { t } from './texts.ts'

export interface SeriesPicture {
  readonly panels: readonly Panel[]
  readonly look: LinesLook
  readonly together: boolean
  /** Small charts side by side, on which scales; null for the charts of one app. */
  readonly small: Scales | null
  readonly notes?: readonly string[]
}

type About = Pick<Scope, 'compare' | 'asOf' | 'granularity'>

/** The charts as a picture that says by itself what it shows; null where there is nothing. */
export function seriesPicture(parts: SeriesPicture, scope: About): Picture | null {
  const { panels, look, small, notes = [] } = parts
  const metric = panels.map(({ choice }) => choiceName(choice)).join(t('and'))
  return framed(panels, metric, scope, {
    legend: small ? [] : linesLegend(panels, look),
    notes: [...notes, ...linesNotes(panels, scope.compare, small)],
    blocks: small ? smallBlocks(parts, small) : lineBlocks(parts),
  })
}

/** Title, days and moment around what a view has drawn. */
export function framed(
  panels: readonly Panel[],
  metric: string,
  scope: About,
  content: Pick<Picture, 'legend' | 'notes' | 'blocks'>,
): Picture | null {
  const [first] = panels
  if (!first) return null
  const who = onlyOf(first)?.name ?? t('totalOf', { n: first.series.length })
  return {
    title: t('pictureOf', { metric, who }),
    lines: [aboutLine({ ...first, fetchedAt: newestFetch(panels) }, scope)],
    ...content,
    notes: [...content.notes, t('made', { time: formatMoment(new Date().toISOString(), 0) })],
  }
}

const smallBlocks = ({ panels, look }: SeriesPicture, scales: Scales): PictureBlock[] =>
  panels.map((panel) =>
    multiplesBlock(panel, new Set(), look.window, {
      title: panels.length > 1 ? choiceName(panel.choice) : undefined,
      ownScales: scales === 'own',
    }),
  )

function lineBlocks({ panels, look, together }: SeriesPicture): PictureBlock[] {
  const charts = chartsOf(panels, look, together)
  return charts.map(({ panels: own, bars, lines }) => {
    const title = charts.length > 1 ? own.map(({ choice }) => choiceName(choice)).join(t('and')) : undefined
    const height = charts.length > 1 ? 300 : 440
    return chartBlock((theme) => (bars ? barChart(bars, theme) : lineChart(lines, theme)), height, { title })
  })
}
