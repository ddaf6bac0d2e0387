import type { Day } from '../../contract/calendar.ts'
import type { Profile } from './profiles.ts'
import { between, unit } from './random.ts'
import { BLOCK, eventFactor, eventsOf, trend, weekRhythm } from './rhythm.ts'

/** One app on one day. `fresh` are the new users, `seconds` the time of all sessions together. */
export interface DayNumbers {
  readonly users: number
  readonly fresh: number
  readonly old: number
  readonly sessions: number
  readonly seconds: number
}

/** Days added up, with users counted once. */
export interface RangeNumbers extends DayNumbers {
  /** Every day's users added, a person once per day. */
  readonly userDays: number
}

export const NOTHING: RangeNumbers = { users: 0, fresh: 0, old: 0, sessions: 0, seconds: 0, userDays: 0 }

/** How a day's numbers differ from the final ones right now. */
export interface Restatement {
  /** Factor for a day; 1 leaves it alone. */
  factor(day: Day): number
  /** The days with a factor other than 1, rising. */
  readonly days: readonly Day[]
}

export const FINAL: Restatement = { factor: () => 1, days: [] }

/**
 * An app's days. New users are drawn block by block, so that the number ever gained before a day is known without walking
 * through its whole past; returning users stay below it. Nothing depends on the range asked.
 */
export class DayBook {
  readonly profile: Profile
  private restatement: Restatement = FINAL
  private readonly blocks = new Map<number, readonly DayNumbers[]>()
  /** Users gained before block `first + i`. */
  private readonly gained: number[] = [0]
  private readonly first: number

  constructor(profile: Profile) {
    this.profile = profile
    this.first = Math.floor(profile.launch / BLOCK)
  }

  /** From now on days read differently. */
  restate(restatement: Restatement): void {
    this.restatement = restatement
  }

  /** The numbers of a day, as they are told at present. */
  at(day: Day): DayNumbers {
    const numbers = this.final(day)
    const factor = this.restatement.days.length === 0 ? 1 : this.restatement.factor(day)
    return factor === 1 || numbers.users === 0 ? numbers : this.changed(numbers, factor, day)
  }

  /** Everybody who ever came up to the end of `day`. */
  accumulated(day: Day): number {
    let total = this.finalAccumulated(day)
    for (const restated of this.restatement.days) {
      if (restated <= day)
        total += scaled(this.final(restated).fresh, this.restatement.factor(restated)) - this.final(restated).fresh
    }
    return total
  }

  /** The days from `from` to `to` together. */
  range(from: Day, to: Day): RangeNumbers {
    if (to < from) return NOTHING
    let fresh = 0
    let old = 0
    let most = 0
    let sessions = 0
    let seconds = 0
    for (let day = Math.max(from, this.profile.launch); day <= to; day++) {
      const numbers = this.at(day)
      fresh += numbers.fresh
      old += numbers.old
      if (numbers.old > most) most = numbers.old
      sessions += numbers.sessions
      seconds += numbers.seconds
    }
    const returning = Math.min(countedOnce(most, old, this.profile.loyalty), this.accumulated(from - 1))
    return { users: fresh + returning, fresh, old: returning, sessions, seconds, userDays: fresh + old }
  }

  private changed(numbers: DayNumbers, factor: number, day: Day): DayNumbers {
    const fresh = scaled(numbers.fresh, factor)
    const old = Math.min(scaled(numbers.old, factor), this.accumulated(day - 1))
    const sessions = Math.max(fresh + old, Math.round(numbers.sessions * factor) + (factor > 1 ? 1 : 0))
    return { users: fresh + old, fresh, old, sessions, seconds: Math.round(numbers.seconds * factor) }
  }

  private final(day: Day): DayNumbers {
    if (day < this.profile.launch) return NOTHING
    const block = Math.floor(day / BLOCK)
    return this.block(block)[day - block * BLOCK] ?? NOTHING
  }

