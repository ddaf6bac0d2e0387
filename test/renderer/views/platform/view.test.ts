import { describe, expect, test } from 'vitest'
import type { Output } from '../../../../electron/contract/index.ts'
import { describeReports } from '../../../../electron/core/catalogue/describe.ts'
import report from '../../../../electron/core/catalogue/reports/platform.report.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { YESTERDAY } from '../../fake-data.ts'
import { cellsOf, openReport } from '../open-report.ts'

const REPORTS = describeReports([report])
const NONE: Output<'platform.status'> = {
  token: 'none',
  expiresAt: null,
  clientId: null,
  broker: null,
  endpoint: 'getdata',
}
type Handlers = NonNullable<FakeOptions['handlers']>

/** The platform's own report as the core answers it: one series that belongs to no app. */
const overview =
  (value: number | null): NonNullable<Handlers['query.overview']> =>
  ({ metrics = [], range }) => {
    const kpis = metrics.map(() => ({
      total: { value, rule: 'sum', note: value === null ? ('not-fetched' as const) : null },
      previous: null,
      change: null,
    }))
    const spark = value === null ? [] : [value]
    const freshness = { day: value === null ? null : YESTERDAY, fetchedAt: null }
    return {
      ...range,
      compare: null,
      metrics: metrics.map((metric) => ({ metric, unit: 'count' as const, overTime: 'sum', overApps: 'none' })),
      apps: [{ appId: 0, app: 'platform', kpis, spark, freshness }],
      combined: kpis,
    }
  }
const series: NonNullable<Handlers['query.series']> = ({ metric, range }) => ({
  report: 'platform',
  metric: metric.slice('platform/'.length),
  variant: '',
  unit: 'count',
  granularity: 'day',
  periods: [{ key: range.to, from: range.to, to: range.to, partial: false }],
  series: [
    {
      appId: 0,
      app: 'platform',
      values: [1234],
      total: { value: 1234, rule: 'sum', note: null },
      source: { snapshot: 9, fetchedAt: `${YESTERDAY}T03:00:00.000Z` },
    },
  ],
  combined: { values: [1234], total: { value: 1234, rule: 'sum', note: null } },
})
const open = (path: string, handlers: Handlers) =>
  openReport(() => import('../../../../renderer/views/platform/PlatformView.vue'), path, {
    handlers: {
      'reports.list': () => REPORTS,
      'platform.status': () => NONE,
      'query.overview': overview(1234),
      'query.series': series,
      ...handlers,
    },
  })

describe('the platform’s metrics', () => {
  test('are asked for without an app, whatever the scope, and are the platform’s own', async () => {
    const { shown, asked } = await open('/platform?range=yesterday&vs=none&apps=2', {})
    expect(asked('query.overview')).toMatchObject([{ scope: { apps: [], tags: [] } }])
    expect(asked('query.series')).toMatchObject([{}, {}, {}])
    expect(shown.findAll('.cards .one')).toHaveLength(18)
    expect(cellsOf(shown, 'platform/tp_day_user_count')).toEqual(['1,234', '1,234'])
    expect(shown.find('[role=img], canvas').exists()).toBe(true)
  })

  test('never fetched, and no token: says what is missing and where to set it', async () => {
    const { shown } = await open('/platform?range=yesterday&vs=none', { 'query.overview': overview(null) })
    expect(shown.text()).toContain('还没有取得')
    expect(shown.find('.causes a').attributes('href')).toContain('section=tokens')
  })

  test('with a broker of the company’s own no token is missed', async () => {
    const { shown } = await open('/platform?range=yesterday&vs=none', {
      'query.overview': overview(null),
      'platform.status': () => ({ ...NONE, broker: 'https://tokens.example/' }),
    })
    expect(shown.find('.causes').exists()).toBe(false)
  })
})

const platform: Output<'query.platform'> = {
  days: [YESTERDAY],
  appsOfPlatform: 5,
  appsHere: 4,
  measures: (['sessions', 'users'] as const).map((id) => ({
    id,
    unit: 'count',
    metrics: { platform: `platform/tp_day_${id}`, apps: `user-trend/${id}` },
    platform: { values: [1000], total: { value: 1000, rule: 'sum', note: null } },
    apps: { values: [900], total: { value: 900, rule: 'sum', note: null }, known: [4], lacking: [] },
    difference: { values: [-100], total: -100, percent: -10 },
    reasons: ['apps-not-here'],
  })),
}

test('against the sum of apps: another measure is a step in the address, and what is missing has its way', async () => {
  const { shown, query, settle, asked } = await open('/platform?tab=apps&range=yesterday', {
    'query.platform': () => platform,
    'files.save': () => ({ path: '/x/t.xlsx' }),
    'export.table': () => ({ job: 6 }),
  })
  document.querySelector<HTMLElement>('#view-actions [title="导出 Excel"]')?.click()
  await settle()
  expect(asked('export.table')).toMatchObject([
    { asked: { table: 'platform', question: { range: { from: YESTERDAY, to: YESTERDAY } } } },
  ])
  expect(cellsOf(shown, 'difference')).toEqual(['−100', '−100'])
  expect(shown.find('.reasons').text()).toContain('这里只添加了 4 个')
  expect(shown.find('.reasons a').attributes('href')).toContain('section=apps')
  await shown.findAll('.overview .link')[1]?.trigger('click')
  await settle()
  expect(query()['of']).toBe('users')
})

test('reports against each other are asked for the scope', async () => {
  const { asked, shown } = await open('/platform?tab=reports&range=yesterday&apps=2', {
    'query.reconcile': () => ({ apps: [] }),
  })
  expect(asked('query.reconcile')).toEqual([
    { range: { from: YESTERDAY, to: YESTERDAY }, scope: { apps: [2], tags: [] } },
  ])
  expect(shown.text()).toContain('还没有取得')
})
