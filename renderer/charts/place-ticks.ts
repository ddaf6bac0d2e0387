import { startOfWeek } from '../../electron/contract/calendar.ts'
import { dayNumber } from '../format/dates.ts'
import type { Granularity, Place } from './places.ts'

/** Steps that people count in, by granularity; days go on with Mondays and with the first of months. `none`: places are no periods. */
const STEPS: Record<Granularity | 'none', readonly number[]> = {
  none: [1, 2, 3, 5, 10],
  hour: [1, 2, 3, 4, 6, 12],
  day: [1, 2, 3],
  week: [1, 2, 4, 8, 13, 26],
  month: [1, 2, 3, 6, 12],
}

/**
 * Which places between `first` and `last` get a tick when about `room` labels fit: every one, every second …; of days every Monday
 * or the first of months when there are many.
 */
export function placeTicks(
  places: readonly Place[],
  granularity: Granularity | null,
  first: number,
  last: number,
  room: number,
): number[] {
  const all = places.map((_, i) => i).slice(Math.max(0, first), last + 1)
  const most = Math.max(2, room)
  if (all.length <= most) return all
  for (const step of STEPS[granularity ?? 'none']) {
    const some = all.filter((i) => i % step === 0)
    if (some.length <= most) return some
  }
  return granularity === 'day' ? dayTicks(places, all, most) : every(all, most)
}

function dayTicks(places: readonly Place[], all: readonly number[], most: number): number[] {
  const day = (i: number) => dayNumber(places[i]?.from ?? '')
  const mondays = all.filter((i) => day(i) === startOfWeek(day(i)))
  for (const step of [1, 2]) if (mondays.length / step <= most) return mondays.filter((_, n) => n % step === 0)
  const firsts = all.filter((i) => places[i]?.from.endsWith('-01'))
  for (const step of [1, 2, 3, 6, 12]) {
    const some = firsts.filter((i) => (Number(places[i]?.from.slice(5, 7)) - 1) % step === 0)
    if (some.length <= most) return some
  }
  return every(firsts, most)
}

const every = (all: readonly number[], most: number): number[] =>
  all.filter((_, n) => n % Math.ceil(all.length / most) === 0)

/**
 * A tick's text: where the places span years, the year stands below the first tick and wherever it changes.
 */
export function tickText(places: readonly Place[], ticks: readonly number[], n: number): string | string[] {
  const place = places[ticks[n] ?? -1]
  if (!place) return ''
  const year = (i: number | undefined) => places[i ?? -1]?.from.slice(0, 4) ?? ''
  const own = year(ticks[n])
  const spans = year(0) !== year(places.length - 1)
  return spans && own !== '' && !place.label.startsWith(own) && (n === 0 || year(ticks[n - 1]) !== own)
    ? [place.label, own]
    : place.label
}
