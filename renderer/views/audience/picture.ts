import { barChart } from '../../charts/bar-chart.ts'
import { besideBlock, chartBlock, type Picture, type PictureBlock } from '../../charts/picture.ts'
import { sideLegend } from '../../components/members/side-legend.ts'
import type { Mix } from '../../components/members/mix.ts'
import { t as members } from '../../components/members/texts.ts'
import { aboutLine } from '../../components/series/about.ts'
import { formatMoment } from '../../format/dates.ts'
import type { Scope } from '../../router/scope-query.ts'
import { ageNotes, interestNotes } from './notes.ts'
import type { Bars, useAudience } from './store.ts'
import { t } from './texts.ts'

const HEIGHT = 400

/** Ages, interests and sexes as a picture that says by itself what it shows. */
export function pictureOf(
  audience: ReturnType<typeof useAudience>,
  scope: Pick<Scope, 'compare' | 'asOf'>,
): Picture | null {
  const { sides, side } = audience.members
  if (!sides) return null
  const who = side?.name ?? t('side', { n: sides.apps.length })
  const fetchedAt = side?.source?.fetchedAt ?? null
  const notes = side ? [...ageNotes(audience), ...interestNotes(audience)] : ageNotes(audience)
  return {
    title: t('pictureTitle', { who }),
    lines: [aboutLine({ range: sides.range, beforeRange: sides.beforeRange, fetchedAt }, scope)],
    legend: side ? sideLegend(audience.pair) : [],
    notes: [...notes, members('made', { time: formatMoment(new Date().toISOString(), 0) })],
    blocks: side
      ? oneBlocks(audience)
      : [mixBlock(audience.ageMix, t('ageMix')), mixBlock(audience.sexMix, t('sexMix'))].flat(),
  }
}

function oneBlocks({ ages, interests, sexMix }: ReturnType<typeof useAudience>): PictureBlock[] {
  const drawn = [barsBlock(ages), barsBlock(interests)].flat()
  const titles = [t('ages'), t('interests')].join(members('and'))
  const pair: PictureBlock[] = drawn.length === 2 ? [{ ...besideBlock(drawn, [1, 1]), title: titles }] : drawn
  return [...pair, ...mixBlock(sexMix, t('sexes'))]
}

const barsBlock = (bars: Bars | null): PictureBlock[] =>
  bars ? [chartBlock((theme) => barChart(bars.model, theme), HEIGHT)] : []

function mixBlock(mix: Mix | null, title: string): PictureBlock[] {
  if (!mix) return []
  const parts = mix.legend.map(({ label }) => label).join(' / ')
  return [
    chartBlock((theme) => barChart(mix.model, theme), 50 + mix.sides.length * 40, { title: `${title}: ${parts}` }),
  ]
}
