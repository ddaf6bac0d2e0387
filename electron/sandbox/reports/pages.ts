import type { Day } from '../../contract/calendar.ts'
import type { AppNumbers } from '../numbers/app.ts'
import { countedOnce } from '../numbers/daybook.ts'
import { percent, quotient, unit } from '../numbers/random.ts'
import { splitBy, total } from '../numbers/shares.ts'
import { pagesOf, type Page } from './page-list.ts'
import { knownDays, type ReportQuery, type ReportRows, type SandboxReport, type WireRow } from './report.ts'

/** Report 7: by views. Every session has one entry and one exit page; `pv_user_count` of the sum is the sum over pages. */
export const pages: SandboxReport = {
  id: 'pages',
  path: 'getanalysisvisitpage',
  granularities: [],
  option: null,
  paged: true,
  build,
}

interface Tally {
  readonly views: Float64Array
  readonly entries: Float64Array
  readonly exits: Float64Array
  readonly users: Float64Array
  readonly mostUsers: Float64Array
}

interface Totals {
  readonly views: number
  readonly entries: number
  readonly exits: number
  readonly users: number
  readonly seconds: number
}

function build(query: ReportQuery): ReportRows {
  const { app } = query
  const list = pagesOf(app)
  const tally = tallyOf(query, list)
  const rows: (Totals & { page: Page })[] = []
  list.forEach((page, i) => {
    const views = tally.views[i] ?? 0
    if (views === 0) return
    rows.push({
      page,
      views,
      entries: tally.entries[i] ?? 0,
      exits: tally.exits[i] ?? 0,
      users: countedOnce(tally.mostUsers[i] ?? 0, tally.users[i] ?? 0, app.profile.loyalty),
      seconds: views * page.stay,
    })
  })
  rows.sort((a, b) => b.views - a.views)
  const add = (pick: (row: Totals) => number) => rows.reduce((sum, row) => sum + pick(row), 0)
  const all: Totals = {
    views: add((row) => row.views),
    entries: add((row) => row.entries),
    exits: add((row) => row.exits),
    users: add((row) => row.users),
    seconds: add((row) => row.seconds),
  }
  return { list: rows.map((row) => ({ ...nameOf(row.page), ...metrics(row, all) })), sum: metrics(all, all) }
}

function nameOf(page: Page): WireRow {
  return { pageId: page.id, pageName: page.path, pageAlias: page.alias }
}

function metrics(row: Totals, all: Totals): WireRow {
  return {
    pv_count: row.views,
    pv_ratio: percent(row.views, all.views),
    pv_user_count: row.users,
    average_stay_time: quotient(row.seconds, row.views),
    stay_time_ratio: percent(row.seconds, all.seconds),
    bounce_ratio: percent(row.exits, row.views),
    entry_count: row.entries,
    exit_count: row.exits,
  }
}

function tallyOf(query: ReportQuery, list: readonly Page[]): Tally {
  const size = list.length
  const make = () => new Float64Array(size)
  const tally: Tally = { views: make(), entries: make(), exits: make(), users: make(), mostUsers: make() }
  const { from, to } = knownDays(query)
  for (let day = from; day <= to; day++) addDay(query.app, day, list, tally)
  return tally
}

/** One day: sessions enter, some end where they began, the others go on and end on one of the pages they went on to. */
function addDay(app: AppNumbers, day: Day, list: readonly Page[], tally: Tally): void {
  const salt = app.salt('page days')
  const numbers = app.book.at(day)
  // a few sessions end before the first page is up
  const started = numbers.sessions - Math.floor(numbers.sessions * 0.0027 + unit(salt, day, 1))
  const entries = new Float64Array(list.length)
  app.shares('page entries', () => list.map((page) => page.entry)).add(started, day, 1, entries)
  const bounced = list.map((page, i) => Math.floor((entries[i] ?? 0) * page.bounce))
  const going = started - total(bounced)
  const further = going === 0 ? 0 : going + Math.floor(started * (app.profile.depth - 1) * 0.6 + unit(salt, day, 2))
  const next = new Float64Array(list.length)
  app.shares('page steps', () => list.map((page) => page.next)).add(further, day, 2, next)
  const ended = splitBy(going, next, unit(salt, day, 3))
  list.forEach((page, i) => {
    const views = (entries[i] ?? 0) + (next[i] ?? 0)
    if (views === 0) return
    const users = Math.min(numbers.users, Math.max(1, Math.round(views * page.usersPerView)))
    tally.views[i] = (tally.views[i] ?? 0) + views
    tally.entries[i] = (tally.entries[i] ?? 0) + (entries[i] ?? 0)
    tally.exits[i] = (tally.exits[i] ?? 0) + (bounced[i] ?? 0) + (ended[i] ?? 0)
    tally.users[i] = (tally.users[i] ?? 0) + users
    tally.mostUsers[i] = Math.max(tally.mostUsers[i] ?? 0, users)
  })
}
