import { dayOf, formatDay } from '../../../electron/contract/calendar.ts'
import type { SandboxApp, SandboxCore } from '../../../electron/sandbox/index.ts'
import { ask, numberOf } from './replies.ts'

/** The texts the Overview must show, by column. */
type Texts = Readonly<Record<string, string>>

/** Parts that can be added over apps; the figures are made of them. */
interface Parts {
  readonly sessions: number
  /** Of the whole range, each person once: only the reply's own sum knows it. */
  readonly users: number
  readonly fresh: number
  readonly seconds: number
  /** Of the last day. */
  readonly weekly: number
}

const sumBy = <T>(list: readonly T[], of: (item: T) => number) => list.reduce((sum, item) => sum + of(item), 0)

function partsOf(sandbox: SandboxCore, app: SandboxApp, range: { from: string; to: string }): Parts {
  const trend = ask(sandbox, app, 'getanalysisusertrend', range, { gran: 'day' })
  const active = ask(sandbox, app, 'getanalysisactivityuser', { from: range.to, to: range.to })
  const of = (key: string) => (row: (typeof trend.rows)[number]) => numberOf(row, key) ?? 0
  return {
    sessions: sumBy(trend.rows, of('session_count')),
    users: numberOf(trend.sum, 'user_count') ?? 0,
    fresh: sumBy(trend.rows, of('new_user_count')),
    seconds: sumBy(trend.rows, (row) => of('average_session_time')(row) * of('session_count')(row)),
    weekly: numberOf(active.rows[0], 'weekly_user_count') ?? 0,
  }
}

const add = (all: readonly Parts[]): Parts => ({
  sessions: sumBy(all, (p) => p.sessions),
  users: sumBy(all, (p) => p.users),
  fresh: sumBy(all, (p) => p.fresh),
  seconds: sumBy(all, (p) => p.seconds),
  weekly: sumBy(all, (p) => p.weekly),
})

const count = (value: number) => value.toLocaleString('en-US')
const two = (value: number) => String(value).padStart(2, '0')
const clock = (value: number) => `${two(Math.floor(Math.round(value) / 60))}:${two(Math.round(value) % 60)}`

function change(now: number, before: number): string {
  const percent = ((now - before) / before) * 100
  const size = `${Math.abs(percent).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })}%`
  if (Math.abs(percent) < 0.05) return size
  return percent > 0 ? `+▲${size}` : `−▼${size}`
}

function texts(now: Parts, before: Parts): Texts {
  return {
    'user-trend/session_count': count(now.sessions),
    'user-trend/session_count#change': change(now.sessions, before.sessions),
    'user-trend/user_count': count(now.users),
    'user-trend/user_count#change': change(now.users, before.users),
    'user-trend/new_user_ratio': `${((now.fresh / now.users) * 100).toFixed(2)}%`,
    'user-trend/average_session_time': clock(now.seconds / now.sessions),
    'active-users/weekly_user_count': count(now.weekly),
  }
}

/** What the Overview of the last 30 days against the 30 before must read, worked out from the API's replies alone. */
export function expectedOverview(sandbox: SandboxCore): { apps: ReadonlyMap<string, Texts>; total: Texts } {
  const yesterday = dayOf(Date.now()) - 1
  const range = (to: number) => ({ from: formatDay(to - 29), to: formatDay(to) })
  const all = sandbox.apps
    .filter((app) => app.authorised)
    .map((app) => ({
      name: app.name,
      now: partsOf(sandbox, app, range(yesterday)),
      before: partsOf(sandbox, app, range(yesterday - 30)),
    }))
  return {
    apps: new Map(all.map(({ name, now, before }) => [name, texts(now, before)])),
    total: texts(add(all.map(({ now }) => now)), add(all.map(({ before }) => before))),
  }
}
