import type { TemplateSchedule } from '../../../contract/methods/templates.ts'

/** Days looked at, back or ahead: a month's 31st is at most so far away. */
const DAYS = 62

/** The newest moment of a schedule at or before `now`, in this machine's own time; null where there is none in two months. */
export function latestDue(schedule: TemplateSchedule, now: number): number | null {
  for (let back = 0; back <= DAYS; back += 1) {
    const due = dueOn(schedule, now, -back)
    if (due !== null && due <= now) return due
  }
  return null
}

/** The first moment of a schedule after `now`. */
export function nextDue(schedule: TemplateSchedule, now: number): number | null {
  for (let ahead = 0; ahead <= DAYS; ahead += 1) {
    const due = dueOn(schedule, now, ahead)
    if (due !== null && due > now) return due
  }
  return null
}

/**
 * The moment on the day so many days from `now`'s, where the schedule is for that day. On the day clocks go forward, a time that does not
 * exist is the one an hour later; on the day they go back, a time that comes twice is its first.
 */
function dueOn({ every, time }: TemplateSchedule, now: number, offset: number): number | null {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const today = new Date(now)
  const date = new Date(today.getFullYear(), today.getMonth(), today.getDate() + offset, hours, minutes)
  // a time that does not exist may be moved by the calendar; the day asked for is what counts
  const asked = new Date(today.getFullYear(), today.getMonth(), today.getDate() + offset, 12)
  return isFor(every, asked) ? date.getTime() : null
}

function isFor(every: TemplateSchedule['every'], date: Date): boolean {
  if (every === 'day') return true
  if ('weekdays' in every) return every.weekdays.includes(((date.getDay() + 6) % 7) + 1)
  const last = new Date(date.getFullYear(), date.getMonth() + 1, 0).getDate()
  return date.getDate() === Math.min(every.monthDay, last)
}
