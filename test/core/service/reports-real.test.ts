import { expect, test } from 'vitest'
import { formatDay, parseDay, startOfDayMs } from '../../../electron/contract/calendar.ts'
import { fast, openWorld } from './world.ts'

/** What the new questions answer, against what the sandbox's own replies say: read from their raw form, summed up here. */
const FIRST = parseDay('2026-10-05') ?? NaN
const dated = (n: number) => formatDay(FIRST + n)
const RANGE = { from: dated(0), to: dated(6) }
const NOW = startOfDayMs(FIRST + 40) + 9 * 3_600_000

type Wire = Record<string, unknown>

async function synced(reports: readonly string[], more: object = {}, apps = 4) {
  const world = await openWorld({ sandbox: { apps, now: () => NOW }, core: { clock: () => NOW } })
  await world.core.call('platform.set', { token: world.sandbox.platform.token })
  const ids = await world.addApps()
  const { job } = await world.core.call('sync.start', {
    range: RANGE,
    scope: {},
    reports: [...reports],
    ...fast,
    ...more,
  })
  const { state } = await world.core.call('jobs.wait', { job })
  expect(state).toBe('done')
  return { ...world, ids }
}

/** Every stored reply of a report, as it came. */
async function replies({ core }: Awaited<ReturnType<typeof synced>>, report: string, variant = '') {
  const list = await core.call('history.list', { report, variant, limit: 1000 })
  return Promise.all(
    list.map(async ({ id, appId, from, to }) => {
      const { payload } = await core.call('history.show', { id })
      const { data } = payload as { data: { data_list?: Wire[]; result?: Wire[]; sum?: Wire } }
      return { appId, from, to, rows: data.data_list ?? data.result ?? [], sum: data.sum ?? {} }
    }),
  )
}

const number = (row: Wire, key: string) => {
  const value = row[key] ?? row[`${key}\t`]
  return value === '--' || value === undefined ? null : Number(value)
}
const total = (values: readonly (number | null)[]) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0)

test('regions of four apps: sessions, shares and times as the replies add up', async () => {
  const world = await synced(['region', 'user-trend'])
  const raw = await replies(world, 'region')
  const table = await world.core.call('query.members', { report: 'region', range: RANGE, scope: {} })
  expect(table.combined).toMatchObject({ apps: 4, missing: 0 })
  const all = raw.flatMap(({ rows }) => rows)
  const grand = total(all.map((row) => number(row, 'session_count_district')))
  expect(new Set(table.members.map(({ key }) => key))).toEqual(new Set(all.map((row) => String(row['name']))))
  for (const { key, combined, apps } of table.members) {
    const own = all.filter((row) => row['name'] === key)
    const sessions = total(own.map((row) => number(row, 'session_count_district')))
    const seconds = own.map(
      (row) => (number(row, 'session_count_district') ?? NaN) * (number(row, 'average_session_time_district') ?? NaN),
    )
    expect(combined.values[0]).toBe(sessions)
    expect(combined.values[1]).toBeCloseTo((100 * sessions) / grand, 8)
    expect(combined.values[4]).toBeCloseTo(total(seconds) / sessions, 8)
    expect(apps.map((one) => one?.values[0] ?? null)).toEqual(
      table.apps.map(({ appId }) => {
        const row = raw.find((reply) => reply.appId === appId)?.rows.find((one) => one['name'] === key)
        return row ? number(row, 'session_count_district') : null
      }),
    )
  }
  // new users are shared out by the trend's new users of each app
  const trend = await replies(world, 'user-trend')
  const first = table.members[0]
  const weights = trend.map(({ appId, sum }) => [appId, number(sum, 'new_user_count') ?? 0] as const)
  const part = weights.map(([appId, weight]) => {
    const row = raw.find((reply) => reply.appId === appId)?.rows.find((one) => one['name'] === first?.key)
    return weight * ((row && number(row, 'new_user_count_district_ratio')) ?? 0)
  })
  expect(first?.combined.values[2]).toBeCloseTo(total(part) / total(weights.map(([, weight]) => weight)), 8)
  expect(first?.combined.notes[3]).toBe('estimate')
})

