import type { Day } from '../../contract/calendar.ts'
import { AppNumbers } from './app.ts'
import { FINAL, type Restatement } from './daybook.ts'
import { makeProfile, type AppOptions, type Profile } from './profiles.ts'
import { between } from './random.ts'

/** A change of already published days: from now on their numbers are these times `factor`. */
export interface RestateOptions {
  readonly from: Day
  readonly to: Day
  /** Name or app id; all apps when absent. */
  readonly app?: string
  /** Default 1.03. */
  readonly factor?: number
}

/** How many apps' numbers are kept at hand; the others are worked out again when asked for. */
const AT_HAND = 256

/** All apps, their numbers, and what was restated. */
export class World {
  readonly profiles: readonly Profile[]
  private readonly recentDays: number
  private readonly clock: () => Day
  private readonly numbers = new Map<number, { readonly app: AppNumbers; readonly version: string }>()
  private readonly byKey = new Map<string, Profile>()
  private restatements: readonly Required<RestateOptions>[] = []

  /** `recentDays`: how many of the latest days are still provisional on the day they are fetched. */
  constructor(seed: number, apps: readonly AppOptions[], today: () => Day, recentDays: number) {
    this.clock = today
    this.recentDays = recentDays
    this.profiles = apps.map((options, index) => makeProfile(seed, index, today(), options))
    for (const profile of this.profiles) {
      this.byKey.set(profile.appId, profile)
      this.byKey.set(profile.name, profile)
    }
  }

  get today(): Day {
    return this.clock()
  }

  /** Changes with every restatement, and with the day: replies kept for later pages belong to one version. */
  get version(): string {
    return `${this.today}/${this.restatements.length}`
  }

  /** By name or app id. */
  find(key: string): Profile | undefined {
    return this.byKey.get(key)
  }

  app(profile: Profile): AppNumbers {
    const known = this.numbers.get(profile.index)
    const app = known?.app ?? new AppNumbers(profile)
    const version = this.version
    if (known?.version !== version) app.book.restate(this.restatementOf(profile))
    this.numbers.delete(profile.index)
    this.numbers.set(profile.index, { app, version })
    if (this.numbers.size > AT_HAND) this.numbers.delete(this.numbers.keys().next().value as number)
    return app
  }

  *apps(): Iterable<AppNumbers> {
    for (const profile of this.profiles) yield this.app(profile)
  }

  restate({ from, to, app = '', factor = 1.03 }: RestateOptions): void {
    this.restatements = [...this.restatements, { from, to, app, factor }]
  }

  private restatementOf(profile: Profile): Restatement {
    const own = this.restatements.filter(({ app }) => app === '' || app === profile.name || app === profile.appId)
    const { today, recentDays } = this
    if (own.length === 0 && recentDays === 0) return FINAL
    const days = new Set<Day>()
    for (const { from, to } of own)
      for (let day = Math.max(from, profile.launch); day <= Math.min(to, today); day++) days.add(day)
    for (let age = 1; age <= recentDays; age++) days.add(today - age)
    const factor = (day: Day): number => {
      const age = today - day
      const recent = age >= 1 && age <= recentDays ? 1 - between(0.02, 0.08, profile.seed, day, age) / age : 1
      return own.reduce(
        (product, entry) => (day >= entry.from && day <= entry.to ? product * entry.factor : product),
        recent,
      )
    }
    return { factor, days: [...days].sort((a, b) => a - b) }
  }
}
