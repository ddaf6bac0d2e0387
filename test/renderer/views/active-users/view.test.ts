import { describe, expect, test } from 'vitest'
import { formatDay, parseDay } from '../../../../electron/contract/calendar.ts'
import { dayValue, YESTERDAY } from '../../fake-data.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { openReport } from '../../report-world.ts'

const open = (path: string, options: Partial<FakeOptions> = {}) =>
  openReport(() => import('../../../../renderer/views/active-users/ActiveUsersView.vue'), path, options)

const yesterday = parseDay(YESTERDAY) ?? 0
const last = (app: number, key: string, back = 0) => dayValue(app, yesterday - back, key) ?? NaN
const percent = (value: number) => `${value.toFixed(2)}%`
const metrics = (asked: unknown[]) =>
  asked.map((each) => (each as { metric: string }).metric.replace('active-users/', ''))

describe('one app', () => {
  test('windows take the last day, and say so', async () => {
    const { shown, cells, asked } = await open('/active-users?mode=one&app=2&range=last7&vs=none')
    expect(metrics(asked('query.series'))).toEqual(['user_count', 'weekly_user_count', 'monthly_user_count'])
    const cards = Object.fromEntries(
      shown.findAll('.cards .one').map((card) => [card.find('.name').text(), card.find('.value').text()]),
    )
    expect(cards['周活跃用户']).toBe(last(2, 'weekly_user_count').toLocaleString('zh-CN'))
    expect(cards['日活/周活']).toBe(percent((100 * last(2, 'user_count')) / last(2, 'weekly_user_count')))
    expect(cells('active-users/weekly_user_count').at(-1)).toBe(cards['周活跃用户'])
    expect(cells('period').at(-1)).toBe('最后一天')
    expect(shown.find('.chart-card footer').text()).toContain(`一段时间取最后一天（${formatDay(yesterday)}）`)
  })

  test('stickiness divides the two numbers of each day, and says that one of them is ours', async () => {
    const { shown, choose, cells, query } = await open('/active-users?mode=one&app=2&range=last7&vs=none')
    await choose('粘性')
    expect(query()['m']).toBe('day_month_activity_degree,day_week_activity_degree')
    const expected = [6, 5, 4, 3, 2, 1, 0].map((back) =>
      percent((100 * last(2, 'user_count', back)) / last(2, 'weekly_user_count', back)),
    )
    expect(cells('active-users/day_week_activity_degree').slice(0, 7)).toEqual(expected)
    expect(shown.find('.chart-card footer').text()).toContain('由 Cygnet 按接口给出的日活、周活计算')
    await choose('活跃')
    expect(query()['m']).toBeUndefined()
  })

  test('a card chosen beside a theme is a choice of one’s own', async () => {
    const { shown, query, settle } = await open('/active-users?mode=one&app=2&range=last7&vs=none')
    await shown
      .findAll('.cards .one')
      .find((card) => card.text().includes('流失率'))
      ?.trigger('click')
    await settle()
    expect(query()['m']).toBe('user_count,weekly_user_count,monthly_user_count,lost_ratio')
    expect(shown.find('[role=radio][aria-checked=true][data-value=other]').exists()).toBe(true)
  })

  test('hours are another view’s matter', async () => {
    const { asked } = await open('/active-users?mode=one&app=2&g=hour&vs=none')
    expect(asked('query.series')).toMatchObject([
      { granularity: 'day' },
      { granularity: 'day' },
      { granularity: 'day' },
    ])
  })
})

describe('several apps', () => {
  test('as one, people are not de-duplicated, and ratios are made of the sums', async () => {
    const { shown, cells } = await open('/active-users?mode=all&range=last7&vs=none')
    const sum = (key: string) => [1, 2, 3, 4].reduce((all, app) => all + last(app, key), 0)
    expect(cells('active-users/user_count').at(-1)).toContain(sum('user_count').toLocaleString('zh-CN'))
    expect(cells('active-users/day_week_activity_degree').at(-1)).toBe(
      percent((100 * sum('user_count')) / sum('weekly_user_count')),
    )
    expect(shown.findAll('.cards .note').length).toBeGreaterThan(0)
    expect(shown.text()).toContain('每个数都是截至该日的滚动窗口')
  })
})
