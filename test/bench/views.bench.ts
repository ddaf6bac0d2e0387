import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import Database from 'better-sqlite3'
import { formatDay, startOfDayMs } from '../../electron/contract/calendar.ts'
import { reports } from '../../electron/core/catalogue/index.ts'
import type { Core } from '../../electron/core/service/core.ts'
import { openStore } from '../../electron/core/store/open.ts'
import { newHome, openCore } from './bench-home.ts'
import { median, time, type Figure } from './harness.ts'
import { FIRST_DAY } from './store-fixture.ts'
import { dailyReplies } from './views-fixture.ts'

const APPS = 20
const DAYS = 90
const MANY_APPS = 500
const LAST_DAY = FIRST_DAY + DAYS - 1
/** Days fetched after the range: mornings to step back to. */
const LATER_DAYS = 10
const RANGE = { from: formatDay(FIRST_DAY), to: formatDay(LAST_DAY) }
/** Seven days each, but for the last. */
const WEEKS = Array.from({ length: Math.ceil(DAYS / 7) }, (_, week) => ({
  from: formatDay(FIRST_DAY + 7 * week),
  to: formatDay(Math.min(LAST_DAY, FIRST_DAY + 7 * week + 6)),
}))
/** The morning after the last day. */
const NOW = startOfDayMs(LAST_DAY + 1) + 9 * 3_600_000
const DAY_MS = 86_400_000

/** As many apps as a page's days are drawn for. */
const LINES = [1, 2, 3, 4, 5, 6, 7, 8]

type View = readonly [name: string, ask: (core: Core, more: object) => Promise<unknown>]

/** What the views of the reports ask, each for all apps. */
const VIEWS: readonly View[] = [
  ...reports
    .filter((report) => report.dimension && report.token === 'app')
    .flatMap(({ id, variants }): View[] => [
      [
        `query.members ${id}`,
        (core, more) => core.call('query.members', { report: id, range: RANGE, scope: {}, variant: variants[0]?.key, ...more }),
      ],
    ]),
  ...reports
    .filter((report) => !report.dimension && report.token === 'app')
    .map(({ id }): View => [
      `query.table ${id}`,
      (core, more) => core.call('query.table', { report: id, range: RANGE, scope: {}, ...more }),
    ]),
  [
    'query.series × 6',
    (core, more) =>
      Promise.all(
        ['session_count', 'user_count', 'new_user_count', 'old_user_count', 'new_user_ratio', 'average_session_time'].map(
          (key) => core.call('query.series', { metric: `user-trend/${key}`, range: RANGE, scope: {}, ...more }),
        ),
      ),
  ],
  [
    'query.member',
    (core, more) =>
      core.call('query.member', {
        report: 'pages',
        range: RANGE,
        scope: { apps: LINES },
        member: 'pages/index/index',
        ...more,
      }),
  ],
  [
    'habits: four distributions',
    (core, more) =>
      Promise.all(
        ['depth', 'time', 'interval', 'frequency'].map((variant) =>
          core.call('query.members', { report: 'habits', variant, range: RANGE, scope: {}, show: [], ...more }),
        ),
      ),
  ],
  [
    'sources by week',
    (core, more) =>
      Promise.all(
        WEEKS.map((range) =>
          core.call('query.members', {
            report: 'sources',
            metrics: ['user_scale'],
            range,
            scope: {},
            show: [],
            ...more,
          }),
        ),
      ),
  ],
  ['query.cohorts', (core, more) => core.call('query.cohorts', { report: 'retention', range: RANGE, scope: {}, ...more })],
  ['query.platform', (core, more) => core.call('query.platform', { range: RANGE, ...more })],
  ['query.reconcile', (core, more) => core.call('query.reconcile', { range: RANGE, scope: {}, ...more })],
  ['query.launch', (core, more) => core.call('query.launch', { metric: 'user-trend/session_count', scope: {}, ...more })],
  ['insights.overview', (core, more) => core.call('insights.overview', { range: RANGE, scope: {}, ...more })],
]

/** What a person waits for who goes through the reports and their history: whole questions, with the way to the page. */
export async function benchViews(log: (line: string) => void): Promise<Figure[]> {
  return [...(await benchReports(log)), ...(await benchCoverage(log))]
}

