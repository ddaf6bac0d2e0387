import { dayOf, formatDay, parseDay, startOfDayMs, type Day, type DayRange } from '../../contract/calendar.ts'
import type { Session } from './session.ts'
import { UsageError } from './usage-error.ts'

export interface RangeOptions {
  readonly from: string
  readonly to?: string
}

/** Today in Shanghai. */
export const todayOf = (session: Session): Day => dayOf(session.parts.clock())

/**
 * `--from` and `--to` as days, both included. `Nd` as the beginning is the N days that end with `--to`; as the end it is the day N days
 * ago. `--to` is yesterday where it was not given.
 */
export function readRange(session: Session, options: RangeOptions): DayRange {
  const today = todayOf(session)
  const to = readDay(session, '--to', options.to ?? 'yesterday', today, (n) => today - n)
  const from = readDay(session, '--from', options.from, today, (n) => to - n + 1)
  if (from > to) {
    const range = { from: formatDay(from), to: formatDay(to) }
    throw new UsageError(session.t('usage.badRange', range), { field: 'from', ...range })
  }
  return { from, to }
}

/** A range as the contract writes it. */
export const toContract = ({ from, to }: DayRange) => ({ from: formatDay(from), to: formatDay(to) })

function readDay(session: Session, option: string, text: string, today: Day, back: (days: number) => Day): Day {
  const typed = text.trim()
  if (typed === 'yesterday') return today - 1
  const days = /^(\d{1,5})d$/i.exec(typed)
  if (days && Number(days[1]) > 0) return back(Number(days[1]))
  const day = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? parseDay(typed) : null
  if (day === null)
    throw new UsageError(session.t('usage.badDate', { option, value: text }), { field: option, value: text })
  return day
}

/** `--as-of`: a day stands for its end in Shanghai; a moment without a zone is Shanghai's. ISO, in UTC. */
export function readAsOf(session: Session, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const ms = momentOf(text.trim(), todayOf(session))
  if (ms !== null) return new Date(ms).toISOString()
  throw new UsageError(session.t('usage.badMoment', { option: '--as-of', value: text }), {
    field: '--as-of',
    value: text,
  })
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)\s?(Z|[+-]\d{2}:?\d{2})?$/i

function momentOf(text: string, today: Day): number | null {
  const relative = text === 'yesterday' ? 1 : Number(/^(\d{1,5})d$/i.exec(text)?.[1] ?? NaN)
  if (!Number.isNaN(relative)) return startOfDayMs(today - relative + 1) - 1
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const day = parseDay(text)
    return day === null ? null : startOfDayMs(day + 1) - 1
  }
  const [, date, time, zone] = MOMENT.exec(text) ?? []
  if (date === undefined || time === undefined || parseDay(date) === null) return null
  const offset = (zone ?? '+08:00').toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const ms = Date.parse(`${date}T${time}${offset}`)
  return Number.isNaN(ms) ? null : ms
}

/** A stored moment for people: the machine's own zone does not matter, Shanghai's does. */
export function formatMoment(iso: string | null): string {
  if (iso === null) return ''
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
