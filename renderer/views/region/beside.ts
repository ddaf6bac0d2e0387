import type { BarModel } from '../../charts/bar-chart.ts'
import type { LegendItem } from '../../charts/legend.ts'
import { memberBars, moverBars } from '../../components/members/bars.ts'
import type { Member } from '../../components/members/sides.ts'
import { sideLegend } from '../../components/members/side-legend.ts'
import { t as members } from '../../components/members/texts.ts'
import type { useRegion } from './store.ts'
import { t } from './texts.ts'

type Region = Pick<
  ReturnType<typeof useRegion>,
  'state' | 'members' | 'ranking' | 'movers' | 'metric' | 'metricName' | 'unit' | 'locale' | 'comparing'
>

const moves = ({ state, comparing }: Region) => state.beside === 'movers' && comparing

/** The members of the bars, from the top. */
export function membersOf(region: Region): readonly Member[] {
  const { rose, fell } = region.movers
  return moves(region) ? [...rose, ...fell].map(({ member }) => member) : region.ranking
}

export function barsOf(region: Region): BarModel | null {
  const { side, other } = region.members
  if (!side) return null
  if (moves(region)) return moverBars(region.movers, { rose: members('rose'), fell: members('fell') }, region)
  return memberBars(region.ranking, other ? [side, other] : [side], region)
}

export function legendOf(region: Region): LegendItem[] {
  const { side, other } = region.members
  return !side || !other || moves(region) ? [] : sideLegend([side, other])
}

export const besideTitle = (region: Region): string =>
  t(moves(region) ? (region.unit === 'percent' ? 'moversPoints' : 'movers') : 'rank', { metric: region.metricName })
