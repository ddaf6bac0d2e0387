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

/** Changes by the day they came and by report: the newest day first, on one day the most changes. */
export function groupChanges(changes: Iterable<Grouped>): ChangeGroup[] {
  const groups = new Map<
    string,
    { day: Day; report: string; cells: number; apps: Set<number>; largest: number | null }
  >()
  for (const { day, report, app, percent } of changes) {
    const key = `${day} ${report}`
    const group = groups.get(key) ?? { day, report, cells: 0, apps: new Set(), largest: null }
    groups.set(key, group)
    group.cells += 1
    group.apps.add(app)
    if (percent !== null && Math.abs(percent) > Math.abs(group.largest ?? 0)) group.largest = percent
  }
  return [...groups.values()]
    .map(({ apps, ...group }) => ({ ...group, apps: apps.size }))
    .sort((a, b) => b.day - a.day || b.cells - a.cells || a.report.localeCompare(b.report))
}
