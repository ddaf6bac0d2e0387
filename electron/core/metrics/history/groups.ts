import type { Day } from '../../../contract/calendar.ts'

/** One change, as groups are made of it. */
export interface Grouped {
  readonly day: Day
  readonly report: string
  readonly app: number
  readonly percent: number | null
}

export interface ChangeGroup {
  readonly day: Day
  readonly report: string
  readonly cells: number
  readonly apps: number
  /** The largest change in percent, up or down; null where none can be told. */
  readonly largest: number | null
}

interface Tally {
  cells: number
  readonly apps: Set<number>
  largest: number | null
}

/** Changes by the day they came and by report. */
export class ChangeGroups {
  readonly #days = new Map<Day, Map<string, Tally>>()

  add({ day, report, app, percent }: Grouped): void {
    const reports = this.#days.get(day) ?? new Map<string, Tally>()
    this.#days.set(day, reports)
    const tally = reports.get(report) ?? { cells: 0, apps: new Set(), largest: null }
    reports.set(report, tally)
    tally.cells += 1
    tally.apps.add(app)
    if (percent !== null && Math.abs(percent) > Math.abs(tally.largest ?? 0)) tally.largest = percent
  }

  /** The newest day first, on one day the most changes. */
  list(): ChangeGroup[] {
    return [...this.#days]
      .flatMap(([day, reports]) =>
        [...reports].map(([report, { cells, apps, largest }]) => ({ day, report, cells, apps: apps.size, largest })),
      )
      .sort((a, b) => b.day - a.day || b.cells - a.cells || a.report.localeCompare(b.report))
  }
}
