import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { formatDay, startOfDayMs } from '../../electron/contract/calendar.ts'
import type { Row } from '../../electron/core/catalogue/schema.ts'
import type { Core } from '../../electron/core/service/core.ts'
import { openStore, type Store } from '../../electron/core/store/open.ts'
import { newHome, openCore } from './bench-home.ts'
import { compare, medianTime, type Figure } from './harness.ts'
import { FIRST_DAY, history, makeRandom, numbersOf, YEAR } from './store-fixture.ts'

const APPS = 200
const NUMBERS = 10_000_000
const LAST_DAY = FIRST_DAY + YEAR - 1
const DAYS = { runs: 21, warm: 5 }

/** What a person waits for: whole questions of the contract, totals, labels and checks included, over a history of ten million numbers. */
export async function benchQuery(log: (line: string) => void): Promise<Figure[]> {
  const home = newHome()
  try {
    const { stored, apps } = build(home)
    const at = `at ${(stored / 1e6).toFixed(1)} M numbers`
    log(`built ${at.slice(3)}`)
    // The morning after the last day.
    const core = await openCore(home, 'http://127.0.0.1:9', { clock: () => startOfDayMs(LAST_DAY + 1) + 9 * 3_600_000 })
    const figures = await measure(core, apps, at)
    await core.close()
    return figures
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function measure(core: Core, apps: readonly number[], at: string): Promise<Figure[]> {
  const year = { from: formatDay(FIRST_DAY), to: formatDay(LAST_DAY) }
  const scope = { apps: apps.slice(0, 50) }
  const series = await medianTime(
    () => core.call('query.series', { metric: 'user-trend/session_count', range: year, scope }),
    DAYS,
  )
  const month = { from: formatDay(LAST_DAY - 29), to: formatDay(LAST_DAY) }
  const overview = await medianTime(() => core.call('query.overview', { range: month, scope: {} }), DAYS)
  const half = { from: year.from, to: formatDay(LAST_DAY - 190) }
  const ask = { metric: 'user-trend/session_count', range: half, scope }
  const asOf = new Date(startOfDayMs(LAST_DAY - 180)).toISOString()
  const then = await compare(
    () => core.call('query.series', { ...ask, asOf }),
    () => core.call('query.series', ask),
    { runs: 21, warm: 5 },
  )
  return [
    { name: 'query.series, 50 apps × 365 days', value: series, unit: 'ms', bound: 16, kind: 'atMost', note: at },
    {
      name: 'query.overview, 200 apps, 6 metrics, 30 days against 30',
      value: overview,
      unit: 'ms',
      bound: 40,
      kind: 'atMost',
      note: at,
    },
    {
      name: 'query.series as of a moment, to latest',
      value: then.ratio,
      unit: '×',
      bound: 1.5,
      kind: 'atMost',
      note: `${then.ours.toFixed(2)} ms against ${then.baseline.toFixed(2)} ms`,
    },
  ]
}

/** 200 apps with a year of trends, regions, and the active users of two months; in one file. */
function build(home: string): { stored: number; apps: readonly number[] } {
  const store = openStore(join(home, 'cygnet.db'))
  try {
    const apps = Array.from({ length: APPS }, (_, i) => store.apps.add({ name: `app ${i}` }).id)
    let stored = 0
    let batch: Parameters<Store['snapshots']['recordMany']>[0][number][] = []
    const keep = (reply: (typeof batch)[number]) => {
      stored += numbersOf(reply)
      if (batch.push(reply) < 200) return
      store.snapshots.recordMany(batch)
      batch = []
    }
    for (const reply of history(apps, NUMBERS)) keep(reply)
    const random = makeRandom(3)
    for (const app of apps) keep(activeUsers(app, random))
    store.snapshots.recordMany(batch)
    return { stored, apps }
  } finally {
    store.close()
  }
}

function activeUsers(app: number, random: () => number) {
  const [from, to] = [LAST_DAY - 59, LAST_DAY]
  const values = () => Array.from({ length: 10 }, () => Math.floor(random() * 50_000))
  const rows = Array.from({ length: 60 }, (_, i): Row => ({ from: from + i, to: from + i, member: null, values: values() }))
  return {
    app,
    report: 'active-users',
    variant: '',
    granularity: 'day',
    from,
    to,
    fetchedAt: startOfDayMs(to + 1) + 3_600_000,
    payload: JSON.stringify({ app, rows }),
    decoded: { rows, members: [], sum: values() },
    capped: false,
  } as const
}
