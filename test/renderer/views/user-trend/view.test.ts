import { describe, expect, test } from 'vitest'
import { formatDay, parseDay } from '../../../../electron/contract/calendar.ts'
import { dayValue, YESTERDAY } from '../../fake-data.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { openReport } from '../../report-world.ts'

const open = (path: string, options: Partial<FakeOptions> = {}) =>
  openReport(() => import('../../../../renderer/views/user-trend/UserTrendView.vue'), path, options)

const yesterday = parseDay(YESTERDAY) ?? 0
const backwards = Array.from({ length: 14 }, (_, back) => yesterday - back)
const days = backwards.slice(0, 7).toReversed()
const before = backwards.slice(7).toReversed()
const range = (some: readonly number[]) => ({ from: formatDay(some[0] ?? 0), to: formatDay(some.at(-1) ?? 0) })
const value = (day: number, key: string) => dayValue(2, day, key) ?? NaN
const number = (text = '') => Number(text.replaceAll(/[,%▲▼−+]/g, ''))
const metrics = (asked: unknown[]) =>
  asked.map((each) => (each as { metric: string }).metric.replace('user-trend/', ''))

describe('one app', () => {
  test('cards for every metric, a chart and the very numbers in the table', async () => {
    const { shown, cells, asked } = await open('/user-trend?mode=one&app=2&range=last7')
    expect(shown.findAll('.cards .name').map((each) => each.text())).toEqual([
      '启动次数',
      '启动用户数',
      '新用户数',
      '新用户占比',
      '老用户数',
      '次均使用时长',
    ])
    const sessions = days.map((day) => value(day, 'session_count'))
    const earlier = before.map((day) => value(day, 'session_count'))
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
    expect(cells('user-trend/session_count').map(number)).toEqual([...sessions, sum(sessions)])
    expect(cells('user-trend/session_count#before').map(number)).toEqual([...earlier, sum(earlier)])
    const change = Math.abs((100 * ((sessions[0] ?? 0) - (earlier[0] ?? 0))) / (earlier[0] ?? 1))
    expect(number(cells('user-trend/session_count#change')[0])).toBeCloseTo(change, 1)
    expect(shown.find('.cards [aria-pressed=true] .value').text()).toBe(sum(sessions).toLocaleString('zh-CN'))
    expect(asked('query.series')).toMatchObject([{ range: range(days) }, { range: range(before) }])
  })

  test('a card draws its metric beside the others; of two units on two axes, of three a chart each', async () => {
    const { shown, query, choose, cells, settle } = await open('/user-trend?mode=one&app=2&range=last7')
    const card = async (name: string) => {
      await shown
        .findAll('.cards .one')
        .find((each) => each.text().startsWith(name))
        ?.trigger('click')
      await settle()
    }
    await card('次均使用时长')
    expect(query()['m']).toBe('session_count,average_session_time')
    expect(shown.findAll('.charts canvas')).toHaveLength(1)
    await card('新用户占比')
    expect(shown.findAll('.charts canvas')).toHaveLength(3)
    expect(cells('user-trend/new_user_ratio')).toHaveLength(8)
    await choose('同图')
    expect(shown.findAll('.charts canvas')).toHaveLength(3)
  })

  test('hours of the day are a granularity, and back to days', async () => {
    const { shown, query, choose, asked } = await open('/user-trend?mode=one&app=2&range=last7')
    await choose('24 小时')
    expect(query()['g']).toBe('hour')
    expect(asked('query.series').at(-1)).toMatchObject({ granularity: 'hour' })
    expect(shown.find('.chart-card footer').text()).toContain('每个小时汇总了整段日期')
    await choose('走势')
    expect(query()['g']).toBeUndefined()
  })

  test('new beside returning users, with all users and the part that is new in the table', async () => {
    const { shown, choose, query, asked, cells } = await open('/user-trend?mode=one&app=2&range=last7&vs=none')
    const before = asked('query.series').length
    await choose('新老用户')
    expect(query()).toMatchObject({ tab: 'split' })
    expect(metrics(asked('query.series').slice(before))).toEqual([
      'new_user_count',
      'old_user_count',
      'user_count',
      'new_user_ratio',
    ])
    const sum = cells('user-trend/new_user_count').map(
      (text, i) => number(text) + number(cells('user-trend/old_user_count')[i]),
    )
    expect(sum.slice(0, 7)).toEqual(cells('user-trend/user_count').slice(0, 7).map(number))
    await choose('占比')
    expect(query()).toMatchObject({ split: 'share' })
    expect(shown.findAll('.split .legend [data-name]').map((each) => each.text())).toEqual(['新用户数', '老用户数'])
  })
})

describe('several apps', () => {
  test('a small chart each, and all metrics of all apps below', async () => {
    const { shown, cells, choose, query } = await open('/user-trend?range=last7')
    expect(shown.findAll('.multiples figure')).toHaveLength(4)
    const own = days.reduce((sum, day) => sum + value(day, 'session_count'), 0)
    expect(cells('user-trend/session_count')).toContain(own.toLocaleString('zh-CN'))
    await choose('各自纵轴')
    expect(query()).toMatchObject({ scale: 'own' })
    expect(shown.find('.chart-card footer').text()).toContain('高低不能互相比较')
  })

  test('a name in the matrix leads to the app by itself', async () => {
    const { press, query, shown } = await open('/user-trend?mode=all')
    expect(shown.find('.chart-card').exists()).toBe(false)
    await press('一席读书')
    expect(query()).toMatchObject({ mode: 'one', app: '3' })
  })
})
