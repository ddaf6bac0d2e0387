import { DayBook } from './daybook.ts'
import type { Profile } from './profiles.ts'
import { hashText } from './random.ts'
import { Shares } from './shares.ts'

/** An app's numbers at hand: its days, and what reports have worked out about it once and for all. */
export class AppNumbers {
  readonly profile: Profile
  readonly book: DayBook
  private readonly made = new Map<string, unknown>()

  constructor(profile: Profile) {
    this.profile = profile
    this.book = new DayBook(profile)
  }

  /** The shares of a dimension, by name; made at the first call. */
  shares(name: string, weights: () => readonly number[], spread?: number): Shares {
    return this.once(`shares ${name}`, () => new Shares(this.salt(name), weights(), spread))
  }

  /** Whatever is worked out once per app. One name must always stand for one type. */
  once<T>(name: string, make: () => T): T {
    const known = this.made.get(name)
    if (known !== undefined) return known as T
    const value = make()
    this.made.set(name, value)
    return value
  }

  /** A seed for hashes about this app and `name`. */
  salt(name: string): number {
    return (this.profile.seed ^ hashText(name)) >>> 0
  }
}
