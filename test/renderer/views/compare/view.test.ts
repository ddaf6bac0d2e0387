import type { VueWrapper } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../../../electron/contract/errors.ts'
import { formatDay, parseDay } from '../../../../electron/contract/calendar.ts'
import { YESTERDAY, dayValue } from '../../fake-data.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { fakeScreen } from '../../fake-screen.ts'
import { openPageWorld } from '../../page-world.ts'

const day = (back: number) => formatDay((parseDay(YESTERDAY) ?? 0) - back)

async function open(path: string, options: Partial<FakeOptions> = {}) {
  fakeScreen()
  const world = await openPageWorld({ apps: 12, ...options })
  const [{ default: CompareView }, { useApps }, { useCatalogue }, { useStatus }, { router }] = await Promise.all([
    import('../../../../renderer/views/compare/CompareView.vue'),
    import('../../../../renderer/stores/apps.ts'),
    import('../../../../renderer/stores/catalogue.ts'),
    import('../../../../renderer/stores/status.ts'),
    import('../../../../renderer/router/index.ts'),
  ])
  document.body.appendChild(document.createElement('div')).id = 'view-actions'
  await Promise.all([useApps().load(), useCatalogue().load(), useStatus().load()])
  await world.go(path)
  const shown = await world.show(CompareView)
  return { ...world, shown, query: () => router.currentRoute.value.query }
}
const names = (shown: VueWrapper) => shown.findAll('.legend [data-name]').map((each) => each.text())
const cells = (shown: VueWrapper, column: string) =>
  shown.findAll(`[role=row] [data-column="${column}"][data-row]`).map((each) => each.text())
const notes = (shown: VueWrapper) => shown.find('.chart-card footer').text()
const radio = (shown: VueWrapper, text: string) =>
  shown.findAll('[role=radio]').find((each) => each.text() === text) ?? shown.get('[role=radio].none')

describe('what Compare asks', () => {
  test('each metric once for the range and once for the one compared with, of the apps in scope', async () => {
    const { asked } = await open('/compare?apps=2,3&range=last7&m=user-trend/session_count,user-trend/new_user_ratio')
    const common = { granularity: 'day', scope: { apps: [2, 3], tags: [] } }
    const now = { from: day(6), to: day(0) }
    const before = { from: day(13), to: day(7) }
    expect(asked('query.series')).toEqual(
      ['user-trend/session_count', 'user-trend/new_user_ratio'].flatMap((metric) => [
        { ...common, metric, range: now },
        { ...common, metric, range: before },
      ]),
    )
  })

  test('of many apps, the 50 largest, and says so', async () => {
    const { asked, shown } = await open('/compare?vs=none', { apps: 120 })
    const [ranking, series] = asked('query.series') as { granularity: string; scope: { apps: number[] } }[]
    expect(ranking).toMatchObject({ granularity: 'month', scope: { apps: [], tags: [] } })
    expect(series?.scope.apps).toHaveLength(50)
    expect(notes(shown)).toContain('范围内有 120 个应用，这里对比“启动次数”最大的 50 个')
    expect(names(shown)).toHaveLength(50)
  })

  test('as of a moment, when the page looks back', async () => {
    const { asked } = await open('/compare?vs=none&asof=2026-01-05T02:00:00.000Z')
    expect(asked('query.series')).toMatchObject([{ asOf: '2026-01-05T02:00:00.000Z' }])
  })
})

describe('what Compare shows', () => {
  test('the numbers of the answer, with names and what they are compared with', async () => {
    const { shown } = await open('/compare?apps=2,3&range=last7&table=periods')
    expect(names(shown)).toEqual(['青禾预约挂号', '一席读书'])
    const expected = [6, 5, 4, 3, 2, 1, 0].map((back) => dayValue(2, parseDay(day(back)) ?? 0, 'session_count') ?? NaN)
    const shownNow = cells(shown, '2').map((text) => Number(text.replaceAll(',', '')))
    expect(shownNow.slice(0, 7)).toEqual(expected)
    expect(shownNow[7]).toBe(expected.reduce((a, b) => a + b, 0))
    expect(notes(shown)).toContain(`虚线：上一周期（${day(13)}`)
  })

  test('another form is a step in the address, with its rule on screen and its numbers in the table', async () => {
    const { shown, query, settle } = await open('/compare?apps=2,3&range=last7&table=periods')
    await radio(shown, '指数 = 100').trigger('click')
    await settle()
    expect(query()).toMatchObject({ form: 'index', apps: '2,3' })
    expect(notes(shown)).toContain('第一个已知值 = 100')
    expect(cells(shown, '2')[0]).toBe('100.00')
  })

  test('shares are not to be had of what does not add up, and the reason is said', async () => {
    const { shown } = await open('/compare?m=user-trend/average_session_time')
    const share = radio(shown, '占比')
    expect(share.attributes('aria-disabled')).toBe('true')
    expect(share.attributes('title')).toContain('不能跨应用相加')
    await share.trigger('click')
    expect(radio(shown, '叠加').attributes('aria-checked')).toBe('true')
  })

  test('a hidden app leaves the chart, not the table; a pinned one stays in the address', async () => {
    const { shown, query, settle } = await open('/compare?apps=2,3&range=last7')
    await shown.get('.legend [data-name]').trigger('click')
    await settle()
    expect(query()).toMatchObject({ hide: '2' })
    expect(shown.get('.legend [data-name]').attributes('aria-pressed')).toBe('false')
    expect(cells(shown, 'total').length).toBeGreaterThan(2)
    await shown.findAll('.legend .pin')[1]?.trigger('click')
    await settle()
    expect(query()).toMatchObject({ hide: '2', pin: '3' })
  })

  test('several metrics are charts above each other, and the table is of the one chosen', async () => {
    const { shown, settle } = await open('/compare?apps=2,3&m=user-trend/session_count,user-trend/average_session_time')
    expect(shown.findAll('.metric-panel h3').map((each) => each.text())).toEqual(['启动次数', '次均使用时长'])
    await radio(shown, '次均使用时长').trigger('click')
    await settle()
    expect(cells(shown, 'total')[0]).toMatch(/^\d\d:\d\d$/)
  })

  test('small charts', async () => {
    const { shown } = await open('/compare?apps=2,3,4&form=multiples')
    expect(shown.findAll('.multiples figure')).toHaveLength(3)
    expect(notes(shown)).toContain('共用一条纵轴')
  })
})

