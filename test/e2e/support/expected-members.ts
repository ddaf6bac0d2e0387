import type { SandboxApp, SandboxCore } from '../../../electron/sandbox/index.ts'
import { ask, numberOf, type WireRow } from './replies.ts'
import { NOW } from './reports.ts'

/** How a report's columns are to be combined over apps, worked out here apart from the core. */
export interface Keys {
  readonly path: string
  readonly sessions: string
  readonly share: string
  readonly newShare: string
  readonly userShare: string
  readonly time: string
}
export const REGION: Keys = {
  path: 'getanalysisregion',
  sessions: 'session_count_district',
  share: 'session_count_district_ratio',
  newShare: 'new_user_count_district_ratio',
  userShare: 'user_count_district_ratio',
  time: 'average_session_time_district',
}
export const TERMINAL: Keys = {
  path: 'getanalysisterminal',
  sessions: 'accumulative_session_count',
  share: 'accumulative_session_count_ratio',
  newShare: 'accumulative_new_user_count_ratio',
  userShare: 'accumulative_user_count_ratio',
  time: 'average_use_time',
}

type Range = typeof NOW
type Rows = ReadonlyMap<string, WireRow>

/** One app's rows of a report by name, of the last 30 days or of those before. */
export function rowsOf(
  sandbox: SandboxCore,
  app: SandboxApp,
  keys: Keys,
  { range = NOW, params = {} }: { range?: Range; params?: Readonly<Record<string, string>> } = {},
): Rows {
  return new Map(ask(sandbox, app, keys.path, range, params).rows.map((row) => [String(row['name']), row]))
}

/** All apps as one: counts added, shares from the counts, times weighted by them, shares of users weighted by the apps' own users. */
export function combinedOf(
  sandbox: SandboxCore,
  apps: readonly SandboxApp[],
  keys: Keys,
  params: Readonly<Record<string, string>> = {},
): (name: string) => { sessions: number; share: number; newShare: number; userShare: number; time: number } {
  const all = apps.map((app) => ({
    rows: rowsOf(sandbox, app, keys, { params }),
    users: ask(sandbox, app, 'getanalysisusertrend', NOW, { gran: 'day' }).sum,
  }))
  const add = (of: (app: (typeof all)[number]) => number) => all.reduce((sum, app) => sum + of(app), 0)
  const number = (rows: Rows, name: string, key: string) => numberOf(rows.get(name), key) ?? 0
  const whole = add(({ rows }) => [...rows.values()].reduce((sum, row) => sum + (numberOf(row, keys.sessions) ?? 0), 0))
  const weighted = (name: string, key: string, by: string) =>
    add(({ rows, users }) => number(rows, name, key) * (numberOf(users, by) ?? 0)) /
    add(({ users }) => numberOf(users, by) ?? 0)
  return (name) => {
    const sessions = add(({ rows }) => number(rows, name, keys.sessions))
    return {
      sessions,
      share: (100 * sessions) / whole,
      newShare: weighted(name, keys.newShare, 'new_user_count'),
      userShare: weighted(name, keys.userShare, 'user_count'),
      time: add(({ rows }) => number(rows, name, keys.sessions) * number(rows, name, keys.time)) / sessions,
    }
  }
}

/** The classes of people as the API tells them of one app: facet and name → share. */
export function classesOf(sandbox: SandboxCore, app: SandboxApp, range: Range = NOW): ReadonlyMap<string, number> {
  const [lists = {}] = ask(sandbox, app, 'getanalysisvisitattribute', range).rows
  return new Map(
    ['age', 'sex', 'interest'].flatMap((facet) =>
      (lists[facet] as WireRow[]).map((row): [string, number] => [
        `${facet}/${String(field(row, 'name'))}`,
        shareIn(row),
      ]),
    ),
  )
}

/** Keys within the lists come with tabs, and the share under either of two names. */
const field = (row: WireRow, ...keys: readonly string[]) =>
  Object.entries(row).find(([key]) => keys.includes(key.trim()))?.[1]
const shareIn = (row: WireRow) => Number(field(row, 'count_ratio', 'user_count_ratio'))

/** All apps as one: each class's shares weighted by the apps' users; a class that an app does not list counts as 0. */
export function estimateOf(sandbox: SandboxCore, apps: readonly SandboxApp[]): (key: string) => number {
  const all = apps.map((app) => ({
    classes: classesOf(sandbox, app),
    users: numberOf(ask(sandbox, app, 'getanalysisusertrend', NOW, { gran: 'day' }).sum, 'user_count') ?? NaN,
  }))
  const users = all.reduce((sum, app) => sum + app.users, 0)
  return (key) => all.reduce((sum, app) => sum + (app.classes.get(key) ?? 0) * app.users, 0) / users
}

/** In points, with its sign. */
export function points(value: number): string {
  const size = `${Math.abs(value).toFixed(2)} pp`
  if (size === '0.00 pp') return size
  return `${value > 0 ? '+' : '−'}${size}`
}
/** The same as an arrow tells it. */
export function moved(value: number): string {
  const size = `${Math.abs(value).toFixed(2)} pp`
  if (Math.abs(value) < 0.005) return size
  return value > 0 ? `+▲${size}` : `−▼${size}`
}
