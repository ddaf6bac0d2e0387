import type { ChartTip, TipRow } from '../../charts/tip.ts'
import { formatMoment } from '../../format/dates.ts'
import { formatValue } from '../../format/numbers.ts'
import { indexFrom } from './against.ts'
import type { Member, Side, Sides } from './sides.ts'
import { besideColor, unitOf } from './sides.ts'
import { t } from './texts.ts'

/** What a chart says of one member: each side's number with the one before it, then what is worth knowing beside them. */
export function memberTip(
  sides: Sides,
  member: Member,
  list: readonly Side[],
  { metric, name, more = [] }: { metric: string; name: string; more?: readonly string[] },
): ChartTip {
  const [side, other] = list
  const unit = unitOf(sides, metric)
  const rows = list.map((own): TipRow => {
    const { value, before, change, points } = own.read(member, metric)
    const compared = sides.beforeRange !== null && !own.before
    return {
      key: own.key,
      label: own.name,
      color: side ? (own === side ? own.color : besideColor(own, side)) : own.color,
      value: value === null ? t('unknown') : formatValue(unit, value),
      ...(compared ? { before: formatValue(unit, before), ...(unit === 'percent' ? { points } : { change }) } : {}),
    }
  })
  const index =
    side && other && !other.before ? indexFrom(unit, side.read(member, metric), other.read(member, metric)) : null
  const source = side?.source
  return {
    title: `${member.label} · ${name}`,
    lines: [...(index === null ? [] : [`${t('index')} ${formatValue('count', index)}`]), ...more],
    rows,
    ...(source ? { foot: t('tipSource', { snapshot: source.snapshot, time: formatMoment(source.fetchedAt) }) } : {}),
  }
}

/** Where a member stands among all that are known, the largest first; null for unknown. */
export function rankOf(members: readonly Member[], side: Side, metric: string, member: Member): string | null {
  const own = side.read(member, metric).value
  if (own === null) return null
  const known = members.flatMap((each) => side.read(each, metric).value ?? [])
  return t('rank', { n: known.filter((value) => value > own).length + 1, all: known.length })
}