describe('by keyboard', () => {
  test('the chart is walked over, and what it says is read out', async () => {
    const { shown } = await open('/compare?apps=2,3&range=last7')
    const chart = shown.get('.chart[role=group]')
    expect(chart.attributes('aria-label')).toContain('启动次数，2 个应用')
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await chart.trigger('keydown', { key })
    const value = dayValue(2, parseDay(day(5)) ?? 0, 'session_count') ?? 0
    expect(shown.get('.chart [aria-live]').text()).toContain(day(5))
    expect(shown.get('.chart [aria-live]').text()).toContain(`青禾预约挂号 ${value.toLocaleString('en-US')}`)
    await chart.trigger('keydown', { key: 'Escape' })
    expect(shown.get('.chart [aria-live]').text()).toBe('')
  })

  test('zoom by plus, whole again by 0', async () => {
    const { shown } = await open('/compare?apps=2,3')
    await shown.get('.chart').trigger('keydown', { key: '+' })
    expect(shown.find('.chart-card header').text()).toContain('还原缩放')
    await shown.get('.chart').trigger('keydown', { key: '0' })
    expect(shown.find('.chart-card header').text()).not.toContain('还原缩放')
  })

  test('the legend is walked, hidden and shown alone', async () => {
    const { shown, query, settle } = await open('/compare?apps=2,3,4')
    const list = shown.get('.legend ul')
    await list.trigger('keydown', { key: 'ArrowRight' })
    await list.trigger('keydown', { key: 'o' })
    await settle()
    expect(query()).toMatchObject({ hide: '2,4' })
  })
})

describe('when there is nothing to show', () => {
  test('periods a report does not know are a choice, not a failure', async () => {
    const { shown, query, settle } = await open('/compare?g=hour&m=active-users/weekly_user_count')
    expect(shown.get('.metric-panel').text()).toContain('“周活跃用户”没有按小时的数据')
    await shown.get('.metric-panel button').trigger('click')
    await settle()
    expect(query()['g']).toBeUndefined()
    expect(shown.find('.metric-panel canvas').exists()).toBe(true)
  })

  test('a metric that cannot be answered says why, and leaves the others', async () => {
    const failing = { metric: 'user-trend/user_count' }
    const { fakeSeries } = await import('../../fake-query.ts')
    const { makeApps } = await import('../../fake-data.ts')
    const { shown } = await open('/compare?apps=2&m=user-trend/session_count,user-trend/user_count', {
      handlers: {
        'query.series': (input) => {
          if (input.metric === failing.metric) throw new AppError('store.failed')
          return fakeSeries(makeApps(12), input)
        },
      },
    })
    expect(shown.findAll('.metric-panel')).toHaveLength(2)
    expect(shown.findAll('.metric-panel [role=alert]')).toHaveLength(1)
    expect(shown.findAll('.metric-panel canvas')).toHaveLength(1)
  })

  test('a scope without apps', async () => {
    const { shown } = await open('/compare?tags=nobody')
    expect(shown.get('.empty').text()).toContain('这个范围里没有应用')
  })

  test('apps without data', async () => {
    const { shown, asked } = await open('/compare?apps=2&g=hour&range=2019-01-01_2019-01-03', {
      handlers: {
        'query.series': ({ metric, range }) => ({
          report: 'user-trend',
          metric,
          variant: '',
          unit: 'count',
          granularity: 'day',
          periods: [{ key: range.from, from: range.from, to: range.from, partial: false }],
          series: [
            {
              appId: 2,
              app: '青禾预约挂号',
              values: [null],
              total: { value: null, rule: 'sum', note: 'not-fetched' },
              source: null,
            },
          ],
          combined: { values: [null], total: { value: null, rule: 'sum', note: 'not-fetched' } },
        }),
      },
    })
    expect(shown.get('.empty').text()).toContain('这段日期还没有数据')
    expect(shown.find('[role=grid]').exists()).toBe(false)
    expect(shown.find('.legend').exists()).toBe(false)
    await shown.get('.empty button').trigger('click')
    expect(asked('sync.start')).toMatchObject([
      { scope: { apps: [2] }, reports: ['user-trend'], granularities: ['day', 'hour'] },
    ])
  })
})

test('the workbook is of the same metrics, apps and periods', async () => {
  const { asked, settle } = await open('/compare?apps=2,3&g=week&m=user-trend/new_user_count', {
    handlers: { 'files.save': () => ({ path: '/tmp/a.xlsx' }), 'export.start': () => ({ job: 1 }) },
  })
  const button = [...document.querySelectorAll<HTMLElement>('#view-actions button')].find((each) =>
    each.textContent.includes('导出'),
  )
  button?.click()
  await settle()
  expect(asked('export.start')).toMatchObject([
    {
      metrics: ['user-trend/new_user_count'],
      granularity: 'week',
      scope: { apps: [2, 3], tags: [] },
      compare: 'previous',
    },
  ])
})
