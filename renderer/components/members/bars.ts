import type { Locale } from '../../../electron/contract/primitives.ts'
import type { Unit } from '../../../electron/contract/units.ts'
import type { BarModel } from '../../charts/bar-chart.ts'
import { categories } from '../../charts/places.ts'
import { formatDifference, formatSigned, formatValue } from '../../format/numbers.ts'
import type { Mover } from './movers.ts'
import { besideColor, type Member, type Side } from './sides.ts'

/** The largest members by a number, the largest first; unknown ones are none. */
export function largest(members: readonly Member[], side: Side, metric: string, most: number): Member[] {
  return members
    .flatMap((member) => {
      const { value } = side.read(member, metric)
      return value === null ? [] : [{ member, value }]
    })
    .toSorted((a, b) => b.value - a.value)
    .slice(0, most)
    .map(({ member }) => member)
}

export interface BarsOptions {
  readonly metric: string
  readonly unit: Unit
  readonly locale: Locale
}

/** Members below each other, a bar for each side. */
export function memberBars(
  members: readonly Member[],
  sides: readonly Side[],
  { metric, unit, locale }: BarsOptions,
): BarModel {
  const [side] = sides
  return {
    places: categories(members.map(({ label }) => label)),
    granularity: null,
    unit,
    locale,
    series: sides.map((own) => ({
      key: own.key,
      label: own.name,
      color: side && own !== side ? besideColor(own, side) : own.color,
      dash: [],
      before: own.before,
      values: members.map((member) => own.read(member, metric).value),
    })),
    lying: true,
    valued: true,
  }
}

/** Two sides from a line in the middle: the first to the left, the second to the right. The last member stands at the top. */
export function mirroredBars(members: readonly Member[], sides: readonly [Side, Side], options: BarsOptions): BarModel {
  return { ...memberBars(members, sides, options), form: 'mirrored' }
}

export const ROSE = 'rose'
export const FELL = 'fell'

/** What rose to the right, what fell to the left, each with how far it moved. */
export function moverBars(
  { rose, fell }: { readonly rose: readonly Mover[]; readonly fell: readonly Mover[] },
  names: { readonly rose: string; readonly fell: string },
  { unit, locale }: Omit<BarsOptions, 'metric'>,
): BarModel {
  const all = [...rose, ...fell]
  const values = (sign: number) => all.map(({ by }) => (by * sign > 0 ? Math.abs(by) : null))
  return {
    places: categories(all.map(({ member }) => member.label)),
    granularity: null,
    // the axis counts points, which are no percent
    unit: unit === 'percent' ? 'decimal' : unit,
    locale,
    series: [
      { key: FELL, label: names.fell, color: '--fall', dash: [], values: values(-1) },
      { key: ROSE, label: names.rose, color: '--rise', dash: [], values: values(1) },
    ],
    form: 'mirrored',
    lying: true,
    valued: true,
    valueText: (value, series) =>
      unit === 'percent'
        ? formatDifference(unit, series === 0 ? -value : value)
        : formatSigned(series === 0 ? -value : value, (size) => formatValue(unit, size)),
  }
}
