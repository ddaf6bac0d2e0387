import { describe, expect, test } from 'vitest'
import { AppError } from '../../../../electron/contract/errors.ts'
import type { Output } from '../../../../electron/contract/index.ts'
import { fakeOverview, fakeSeries } from '../../fake-query.ts'
import { makeApps, YESTERDAY } from '../../fake-data.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { openReport } from '../../report-world.ts'

const open = (path: string, options: Partial<FakeOptions> = {}) =>
  openReport(() => import('../../../../renderer/views/user-trend/UserTrendView.vue'), path, options)

/** A history in which some apps have nothing. */
const without = (ids: readonly number[], count = 4): Partial<FakeOptions> => {
  const apps = makeApps(count)
  const blank = <T extends { appId: number }>(each: T, none: T): T => (ids.includes(each.appId) ? none : each)
  const nothing = { value: null, rule: 'sum', note: 'not-fetched' as const }
  return {
    apps: count,
    handlers: {
      'query.overview': (input) => {
        const answer = fakeOverview(apps, input)
        return {
          ...answer,
          apps: answer.apps.map((app) =>
            blank(app, {
              ...app,
              spark: app.spark.map(() => null),
              kpis: app.kpis.map(() => ({ total: nothing, previous: null, change: null })),
            }),
          ),
        }
      },
      'query.series': (input) => {
        const answer = fakeSeries(apps, input)
        const series = answer.series.map((own) =>
          blank(own, { ...own, values: own.values.map(() => null), total: nothing, source: null }),
        )
        return { ...answer, series } satisfies Output<'query.series'>
      },
    },
  }
}

describe('which apps a report shows', () => {
  test('a few stand side by side, many in a table, one by itself', async () => {
    const few = await open('/user-trend')
    expect(few.shown.findAll('.multiples figure')).toHaveLength(4)
    const one = await open('/user-trend?apps=3')
    expect(one.shown.find('.picker').text()).toContain('一席读书')
    const many = await open('/user-trend', { apps: 13 })
    expect(many.shown.find('.multiples').exists()).toBe(false)
    expect(many.cells('app')).toHaveLength(14)
  })

  test('of more than fit, the largest, the largest first, with a word about it', async () => {
    const { asked, shown } = await open('/user-trend?mode=side', { apps: 20 })
    expect(shown.text()).toContain('范围内有 20 个应用，并列“启动次数”最大的 12 个')
    const largest = makeApps(20)
      .map(({ id }) => id)
      .toSorted((a, b) => sessions(b) - sessions(a))
      .slice(0, 12)
    const questions = asked('query.series') as { scope: { apps: number[] } }[]
    expect(questions.map(({ scope }) => scope.apps)).toEqual([largest, largest])
    const names = makeApps(20)
    expect(shown.findAll('.multiples figcaption .grow').map((each) => each.text())).toEqual(
      largest.map((id) => names.find((app) => app.id === id)?.name),
    )

    function sessions(id: number): number {
      const range = { from: day(-29), to: YESTERDAY }
      const { apps } = fakeOverview(makeApps(20), { range, metrics: ['user-trend/session_count'], scope: {} })
      return apps.find(({ appId }) => appId === id)?.kpis[0]?.total.value ?? 0
    }
  })

  test('the keys step through the apps of the scope, and the address follows', async () => {
    const { key, query, shown, asked } = await open('/user-trend?mode=one&app=4')
    await key(']')
    expect(query()).toMatchObject({ mode: 'one', app: '1' })
    await key('[')
    await key('【')
    expect(query()).toMatchObject({ app: '3' })
    expect(shown.find('.picker').text()).toContain('一席读书')
    expect(asked('query.overview').at(-1)).toMatchObject({ scope: { apps: [3], tags: [] } })
    await key('x')
    expect(query()).toMatchObject({ app: '3' })
  })

  test('another way to look is a step in the address, and is kept for the other reports', async () => {
    const { choose, query } = await open('/user-trend')
    await choose('单个应用')
    expect(query()).toMatchObject({ mode: 'one' })
    const { ownQuery } = await import('../../../../renderer/router/view-state.ts')
    const { views } = await import('../../../../renderer/router/view.ts')
    for (const view of views) expect(ownQuery(view.name)['mode']).toBe(view.section === 'reports' ? 'one' : undefined)
  })

  test('an empty scope says so and leads out of it', async () => {
    const { shown, press, query } = await open('/user-trend?tags=nobody')
    expect(shown.text()).toContain('这个范围里没有应用')
    await press('看全部应用')
    expect(query()).toEqual({})
  })
})

