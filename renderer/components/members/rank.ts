import type { BarModel } from '../../charts/bar-chart.ts'
import type { LegendItem } from '../../charts/legend.ts'
import { largest, memberBars, moverBars, type BarsOptions } from './bars.ts'
import { moversOf, type Mover } from './movers.ts'
import { sideLegend } from './side-legend.ts'
import type { Member, Side, Sides } from './sides.ts'
import { t } from './texts.ts'

/** What ranks: the largest members, or those that moved most. */
export const RANK_TABS = ['rank', 'movers'] as const
export type RankTab = (typeof RANK_TABS)[number]

export interface RankOptions extends BarsOptions {
  readonly tab: RankTab
  readonly metricName: string
  /** What the members are called, several of them: `pages`. */
  readonly kind: string
  /** Bars at most; of what rose and what fell, each. */
  readonly most: { readonly rank: number; readonly movers: number }
  /** What a member is called beside its bar, where its name is too long. */
  readonly short?: (label: string) => string
}

/** Members in order of a number, or of how far it moved since the range compared with. */
export interface Ranking extends RankOptions {
  readonly sides: Sides
  readonly side: Side
  readonly other: Side | null
  /** Of the bars, from the top. */
  readonly members: readonly Member[]
  /** What moved; null where the largest are shown: without a range to compare with they always are. */
  readonly movers: { readonly rose: readonly Mover[]; readonly fell: readonly Mover[] } | null
}

export function rankingOf(sides: Sides, side: Side, other: Side | null, options: RankOptions): Ranking {
  const { tab, metric, most } = options
  const movers = tab === 'movers' && sides.beforeRange ? moversOf(sides, side, metric, most.movers) : null
  const members = movers
    ? [...movers.rose, ...movers.fell].map(({ member }) => member)
    : largest(sides.members, side, metric, most.rank)
  return { ...options, sides, side, other, movers, members }
}

export function rankBars({ movers, members, side, other, short = (label) => label, ...options }: Ranking): BarModel {
  const named = (member: Member): Member => ({ ...member, label: short(member.label) })
  if (!movers) return memberBars(members.map(named), other ? [side, other] : [side], options)
  const moved = (list: readonly Mover[]) => list.map((mover) => ({ ...mover, member: named(mover.member) }))
  return moverBars(
    { rose: moved(movers.rose), fell: moved(movers.fell) },
    { rose: t('rose'), fell: t('fell') },
    options,
  )
}

export const rankLegend = ({ movers, side, other }: Ranking): LegendItem[] =>
  movers || !other ? [] : sideLegend([side, other])

export function rankTitle({ movers, unit, metricName: metric, kind }: Ranking): string {
  return t(movers ? (unit === 'percent' ? 'moversPoints' : 'movers') : 'ranked', { metric, kind })
}

/** That there are more than the bars. */
export const rankNotes = ({ movers, sides, members, kind }: Ranking): string[] =>
  !movers && sides.members.length > members.length ? [t('firstOnly', { n: members.length, kind })] : []
