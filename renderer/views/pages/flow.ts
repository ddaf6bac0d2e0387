import type { BarModel } from '../../charts/bar-chart.ts'
import type { LegendItem } from '../../charts/legend.ts'
import { categories } from '../../charts/places.ts'
import type { ChartTip } from '../../charts/tip.ts'
import { largest } from '../../components/members/bars.ts'
import { unitOf, type Member, type Side, type Sides } from '../../components/members/sides.ts'
import { t as members } from '../../components/members/texts.ts'
import { formatMoment } from '../../format/dates.ts'
import { formatValue } from '../../format/numbers.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import { ENTRIES, EXIT_RATE, EXITS } from './metrics.ts'
import { shortPath } from './paths.ts'
import { t } from './texts.ts'

const COLORS = { [ENTRIES]: 1, [EXITS]: 2 } as const
const DIRECTIONS = [ENTRIES, EXITS] as const

type NameOf = (metric: string) => string

/** The pages most sessions begin with. */
export const entryPages = (all: readonly Member[], side: Side, most: number): Member[] =>
  largest(all, side, ENTRIES, most).filter((member) => (side.read(member, ENTRIES).value ?? 0) > 0)

/** Pages below each other: to the left the sessions that began there, to the right those that ended there. */
export function flowBars(pages: readonly Member[], side: Side, nameOf: NameOf, locale: Locale): BarModel {
  return {
    places: categories(pages.map(({ label }) => shortPath(label))),
    granularity: null,
    unit: 'count',
    locale,
    series: DIRECTIONS.map((metric) => ({
      key: metric,
      label: nameOf(metric),
      color: COLORS[metric],
      dash: [],
      values: pages.map((member) => side.read(member, metric).value),
    })),
    form: 'mirrored',
    lying: true,
    valued: true,
  }
}

export const flowLegend = (nameOf: NameOf): LegendItem[] => [
  { key: ENTRIES, label: `← ${nameOf(ENTRIES)}`, color: COLORS[ENTRIES], dash: [] },
  { key: EXITS, label: `${nameOf(EXITS)} →`, color: COLORS[EXITS], dash: [] },
]

/** Both numbers of a page with those before them, and how many of its views ended the session. */
export function flowTip(sides: Sides, side: Side, member: Member, nameOf: NameOf): ChartTip {
  const rate = side.read(member, EXIT_RATE).value
  const { source } = side
  return {
    title: member.label,
    lines: [
      ...(member.alias === null ? [] : [member.alias]),
      ...(rate === null ? [] : [t('exitRate', { metric: nameOf(EXIT_RATE), value: formatValue('percent', rate) })]),
    ],
    rows: DIRECTIONS.map((metric) => {
      const { value, before, change } = side.read(member, metric)
      const unit = unitOf(sides, metric)
      return {
        key: metric,
        label: nameOf(metric),
        color: COLORS[metric],
        value: value === null ? members('unknown') : formatValue(unit, value),
        ...(sides.beforeRange ? { before: formatValue(unit, before), change } : {}),
      }
    }),
    ...(source
      ? { foot: members('tipSource', { snapshot: source.snapshot, time: formatMoment(source.fetchedAt) }) }
      : {}),
  }
}