  private finalAccumulated(day: Day): number {
    if (day < this.profile.launch) return 0
    const block = Math.floor(day / BLOCK)
    const days = this.block(block)
    let total = this.gainedBefore(block)
    for (let i = 0; i <= day - block * BLOCK; i++) total += days[i]?.fresh ?? 0
    return total
  }

  private gainedBefore(block: number): number {
    const { gained, first } = this
    while (gained.length <= block - first) {
      gained.push((gained.at(-1) ?? 0) + budget(this.profile, first + gained.length - 1))
    }
    return gained[block - first] ?? 0
  }

  private block(block: number): readonly DayNumbers[] {
    const known = this.blocks.get(block)
    if (known) return known
    const made = makeBlock(this.profile, block, this.gainedBefore(block))
    this.blocks.set(block, made)
    return made
  }
}

/** Distinct people behind `total` visits on several days, the busiest of which had `most`: between the two, and growing with each. */
export function countedOnce(most: number, total: number, loyalty: number): number {
  if (most === total) return total
  return Math.max(most, Math.floor(most ** loyalty * total ** (1 - loyalty)))
}

function scaled(value: number, factor: number): number {
  return Math.round(value * factor)
}

function freshLevel(profile: Profile, day: Day): number {
  const rush = 1 + 1.6 * Math.exp(-(day - profile.launch) / 9)
  return profile.size * profile.newShare * trend(profile, day) * rush
}

function oldLevel(profile: Profile, day: Day): number {
  return profile.size * (1 - profile.newShare) * trend(profile, day) * (1 - Math.exp(-(day - profile.launch) / 30))
}

/** New users of a whole block: the level at a few of its days, times its days, times what happens in it. */
function budget(profile: Profile, block: number): number {
  const from = Math.max(block * BLOCK, profile.launch)
  const days = (block + 1) * BLOCK - from
  let level = 0
  for (let i = 0; i < 4; i++) level += freshLevel(profile, from + ((i + 0.5) * days) / 4) / 4
  let extra = 0
  for (const event of eventsOf(profile, block)) extra += event.days * (event.fresh - 1)
  return Math.max(days, Math.round(level * Math.max(days * 0.5, days + extra)))
}

function makeBlock(profile: Profile, block: number, gained: number): readonly DayNumbers[] {
  const { seed } = profile
  const start = block * BLOCK
  const events = eventsOf(profile, block)
  const weights: number[] = []
  let sum = 0
  for (let day = start; day < start + BLOCK; day++) {
    const noise = between(0.93, 1.07, seed, day, 31)
    const level = day < profile.launch ? 0 : freshLevel(profile, day) * eventFactor(events, day, 'fresh')
    sum += level * weekRhythm(profile, day) * noise
    weights.push(sum)
  }
  const total = budget(profile, block)
  const days: DayNumbers[] = []
  let before = 0
  for (let i = 0; i < BLOCK; i++) {
    const until = Math.round((total * (weights[i] ?? 0)) / sum)
    days.push(makeDay(profile, start + i, until - before, gained + before, eventFactor(events, start + i, 'old')))
    before = until
  }
  return days
}

function makeDay(profile: Profile, day: Day, fresh: number, gained: number, event: number): DayNumbers {
  if (day < profile.launch) return NOTHING
  const { seed } = profile
  const level = oldLevel(profile, day) * weekRhythm(profile, day) * between(0.95, 1.05, seed, day, 32) * event
  const old = Math.min(Math.round(level), Math.floor(gained * 0.6))
  const users = fresh + old
  const more = (profile.sessionsPerUser - 1) * between(0.9, 1.1, seed, day, 33)
  const sessions = users + Math.floor(users * more + unit(seed, day, 34))
  const seconds = Math.round(sessions * profile.secondsPerSession * between(0.9, 1.1, seed, day, 35))
  return { users, fresh, old, sessions, seconds }
}
