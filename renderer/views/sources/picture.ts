import { barChart } from '../../charts/bar-chart.ts'
import { lineChart } from '../../charts/line-chart.ts'
import { besideBlock, chartBlock, type Picture, type PictureBlock } from '../../charts/picture.ts'
import { mixNotes as foldNotes } from '../../components/members/mix.ts'
import { t as members } from '../../components/members/texts.ts'
import { aboutLine } from '../../components/series/about.ts'
import { formatMoment } from '../../format/dates.ts'
import type { Scope } from '../../router/scope-query.ts'
import { mixNotes } from './notes.ts'
import { sideLegend, sideTimeModel } from './side-time.ts'
import type { useSources } from './store.ts'
import { t } from './texts.ts'

type Sources = ReturnType<typeof useSources>

/** The mix (or how it moved) and how good the sources are, as a picture that says by itself what it shows. */
export function pictureOf(sources: Sources, scope: Pick<Scope, 'compare' | 'asOf'>): Picture | null {
  const { mix } = sources
  const { sides, side } = sources.members
  const followed = overTime(sources) ? sources.sideTime : null
  if (!mix || !sides) return null
  const who = side?.name ?? t('side', { n: sides.apps.length })
  return {
    title: t('pictureTitle', { who }),
    lines: [
      aboutLine(
        { range: sides.range, beforeRange: sides.beforeRange, fetchedAt: side?.source?.fetchedAt ?? null },
        scope,
        followed ? [followed.member.label, sources.metricName] : [sources.nameOf(mix.metric)],
      ),
    ],
    legend: followed ? sideLegend(followed) : mix.legend,
    notes: [
      ...(followed ? [] : foldNotes(mix)),
      ...mixNotes(sources),
      ...(overTime(sources) ? [t('timeNote')] : []),
      members('made', { time: formatMoment(new Date().toISOString(), 0) }),
    ],
    blocks: [mainBlock(sources), ...qualityBlocks(sources)].flat(),
  }
}

const overTime = ({ state, time, shown }: Sources) =>
  state.chart === 'time' && !time.empty && (shown.mode === 'side' || time.model !== null)

function mainBlock(sources: Sources): PictureBlock[] {
  const { mix, time, sideTime } = sources
  if (sideTime && overTime(sources)) return [chartBlock((theme) => lineChart(sideTimeModel(sideTime), theme), 380)]
  const moved = overTime(sources) ? time.model : null
  if (moved) return [chartBlock((theme) => barChart(moved, theme), 380)]
  return mix ? [chartBlock((theme) => barChart(mix.model, theme), 60 + mix.sides.length * 46)] : []
}

function qualityBlocks(sources: Sources): PictureBlock[] {
  const drawn = sources.qualities.filter(({ members: list }) => list.length > 0)
  if (drawn.length === 0) return []
  const height = 50 + Math.max(...drawn.map(({ members: list }) => list.length)) * 32
  const sides = sources.pair.map(({ name }) => name).join(' / ')
  const blocks = drawn.map(({ metric, model }) =>
    chartBlock((theme) => barChart(model, theme), height, {
      title: t('qualityOf', { quality: t('quality', { metric: sources.nameOf(metric) }), sides }),
    }),
  )
  return [besideBlock(blocks, [1, 1])]
}