async function benchReports(log: (line: string) => void): Promise<Figure[]> {
  const home = newHome()
  try {
    const rows = buildReports(home)
    log(`built ${(rows / 1e6).toFixed(1)} M rows of ${APPS} apps × ${DAYS} days`)
    const core = await openCore(home, 'http://127.0.0.1:9', { clock: () => NOW + LATER_DAYS * DAY_MS })
    const at = `${APPS} apps × ${DAYS} days, every report`
    const warm = await slowest(core, log, () => ({}))
    // one morning back after the other, all of them after the range: its last days read differently each time
    const after = LATER_DAYS * DAY_MS
    const steps = await slowest(core, log, (run) => ({ asOf: new Date(NOW + after - run * DAY_MS).toISOString() }))
    await core.close()
    return [
      { name: 'slowest view, warm', value: warm.ms, unit: 'ms', bound: 300, kind: 'atMost', note: `${warm.name}; ${at}` },
      { name: 'slowest as-of step', value: steps.ms, unit: 'ms', bound: 100, kind: 'atMost', note: `${steps.name}; ${at}` },
    ]
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** The view that takes longest, by the median of some runs after two that do not count. */
async function slowest(core: Core, log: (line: string) => void, moreOf: (run: number) => object) {
  let worst = { name: '', ms: 0 }
  for (const [name, ask] of VIEWS) {
    const times: number[] = []
    for (let run = 0; run < 9; run += 1) {
      const ms = await time(async () => structuredClone(await ask(core, moreOf(run))))
      if (run >= 2) times.push(ms)
    }
    const ms = median(times)
    log(`${name}: ${ms.toFixed(0)} ms`)
    if (ms > worst.ms) worst = { name, ms }
  }
  return worst
}

function buildReports(home: string): number {
  const store = openStore(join(home, 'cygnet.db'))
  try {
    const apps = Array.from({ length: APPS }, (_, i) => store.apps.add({ name: `app ${i}`, tags: [`tag ${i % 3}`] }).id)
    let rows = 0
    let batch: Parameters<typeof store.snapshots.recordMany>[0][number][] = []
    for (const reply of dailyReplies(apps, FIRST_DAY, LAST_DAY + LATER_DAYS)) {
      rows += reply.decoded.rows.length
      if (batch.push(reply) < 200) continue
      store.snapshots.recordMany(batch)
      batch = []
    }
    store.snapshots.recordMany(batch)
    return rows
  } finally {
    store.close()
  }
}

async function benchCoverage(log: (line: string) => void): Promise<Figure[]> {
  const home = newHome()
  try {
    const replies = buildReplies(home)
    log(`built ${(replies / 1e6).toFixed(1)} M replies of ${MANY_APPS} apps × ${DAYS} days`)
    const core = await openCore(home, 'http://127.0.0.1:9', { clock: () => NOW })
    await core.call('apps.list', {})
    const ask = async () => structuredClone(await core.call('history.coverage', { range: RANGE, scope: {} }))
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const first = await time(ask)
    delay.disable()
    const times: number[] = []
    for (let run = 0; run < 7; run += 1) times.push(await time(ask))
    await core.close()
    const at = `${MANY_APPS} apps × ${DAYS} days, every report`
    return [
      {
        name: 'coverage matrix, with the way to the page',
        value: median(times),
        unit: 'ms',
        bound: 500,
        kind: 'atMost',
        note: `the first time ${first.toFixed(0)} ms; ${at}`,
      },
      {
        name: 'longest turn of a first coverage matrix',
        value: delay.max / 1e6,
        unit: 'ms',
        bound: 50,
        kind: 'atMost',
        note: at,
      },
    ]
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** The replies' heads alone, as daily syncs leave them: every day four times, until it is final. Written past the store, which is not measured. */
function buildReplies(home: string): number {
  const path = join(home, 'cygnet.db')
  const store = openStore(path)
  const apps = store.transaction(() =>
    Array.from({ length: MANY_APPS }, (_, i) => store.apps.add({ name: `app ${i}` }).id),
  )
  store.close()
  const db = new Database(path)
  db.pragma('synchronous = OFF')
  const addSlot = db.prepare('INSERT INTO slot (app, report, variant, granularity) VALUES (?, ?, ?, ?)')
  const add = db.prepare(
    'INSERT INTO snapshot (slot, from_day, to_day, fetched_at, rows, capped, changed) VALUES (?, ?, ?, ?, 30, 0, 1)',
  )
  let count = 0
  db.transaction(() => {
    const slots = apps.flatMap((app) =>
      reports
        .filter((report) => report.token === 'app')
        .flatMap((report) =>
          report.variants.map((variant) => {
            const granularity = report.dimension ? 'range' : 'day'
            return { report, id: Number(addSlot.run(app, report.id, variant.key, granularity).lastInsertRowid) }
          }),
        ),
    )
    for (let today = FIRST_DAY + 1; today <= LAST_DAY + 1; today += 1)
      for (const { report, id } of slots) {
        const yesterday = today - 1
        const ranges = report.dimension
          ? [0, 1, 2, 3].map((ago) => [yesterday - ago, yesterday - ago] as const)
          : ([7, 30] as const).map((days) => [today - days, yesterday] as const)
        for (const [from, to] of ranges) add.run(id, from, to, startOfDayMs(today) + 3_600_000 + (count += 1))
      }
  })()
  db.close()
  return count
}
