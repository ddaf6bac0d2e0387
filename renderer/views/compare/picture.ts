import { barChart } from '../../charts/bar-chart.ts'
import { lineChart } from '../../charts/line-chart.ts'
import { chartBlock, type Picture, type PictureBlock } from '../../charts/picture.ts'
import { aboutLine } from '../../components/series/about.ts'
import { formatMoment } from '../../format/dates.ts'
import type { Scope } from '../../router/scope-query.ts'
import { lineModelOf, shareModelOf, type Looking } from './charts.ts'
import { canTake, shownAs } from './forms.ts'
import { choiceName } from '../../components/series/metrics.ts'
import { multiplesBlock } from '../../components/series/multiples.ts'
import { notesOf } from './notes.ts'
import type { LegendItem } from '../../charts/legend.ts'
import type { Panel } from '../../components/series/panel.ts'
import { t } from './texts.ts'

const HEIGHT = { one: 460, several: 300 } as const

/** The charts as a picture that says by itself what it shows: metric, range, comparison, as of when, which line is whose. */
export function pictureOf(
  panels: readonly Panel[],
  legend: readonly LegendItem[],
  looking: Looking,
  scope: Pick<Scope, 'compare' | 'granularity' | 'asOf'>,
): Picture {
  const { form } = looking
  const drawn = panels.filter((panel) => canTake(panel, form))
  const [first] = drawn
  const several = drawn.length > 1
  const blocks = drawn.map((panel) => blockOf(panel, looking, several))
  return {
    title: t('title', {
      metric: drawn.map(({ choice }) => choiceName(choice)).join(t('and')),
      n: first?.series.length ?? 0,
    }),
    lines: first ? [aboutLine(first, scope, [t(`forms.${form}`)])] : [],
    legend: form === 'multiples' ? [] : legend.filter(({ key }) => !looking.hidden.has(key)),
    notes: [...notesOf(drawn, form, scope.compare), t('made', { time: formatMoment(new Date().toISOString()) })],
    blocks,
  }
}

function blockOf(panel: Panel, looking: Looking, several: boolean): PictureBlock {
  const title = several ? choiceName(panel.choice) : undefined
  const height = several ? HEIGHT.several : HEIGHT.one
  if (looking.form === 'multiples') return multiplesBlock(panel, looking.hidden, looking.zoom, title)
  const shown = shownAs(panel, looking.form)
  if (looking.form === 'share') {
    const bars = shareModelOf(panel, shown, looking)
    return chartBlock((theme) => barChart(bars, theme), height, title)
  }
  const lines = lineModelOf(panel, shown, looking)
  return chartBlock((theme) => lineChart(lines, theme), height, title)
}
