import { parseDay, type Day } from '../../contract/calendar.ts'
import type { Character, Profile } from './profiles.ts'
import { between, hash, unit } from './random.ts'

/** Monday first. */
const WEEK: Readonly<Record<Character, readonly number[]>> = {
  service: [1.16, 1.14, 1.12, 1.1, 1.06, 0.74, 0.68],
  leisure: [0.86, 0.85, 0.88, 0.92, 1.04, 1.26, 1.19],
  everyday: [0.98, 0.97, 0.98, 0.99, 1.02, 1.04, 1.02],
}

const DAY: Readonly<Record<Character, readonly number[]>> = {
  service: [6, 3, 2, 1, 1, 3, 8, 20, 52, 88, 96, 82, 54, 60, 84, 88, 80, 66, 48, 44, 42, 36, 24, 12],
  leisure: [30, 18, 10, 6, 4, 4, 8, 18, 28, 36, 42, 50, 66, 58, 48, 46, 50, 60, 72, 90, 98, 96, 80, 54],
  everyday: [14, 8, 5, 3, 3, 6, 16, 34, 50, 62, 68, 70, 72, 66, 62, 62, 64, 66, 70, 80, 86, 78, 54, 30],
}

/** Thursday, 1 January 1970 was day 0. */
export function weekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7
}

export function weekRhythm(profile: Profile, day: Day): number {
  return WEEK[profile.character][weekday(day)] ?? 1
}

/** Weights of the 24 hours; weekends start later. */
export function hourWeights(profile: Profile): readonly number[] {
  return DAY[profile.character].map((weight, hour) => weight * between(0.85, 1.15, profile.seed, hour, 61))
}

const MIDDLE = parseDay('2022-01-01') ?? 0

/** The app's slow rise or fall, and a yearly swing; 1 around the year 2022. */
export function trend(profile: Profile, day: Day): number {
  const yearly = 1 + 0.08 * Math.sin((2 * Math.PI * day) / 365.25 + between(0, 6.28, profile.seed, 11))
  return Math.exp(profile.growth * Math.tanh((day - MIDDLE) / 900)) * yearly
}

/** An app's life goes in blocks of 64 days; a block may hold one campaign and one slump. */
export const BLOCK = 64

export interface Event {
  readonly from: Day
  readonly days: number
  /** What a day's new and old users are multiplied by. */
  readonly fresh: number
  readonly old: number
}

/** What happens to the app in this block: none, one or two events that lie inside it. */
export function eventsOf(profile: Profile, block: number): readonly Event[] {
  const events: Event[] = []
  const { seed } = profile
  if (unit(seed, block, 21) < 0.55) {
    const days = 3 + (hash(seed, block, 22) % 4)
    const from = block * BLOCK + (hash(seed, block, 23) % (BLOCK - days))
    events.push({ from, days, fresh: between(1.8, 3.4, seed, block, 24), old: 1.15 })
  }
  if (unit(seed, block, 25) < 0.45) {
    const days = 8 + (hash(seed, block, 26) % 7)
    const from = block * BLOCK + (hash(seed, block, 27) % (BLOCK - days))
    events.push({ from, days, fresh: between(0.35, 0.6, seed, block, 28), old: between(0.55, 0.75, seed, block, 29) })
  }
  return events
}

/** Product of the events a day lies in. */
export function eventFactor(events: readonly Event[], day: Day, side: 'fresh' | 'old'): number {
  let factor = 1
  for (const event of events) if (day >= event.from && day < event.from + event.days) factor *= event[side]
  return factor
}
