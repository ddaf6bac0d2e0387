import { expect, test } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import { NO_RULES } from '../../../electron/contract/i18n/schema.ts'
import { methods } from '../../../electron/contract/index.ts'
import {
  columnsFor,
  describeCatalogue,
  getColumn,
  getMetric,
  getReport,
  metricsFor,
  reports,
  variantOf,
} from '../../../electron/core/catalogue/index.ts'
import type { Metric } from '../../../electron/core/catalogue/schema.ts'

const code = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    return error instanceof AppError ? [error.code, error.details] : error
  }
  return null
}

const rules = ({ overTime, overApps }: Metric) => [overTime, overApps]

test('reports, variants and metrics that do not exist are named in the error', () => {
  expect(code(() => getReport('user-trends'))).toMatchObject(['report.unknown', { report: 'user-trends' }])
  expect(code(() => variantOf(getReport('habits'), 'width'))).toMatchObject([
    'input.invalid',
    { field: 'variant', value: 'width', known: ['depth', 'time', 'interval', 'frequency'] },
  ])
  expect(code(() => getMetric(getReport('region'), 'pv_count'))).toEqual([
    'metric.unknown',
    { report: 'region', metric: 'pv_count' },
  ])
  expect(
    code(() => getMetric(getReport('terminal'), 'accumulative_user_count_ratio', 'terminal_network')),
  ).toMatchObject(['metric.unknown', {}])
})

test('retention has the keys, units and rules of its granularity and variant, in the same columns', () => {
  const retention = getReport('retention')
  const cases = [
    ['count', 'day', '第2天', 'count', '第18天'],
    ['ratio', 'day', '第2天', 'percent', '第18天'],
    ['count', 'week', '第2周', 'count', '第18周'],
    ['ratio', 'month', '第2月', 'percent', '第18月'],
  ] as const
  for (const [variant, granularity, second, unit, last] of cases) {
    const metrics = metricsFor(retention, variant, granularity)
    expect(metrics.length).toBe(18)
    expect(metrics.map((metric) => metric.key).filter((_, i) => [0, 1, 17].includes(i))).toEqual([
      'active_user_count',
      second,
      last,
    ])
    expect(metrics.map((metric) => metric.unit)).toEqual(['count', ...Array.from({ length: 17 }, () => unit)])
  }
  expect(getColumn(retention, '第3周')).toMatchObject({
    column: 2,
    metric: { key: '第3周', name: { en: 'Week 2 retention' } },
  })
  expect(getColumn(retention, '第3月', 'ratio').metric.unit).toBe('percent')
  expect(rules(getMetric(retention, '第2周', 'count'))).toEqual([
    { rule: 'ratio', num: '第2周', den: 'active_user_count', scale: 100, unit: 'percent' },
    { rule: 'unique' },
  ])
  const pooled = { rule: 'weighted', by: 'active_user_count' }
  expect(rules(getMetric(retention, '第2周', 'ratio'))).toEqual([pooled, pooled])
})

test('variants that hold fewer metrics keep the columns of the report', () => {
  const columns = columnsFor(getReport('terminal'), 'terminal_network').map(({ column, metric }) => [
    column,
    metric.key,
  ])
  expect(columns).toEqual([
    [0, 'accumulative_session_count'],
    [1, 'accumulative_session_count_ratio'],
    [4, 'average_use_time'],
  ])
})

test('habits: intervals count people, the other buckets count events and user-days', () => {
  const habits = getReport('habits')
  expect(getMetric(habits, 'user_count', 'frequency').overTime.rule).toBe('sum')
  expect(getMetric(habits, 'session_count', 'depth').overTime.rule).toBe('sum')
  expect(getMetric(habits, 'user_count', 'interval').overTime.rule).toBe('unique')
})

test('another spelling of a key finds the metric', () => {
  expect(getMetric(getReport('audience'), 'user_count_ratio').key).toBe('count_ratio')
})

