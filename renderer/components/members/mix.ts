import type { BarModel } from '../../charts/bar-chart.ts'
import type { LegendItem } from '../../charts/legend.ts'
import type { ChartTip, TipRow } from '../../charts/tip.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import { formatMoment } from '../../format/dates.ts'
import { formatValue } from '../../format/numbers.ts'
import { fold, LEAST_SHARE, restOf, type Folded } from './fold.ts'
import { ownColors, REST, shareBars, shareLegend, type PartColors } from './share-bars.ts'
import type { Member, Side, Sides } from './sides.ts'
import { t } from './texts.ts'

/** What wholes are made of: bars, one a side, and their parts. */
export interface Mix extends Folded {
  readonly of: Sides
  readonly sides: readonly Side[]
  readonly metric: string
  readonly model: BarModel
  readonly legend: readonly LegendItem[]
}

export interface MixOptions {
  readonly members: readonly Member[]
  readonly sides: readonly Side[]
  readonly metric: string
  readonly locale: Locale
  /** As many parts as stand by themselves, the largest first; null for all of them in their own order. */
  readonly most: number | null
  readonly colors?: PartColors
}

export function mixOf(of: Sides, { members, sides, metric, locale, most, colors = ownColors }: MixOptions): Mix {
  const folded = most === null ? { shown: members, folded: [] } : fold(members, sides, metric, most)
  const options = { metric, locale, colors, restName: t('others', { n: folded.folded.length }) }
  return {
    ...folded,
    of,
    sides,
    metric,
    model: shareBars(folded, sides, options),
    legend: shareLegend(folded, options),
  }
}

export function mixNotes({ shown, folded }: Pick<Mix, 'shown' | 'folded'>): string[] {
  return folded.length === 0 ? [] : [t('foldRule', { least: LEAST_SHARE, shown: shown.length, n: folded.length })]
}

/** The parts of one bar, with what they were in the range compared with. */
export function mixTip({ of, sides, shown, folded, metric, legend }: Mix, place: number): ChartTip | null {
  const side = sides[place]
  if (!side) return null
  const compared = of.beforeRange !== null && !side.before
  const parts = shown.map((member, i): TipRow => {
    const { value, before, points } = side.read(member, metric)
    return {
      key: member.id,
      label: member.label,
      color: legend[i]?.color ?? 1,
      value: value === null ? t('unknown') : formatValue('percent', value),
      ...(compared ? { before: formatValue('percent', before), points } : {}),
    }
  })
  const rest = legend.find(({ key }) => key === REST)
  const source = side.source
  return {
    title: side.name,
    rows: rest
      ? [...parts, { ...rest, value: formatValue('percent', restOf(folded, side, metric)) || t('unknown') }]
      : parts,
    ...(source ? { foot: t('tipSource', { snapshot: source.snapshot, time: formatMoment(source.fetchedAt) }) } : {}),
  }
}
