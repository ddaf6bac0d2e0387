import type { BarModel } from '../../charts/bar-chart.ts'
import type { LegendItem } from '../../charts/legend.ts'
import { memberBars, moverBars } from '../../components/members/bars.ts'
import type { Member } from '../../components/members/sides.ts'
import { sideLegend } from '../../components/members/side-legend.ts'
import { t as members } from '../../components/members/texts.ts'
import { shortened, shortPath } from './paths.ts'
import type { usePages } from './store.ts'
import { t } from './texts.ts'

type Pages = Pick<
  ReturnType<typeof usePages>,
  'state' | 'members' | 'ranking' | 'movers' | 'metric' | 'metricName' | 'unit' | 'locale' | 'comparing'
>

export const moves = ({ state, comparing }: Pick<Pages, 'state' | 'comparing'>): boolean =>
  state.rank === 'movers' && comparing

/** The pages of the bars, from the top. */
export function rankedOf(pages: Pages): readonly Member[] {
  const { rose, fell } = pages.movers
  return moves(pages) ? [...rose, ...fell].map(({ member }) => member) : pages.ranking
}

export function rankBars(pages: Pages): BarModel | null {
  const { side, other } = pages.members
  if (!side) return null
  if (!moves(pages)) return memberBars(shortened(pages.ranking), other ? [side, other] : [side], pages)
  const short = ({ member, ...mover }: Pages['movers']['rose'][number]) => ({
    ...mover,
    member: { ...member, label: shortPath(member.label) },
  })
  const { rose, fell } = pages.movers
  const movers = { rose: rose.map(short), fell: fell.map(short) }
  return moverBars(movers, { rose: members('rose'), fell: members('fell') }, pages)
}

export function rankLegend(pages: Pages): LegendItem[] {
  const { side, other } = pages.members
  return !side || !other || moves(pages) ? [] : sideLegend([side, other])
}

export const rankTitle = (pages: Pages): string =>
  t(moves(pages) ? (pages.unit === 'percent' ? 'moversPoints' : 'movers') : 'rank', { metric: pages.metricName })
