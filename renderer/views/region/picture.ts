import { barChart } from '../../charts/bar-chart.ts'
import { besideBlock, chartBlock, type Picture, type PictureBlock } from '../../charts/picture.ts'
import { scaleBlock } from '../../charts/scale-picture.ts'
import { rankBars, rankLegend, rankTitle } from '../../components/members/rank.ts'
import { t as members } from '../../components/members/texts.ts'
import { aboutLine } from '../../components/series/about.ts'
import { formatMoment } from '../../format/dates.ts'
import type { Scope } from '../../router/scope-query.ts'
import { mapBlock } from './map-picture.ts'
import { mapNotes } from './notes.ts'
import type { useRegion } from './store.ts'
import { t } from './texts.ts'

const HEIGHT = 500
const SMALL = 190
const A_ROW = 6

/** Map and bars as a picture that says by itself what it shows. */
export function pictureOf(
  region: ReturnType<typeof useRegion>,
  scope: Pick<Scope, 'compare' | 'asOf'>,
): Picture | null {
  const { sides, side } = region.members
  const first = region.map ?? region.maps[0]?.map
  if (!sides || !first) return null
  const who = side?.name ?? t('side', { n: region.maps.length })
  return {
    title: t('pictureTitle', { metric: region.metricName, who }),
    lines: [
      aboutLine(
        { range: sides.range, beforeRange: sides.beforeRange, fetchedAt: side?.source?.fetchedAt ?? null },
        scope,
      ),
    ],
    legend: region.ranking ? rankLegend(region.ranking) : [],
    notes: [...mapNotes(region), members('made', { time: formatMoment(new Date().toISOString(), 0) })],
    blocks: [...(region.map ? oneMap(region) : smallMaps(region)), scaleBlock(first.scale, first.unit)],
  }
}

function oneMap(region: ReturnType<typeof useRegion>): PictureBlock[] {
  const { map, ranking } = region
  if (!map) return []
  if (!ranking) return [mapBlock(map, HEIGHT)]
  const bars = rankBars(ranking)
  return [
    besideBlock(
      [mapBlock(map, HEIGHT), chartBlock((theme) => barChart(bars, theme), HEIGHT, { title: rankTitle(ranking) })],
      [1, 1],
    ),
  ]
}

function smallMaps({ maps }: ReturnType<typeof useRegion>): PictureBlock[] {
  const rows = Array.from({ length: Math.ceil(maps.length / A_ROW) }, (_, i) => maps.slice(i * A_ROW, (i + 1) * A_ROW))
  return rows.map((row) => {
    const weights = Array.from({ length: A_ROW }, () => 1)
    return besideBlock(
      row.map(({ side, map }) => mapBlock(map, SMALL, side.name)),
      weights,
    )
  })
}
