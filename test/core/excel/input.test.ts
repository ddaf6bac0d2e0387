import { expect, test } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import { exportInput } from '../../../electron/contract/methods/jobs.ts'
import { describeCatalogue } from '../../../electron/core/catalogue/index.ts'
import { workbookInput } from '../../../electron/core/excel/input.ts'
import { planWorkbook } from '../../../electron/core/excel/plan.ts'
import { noon, World } from '../service/query-world.ts'

const APRIL = { from: '2019-04-01', to: '2019-04-17' }

/** Two apps with sessions and users of seventeen days, hours of one day, and regions of the range. */
function world(): World {
  const made = new World(['甲', '乙'])
  for (const app of [1, 2]) {
    const days = Array.from({ length: 17 }, (_, i) => `2019-04-${String(i + 1).padStart(2, '0')}`)
    const rows = Object.fromEntries(days.map((day, i) => [day, { session_count: 100 * app + i, user_count: 50 + i }]))
    made.periods(app, 'user-trend', rows)
    made.members(app, 'user-trend', APRIL.from, APRIL.to, { '09': { session_count: 7 * app } }, { granularity: 'hour' })
    const visits = { session_count_district: 900 * app }
    made.members(app, 'region', APRIL.from, APRIL.to, { 广东: visits }, { sum: visits })
  }
  return made
}

function inputOf(made: World, more: Record<string, unknown>) {
  const order = exportInput.parse({ range: APRIL, compare: 'none', scope: {}, path: 'unused.xlsx', ...more })
  const apps = made.apps.map((app) => ({ ...app, externalId: null }))
  const deps = {
    query: made.query,
    apps,
    catalogue: describeCatalogue(),
    version: 'test',
    clock: () => noon('2019-05-20'),
  }
  return workbookInput(deps, { ...order, locale: 'zh-CN' })
}

/** Rows of a sheet's plan that begin with one of these, as they stand in their cells. */
function rowsOf(input: ReturnType<typeof inputOf>, sheet: string, first: RegExp) {
  const plan = planWorkbook(input).sheets.find(({ name }) => name === sheet)
  return [...(plan?.rows() ?? [])]
    .map(({ values }) => values)
    .filter(([head]) => typeof head === 'string' && first.test(head))
}

test('chosen metrics are the only ones of the summary and of the sheets, and bring their reports along', () => {
  const input = inputOf(world(), { metrics: ['user-trend/session_count', 'region/session_count_district'] })
  expect(input.overview.metrics.map(({ metric }) => metric)).toEqual([
    'user-trend/session_count',
    'region/session_count_district',
  ])
  expect(input.reports.map(({ info }) => info.id)).toEqual(['user-trend', 'region'])
  expect(input.reports.map(({ variants }) => variants[0]?.table().columns.map(({ key }) => key))).toEqual([
    ['session_count'],
    ['session_count_district'],
  ])
  // 100 … 116 and 200 … 216 added up, and the regions' own
  expect(input.overview.apps.map(({ kpis }) => kpis.map(({ total }) => total.value))).toEqual([
    [1836, 900],
    [3536, 1800],
  ])
})

test('a report named beside the metrics keeps all it has; shares and what has no total are no summary figures', () => {
  const input = inputOf(world(), { reports: ['region', 'user-trend'], metrics: ['user-trend/user_count'] })
  expect(input.reports[0]?.variants[0]?.table().columns.map(({ key }) => key)).toEqual(['user_count'])
  expect(input.reports[1]?.variants[0]?.table().columns.length).toBeGreaterThan(3)
  const shares = inputOf(world(), { metrics: ['region/session_count_district_ratio', 'audience/count_ratio'] })
  expect(shares.overview.metrics).toHaveLength(6)
  expect(inputOf(world(), { metrics: ['retention/第2周'], granularity: 'week' }).overview.metrics).toHaveLength(6)
})

test('weeks and months are the screen’s, partial ones marked', () => {
  const made = world()
  const input = inputOf(made, { metrics: ['user-trend/session_count'], granularity: 'week' })
  const screen = made.series('user-trend/session_count', APRIL.from, APRIL.to, { granularity: 'week' })
  const rows = rowsOf(input, '用户趋势', /^2019-W/)
  expect(rows.map(([head]) => head)).toEqual([
    '2019-W14 (04-01 – 04-07)',
    '2019-W15 (04-08 – 04-14)',
    '2019-W16 (04-15 – 04-17) *',
  ])
  expect(rows.map(([, ...numbers]) => numbers)).toEqual(
    screen.periods.map((_, p) => [...screen.series.map(({ values }) => values[p]), screen.combined.values[p]]),
  )
  // 100 + … + 106
  expect(rows[0]?.[1]).toBe(721)
  const months = inputOf(made, { metrics: ['user-trend/session_count'], granularity: 'month' })
  expect(rowsOf(months, '用户趋势', /^2019-04 /)).toEqual([['2019-04 *', 1836, 3536, 5372]])
})

test('hours are given where the report knows them, its days where it does not; members stay of the range', () => {
  const input = inputOf(world(), { reports: ['user-trend', 'active-users', 'region'], granularity: 'hour' })
  const granularities = input.reports.map(({ variants }) => variants[0]?.granularity)
  expect(granularities).toEqual(['hour', 'day', 'range'])
  const nine = rowsOf(
    inputOf(world(), { metrics: ['user-trend/session_count'], granularity: 'hour' }),
    '用户趋势',
    /^09:00/,
  )
  expect(nine).toEqual([['09:00', 7, 14, 21]])
})

test('an unknown metric or report is named', () => {
  const codeOf = (more: Record<string, unknown>) => {
    try {
      inputOf(world(), more)
      return null
    } catch (thrown) {
      return AppError.from(thrown).toShape()
    }
  }
  expect(codeOf({ metrics: ['user-trend/nothing'] })).toMatchObject({ code: 'metric.unknown' })
  expect(codeOf({ metrics: ['nothing'] })).toMatchObject({ code: 'report.unknown' })
  expect(codeOf({ reports: ['nothing'] })).toMatchObject({ code: 'report.unknown', details: { report: 'nothing' } })
})