test('page paths across apps, put together from the replies of single days', async () => {
  const world = await synced(['pages'], { fill: { wider: true } })
  const raw = await replies(world, 'pages')
  expect(raw).toHaveLength(4 * 7)
  const table = await world.core.call('query.members', { report: 'pages', range: RANGE, scope: {}, limit: 5000 })
  expect(table.apps.every(({ exact, note }) => !exact && note === 'derived')).toBe(true)
  const rows = raw.flatMap(({ appId, rows: list }) => list.map((row) => ({ appId, row })))
  const paths = new Set(rows.map(({ row }) => String(row['pageName'])))
  expect(new Set(table.members.map(({ label }) => label))).toEqual(paths)
  const keys = table.columns.map(({ key }) => key)
  const at = (values: readonly (number | null)[] | undefined, key: string) => values?.[keys.indexOf(key)] ?? null
  for (const { label, combined, apps } of table.members) {
    const own = rows.filter(({ row }) => row['pageName'] === label)
    const sum = (key: string, of = own) => total(of.map(({ row }) => number(row, key)))
    expect(at(combined.values, 'pv_count')).toBe(sum('pv_count'))
    expect(at(combined.values, 'entry_count')).toBe(sum('entry_count'))
    expect(at(combined.values, 'bounce_ratio')).toBeCloseTo((100 * sum('exit_count')) / sum('pv_count'), 8)
    expect(at(combined.values, 'pv_user_count')).toBeNull()
    table.apps.forEach(({ appId }, a) => {
      const mine = own.filter((one) => one.appId === appId)
      expect(at(apps[a]?.values, 'pv_count')).toBe(mine.length === 0 ? null : sum('pv_count', mine))
    })
  }
  expect(
    [...paths].some(
      (path) => new Set(rows.filter(({ row }) => row['pageName'] === path).map((one) => one.appId)).size > 1,
    ),
  ).toBe(true)
})

test('retention by age: Σ retained / Σ cohort of the replies, for each app and all of them', async () => {
  const world = await synced(['retention'])
  const raw = await replies(world, 'retention', 'count')
  const found = await world.core.call('query.cohorts', { report: 'retention', range: RANGE, scope: {} })
  const pooled = (some: typeof raw, key: string) => {
    const cells = some
      .flatMap(({ rows }) => rows)
      .map((row) => [number(row, key), number(row, 'active_user_count')] as const)
      .filter(([back, size]) => back !== null && size !== null)
    const size = total(cells.map(([, cohort]) => cohort))
    return size === 0 ? null : (100 * total(cells.map(([back]) => back))) / size
  }
  expect(found.ages.length).toBeGreaterThanOrEqual(8)
  found.ages.forEach(({ key }, n) => {
    const all = found.apps.map(({ appId, rate }) => {
      const want = pooled(
        raw.filter((reply) => reply.appId === appId),
        key,
      )
      if (want === null) expect(rate[n]).toBeNull()
      else expect(rate[n]).toBeCloseTo(want, 8)
      return rate[n] ?? NaN
    })
    const want = pooled(raw, key)
    if (want !== null) expect(found.pooled.rate[n]).toBeCloseTo(want, 8)
    const [a = NaN, b = NaN, c = NaN, d = NaN] = all.sort((x, y) => x - y)
    if (found.band.apps[n] === 4) {
      expect(found.band.median[n]).toBeCloseTo((b + c) / 2, 8)
      expect(found.band.lower[n]).toBeCloseTo(a + 0.75 * (b - a), 8)
      expect(found.band.upper[n]).toBeCloseTo(c + 0.25 * (d - c), 8)
    }
  })
  expect(found.band.apps[0]).toBe(4)
})

test('the platform against its apps, day by day', async () => {
  const world = await synced(['platform', 'user-trend'])
  const [platform] = await replies(world, 'platform')
  const trend = await replies(world, 'user-trend')
  const found = await world.core.call('query.platform', { range: RANGE })
  const sessions = found.measures.find(({ id }) => id === 'sessions')
  found.days.forEach((date, d) => {
    const told = platform?.rows.find(
      (row) => String(row['data'] ?? row['date']).replaceAll(/\D/g, '') === date.replaceAll('-', ''),
    )
    const own = trend.flatMap(({ rows }) => rows.filter((row) => String(row['name']).replaceAll('/', '-') === date))
    const sum = total(own.map((row) => number(row, 'session_count')))
    const whole = told ? number(told, 'tp_day_session_count') : null
    expect([sessions?.platform.values[d], sessions?.apps.values[d]]).toEqual([whole, sum])
    expect(sessions?.difference.values[d]).toBe(whole === null ? null : sum - whole)
    expect(sessions?.apps.known[d]).toBe(own.length)
  })
  expect(found.measures.find(({ id }) => id === 'users')?.apps.total.rule).toBe('unique')
})