test('the aggregation rules of api-facts', () => {
  const table = Object.fromEntries(
    reports.flatMap((report) =>
      metricsFor(report).map((metric) => [
        `${report.id}/${metric.key}`,
        `${metric.overTime.rule} ${metric.overApps.rule}`,
      ]),
    ),
  )
  expect(table).toMatchObject({
    'user-trend/new_user_count': 'sum sum',
    'user-trend/new_user_ratio': 'ratio ratio',
    'user-trend/old_user_count': 'unique unique',
    'user-trend/user_count': 'unique unique',
    'user-trend/session_count': 'sum sum',
    'user-trend/average_session_time': 'weighted weighted',
    'user-trend/session_time_per_person': 'ratio ratio',
    'active-users/user_count': 'last unique',
    'active-users/day_month_activity_degree': 'last ratio',
    'active-users/lost_ratio': 'last ratio',
    'audience/count_ratio': 'none weighted',
    'region/session_count_district': 'sum sum',
    'region/session_count_district_ratio': 'share share',
    'region/new_user_count_district_ratio': 'weighted weighted',
    'terminal/accumulative_session_count': 'sum sum',
    'terminal/average_use_time': 'weighted weighted',
    'pages/pv_user_count': 'unique unique',
    'pages/bounce_ratio': 'ratio ratio',
    'pages/stay_time_ratio': 'share share',
    'sources/user_count': 'unique unique',
    'sources/session_count_per_user': 'weighted weighted',
    'platform/tp_day_session_count': 'sum none',
    'platform/tp_day_user_count': 'unique none',
    'platform/tp_month_user_count': 'last none',
    'platform/tp_session_time_per_day': 'weighted none',
  })
})

test('the request parameters of the specification', () => {
  const params = (id: string) => getReport(id).variants.map((variant) => Object.values(variant.params).join())
  expect(params('retention')).toEqual(['count', 'ratio'])
  expect(params('terminal')).toEqual([
    'terminal_brand',
    'terminal_device',
    'terminal_os',
    'terminal_screen',
    'terminal_network',
  ])
  expect(params('habits')).toEqual(['depth', 'time', 'interval', 'frequency'])
  expect(getReport('user-trend').granularities.map((option) => option.params)).toEqual([
    { gran: 'day' },
    { gran: 'week' },
    { gran: 'month' },
    { gran: 'hour' },
  ])
  expect(getReport('audience').paging).toEqual({ paged: false })
  const platform = getReport('platform')
  expect(platform.variants[0]?.params['metrics']?.split(',')).toEqual(platform.metrics.map((metric) => metric.key))
  expect(platform.paging).toMatchObject({ list: 'result', params: { max_result: '20', max_results: '20' } })
})

test('retention matures for eight periods, everything else stands at once', () => {
  const retention = getReport('retention')
  expect((['day', 'week', 'month'] as const).map((granularity) => retention.settlesAfter(granularity))).toEqual([
    8, 56, 248,
  ])
  for (const report of reports.filter((other) => other !== retention)) {
    for (const option of report.granularities) expect(report.settlesAfter(option.key), report.id).toBe(0)
  }
})

test('whatever has no total says why, in words both languages have', () => {
  const whys = reports.flatMap((report) =>
    metricsFor(report).flatMap((metric) => rules(metric).flatMap((rule) => (rule.rule === 'none' ? [rule.why] : []))),
  )
  expect([...new Set(whys)].sort()).toEqual([...NO_RULES].sort())
})

test('the catalogue is described as the contract says', () => {
  const described = methods['reports.list'].output.parse(describeCatalogue())
  expect(described.map((report) => report.id)).toEqual(reports.map((report) => report.id))
  const retention = described.find((report) => report.id === 'retention')
  expect(retention?.metrics.length).toBe(1 + 3 * 17)
  expect(retention?.variants.map((variant) => variant.metrics.length)).toEqual([52, 52])
  const terminal = described.find((report) => report.id === 'terminal')
  expect(terminal?.variants.map((variant) => variant.metrics.length)).toEqual([5, 5, 5, 5, 3])
  const time = described[0]?.metrics.find((metric) => metric.key === 'session_time_per_person')
  expect(time?.overTime).toEqual({ rule: 'ratio', parts: ['average_session_time × session_count', 'user_count'] })
})
