import { describe, expect, test, vi } from 'vitest'
import { AppError } from '../../../../electron/contract/errors.ts'
import type { Insights } from '../../../../electron/contract/methods/insights.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { alertOf, contributionOf, fakeInsights } from '../../fake-insights.ts'
import { fakeScreen } from '../../fake-screen.ts'
import { openPageWorld } from '../../page-world.ts'

async function open(path: string, insights: Partial<Insights>, handlers: FakeOptions['handlers'] = {}) {
  fakeScreen()
  const world = await openPageWorld({
    apps: 4,
    handlers: { 'insights.overview': (input) => fakeInsights(input, insights), ...handlers },
  })
  const [{ default: OverviewView }, { router }] = await Promise.all([
    import('../../../../renderer/views/overview/OverviewView.vue'),
    import('../../../../renderer/router/index.ts'),
  ])
  document.body.appendChild(document.createElement('div')).id = 'view-actions'
  await world.load()
  await world.go(path)
  const shown = await world.show(OverviewView)
  const strip = () => shown.get('.insights')
  /** Where it leads, without the view there being loaded. */
  const leads = async (press: () => Promise<unknown>) => {
    const push = vi.spyOn(router, 'push').mockResolvedValue(undefined)
    await press()
    await world.settle()
    return push.mock.calls.map(([to]) => to)
  }
  return { ...world, shown, strip, leads, query: () => router.currentRoute.value.query }
}

describe('the line of insights', () => {
  test('a quiet day says so, and how much was looked at', async () => {
    const { strip } = await open('/overview', {})
    expect(strip().text()).toContain('最近 1 天没有异常')
    expect(strip().text()).toContain('检查了 12 条曲线')
  })

  test('a range without a day that is over is not judged', async () => {
    const { strip } = await open('/overview', { days: [] })
    expect(strip().text()).toContain('还没有结束的一天')
  })

  test('the first alerts stand in it, and their apps carry a dot in the table', async () => {
    const alerts = [
      alertOf({ id: 'a', appId: 2, app: '二' }),
      alertOf({ id: 'b', appId: 3, app: '三', severity: 'info' }),
      alertOf({ id: 'c', appId: null, app: null, severity: 'warning' }),
    ]
    const { strip, shown } = await open('/overview', { alerts })
    expect(
      strip()
        .findAll('.first button')
        .map((each) => each.text()),
    ).toEqual([
      expect.stringMatching(/^紧急二启动次数.*60\.0%$/) as string,
      expect.stringMatching(/^提示三/) as string,
      expect.stringMatching(/^关注全部应用合计/) as string,
    ])
    expect(
      strip()
        .findAll('.count')
        .map((each) => each.text()),
    ).toEqual(['紧急1', '关注1', '提示1'])
    const dotted = shown.findAll('[data-column=app] .severity').map((each) => each.attributes('title'))
    expect(dotted).toEqual(['紧急：启动次数 −60.0%'])
  })

  test('a failure is told in its place, and asked again', async () => {
    let broken = true
    const { strip, shown, settle } = await open(
      '/overview',
      {},
      {
        'insights.overview': (input) => {
          if (broken) throw new AppError('internal', { message: 'no' })
          return fakeInsights(input)
        },
      },
    )
    expect(strip().text()).toContain('洞察没有算出来')
    // the table does not suffer from it
    expect(shown.findAll('[role=row]').length).toBeGreaterThan(4)
    broken = false
    await strip().get('.link').trigger('click')
    await settle()
    expect(strip().text()).toContain('没有异常')
  })
})

describe('opened', () => {
  test('it is a state of the address; an alert leads to its app', async () => {
    const { strip, settle, query, leads } = await open('/overview', { alerts: [alertOf({ appId: 2, app: '二' })] })
    await strip().get('.toggle').trigger('click')
    await settle()
    expect(query()).toMatchObject({ insights: 'open' })
    expect(await leads(() => strip().get('[data-alert]').trigger('click'))).toMatchObject([
      { name: 'user-trend', query: { mode: 'one', app: '2', m: 'session_count' } },
    ])
  })

  test('contributions of the metric chosen; without a comparison there are none', async () => {
    const other = { ...contributionOf({ 3: -7 }), metric: 'user-trend/user_count' }
    const some = { contributions: [contributionOf({ 1: 300, 2: -100 }), other] }
    const { strip, go } = await open('/overview?insights=open', some)
    const parts = () =>
      strip()
        .findAll('[data-part]')
        .map((each) => each.attributes('data-part'))
    expect(parts()).toEqual(['1', '2'])
    await go('/overview?insights=open&of=user-trend/user_count')
    expect(parts()).toEqual(['3'])
    await go('/overview?insights=open&vs=none')
    expect(parts()).toEqual([])
    expect(strip().text()).toContain('选一段对比日期')
  })

  test('a new app leads to the comparison from its first day on', async () => {
    const launches = [{ appId: 4, app: '四', firstDay: '2026-11-20', days: 5 }]
    const { strip, leads } = await open('/overview?insights=open', { launches })
    const [button] = strip()
      .findAll('button')
      .filter((each) => each.text().includes('2026-11-20 上线，第 5 天'))
    expect(await leads(() => button?.trigger('click') ?? Promise.resolve())).toMatchObject([
      { name: 'compare', query: { apps: '4', form: 'launch' } },
    ])
  })
})
