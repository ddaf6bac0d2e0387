import type { BarModel } from '../../charts/bar-chart.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import { memberBars } from '../../components/members/bars.ts'
import type { Member, Side, Sides } from '../../components/members/sides.ts'

const everyone = ({ apps, whole }: Sides): readonly Side[] => (whole ? [...apps, whole] : apps)

/** Whether anybody has a number of this column. */
const isKnown = (sides: Sides, column: string): boolean =>
  everyone(sides).some((side) => sides.members.some((member) => side.read(member, column).value !== null))

/**
 * The columns that the replies have: of sessions or of users, as it is nowhere documented which of the two a distribution counts. All
 * where nothing is known.
 */
export function knownColumns(sides: Sides): Sides['columns'] {
  const known = sides.columns.filter(({ key }) => isKnown(sides, key))
  return known.length === 0 ? sides.columns : known
}

/** The share a distribution is compared by. */
export const shareOf = (columns: Sides['columns']): string => columns.find(({ unit }) => unit === 'percent')?.key ?? ''

/** Somebody's first start follows on none: it has no place in a scale. */
const FIRST_START = '首次启动'

/** The bucket in which half of everything is reached, from the least on; null where no share is known. */
export function medianOf(members: readonly Member[], side: Side, share: string): Member | null {
  const parts = members
    .filter(({ key }) => key !== FIRST_START)
    .map((member) => ({ member, part: side.read(member, share).value ?? 0 }))
  const half = parts.reduce((sum, { part }) => sum + part, 0) / 2
  if (half === 0) return null
  let reached = 0
  return parts.find(({ part }) => (reached += part) >= half)?.member ?? null
}

/** More numbers than these would stand on each other. */
const MOST_VALUED = 8

/** A distribution as bars that stand in the order of its scale, one for each side. */
export function distributionBars(
  members: readonly Member[],
  pair: readonly Side[],
  share: string,
  locale: Locale,
): BarModel {
  return {
    ...memberBars(members, pair, { metric: share, unit: 'percent', locale }),
    lying: false,
    valued: members.length * pair.length <= MOST_VALUED,
  }
}