describe('what stands in the place of numbers', () => {
  test('a failure with another try', async () => {
    let fails = true
    const { shown, press } = await open('/user-trend', {
      handlers: {
        'query.overview': (input) => {
          if (fails) throw new AppError('store.failed')
          return fakeOverview(makeApps(4), input)
        },
      },
    })
    expect(shown.find('[role=alert]').text()).toContain('读写历史数据时出错')
    expect(shown.find('.cards').exists()).toBe(false)
    fails = false
    await press('重试')
    expect(shown.find('[role=alert]').exists()).toBe(false)
    expect(shown.find('.cards').exists()).toBe(true)
  })

  test('never fetched: a button that fetches just this report, these days, and those compared with', async () => {
    const { shown, press, asked } = await open(
      '/user-trend?range=2026-11-01_2026-11-07&vs=weekday&g=week',
      without([1, 2, 3, 4]),
    )
    expect(shown.text()).toContain('还没有取得 2026-11-01 – 11-07 的“用户趋势”')
    await press('获取这个报表')
    expect(asked('sync.start')).toEqual([
      {
        range: { from: '2026-11-01', to: '2026-11-07' },
        compare: 'weekday',
        scope: { apps: [1, 2, 3, 4], tags: [] },
        reports: ['user-trend'],
        granularities: ['day', 'week'],
      },
    ])
  })

  test('what keeps an app from having numbers is said, with the way out', async () => {
    const apps = makeApps(2).map((app) => ({ ...app, tokenState: 'none' as const }))
    const options = without([1, 2], 2)
    const { shown } = await open('/user-trend', {
      ...options,
      handlers: { ...options.handlers, 'apps.list': () => apps },
    })
    expect(shown.find('.cause').text()).toContain('还没有可用的令牌')
    expect(shown.findAll('.cause button').map((each) => each.text())).toEqual(['设置令牌', '设置令牌'])
  })

  test('some apps lack it: a quiet line names them and fetches them', async () => {
    const { shown, press, asked } = await open('/user-trend', without([2, 4]))
    expect(shown.find('.lacking').text()).toContain('2 个应用没有这段日期的数据：青禾预约挂号、山城民宿')
    await press('获取')
    expect(asked('sync.start')).toMatchObject([{ scope: { apps: [2, 4], tags: [] }, reports: ['user-trend'] }])
  })
})

describe('what can be done with the view', () => {
  test('a workbook of just this report and these apps, in these periods', async () => {
    const { press, asked } = await open('/user-trend?mode=one&app=2&g=week&range=2026-11-01_2026-11-23', {
      handlers: { 'files.save': () => ({ path: '/home/li/a.xlsx' }), 'export.start': () => ({ job: 5 }) },
    })
    await press('导出 Excel')
    expect(asked('files.save')).toEqual([{ kind: 'workbook', name: 'Cygnet 用户趋势 2026-11-01–2026-11-23.xlsx' }])
    expect(asked('export.start')).toMatchObject([
      { reports: ['user-trend'], scope: { apps: [2], tags: [] }, granularity: 'week', compare: 'previous' },
    ])
  })

  test('the moment looked back to is said', async () => {
    const { shown, asked } = await open('/user-trend?asof=2026-11-20T02:00:00.000Z')
    expect(shown.text()).toContain('数据截至')
    expect(asked('query.overview')).toMatchObject([{ asOf: '2026-11-20T02:00:00.000Z' }])
    expect(asked('query.series')).toMatchObject([
      { asOf: '2026-11-20T02:00:00.000Z' },
      { asOf: '2026-11-20T02:00:00.000Z' },
    ])
  })
})

const DAY_MS = 86_400_000
const day = (by: number) => new Date(Date.parse(`${YESTERDAY}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10)
