import { describe, expect, test } from 'vitest'
import { formatDay, parseDay } from '../../../../electron/contract/calendar.ts'
import { YESTERDAY } from '../../fake-data.ts'
import { cameBack, cohortSize, curveOf, retentionHandlers } from '../../fake-retention.ts'
import { openReport } from '../../report-world.ts'

const yesterday = parseDay(YESTERDAY) ?? 0
const open = (path: string, apps = 4, none: readonly number[] = []) =>
  openReport(() => import('../../../../renderer/views/retention/RetentionView.vue'), path, {
    apps,
    handlers: retentionHandlers(apps, yesterday, none),
  })
const days = Array.from({ length: 7 }, (_, i) => yesterday - 6 + i)
const percent = (value: number | null) => (value === null ? '—' : `${value.toFixed(2)}%`)
const SECOND = '第2天'

describe('one app', () => {
  test('its triangle: rates by cohort and age, what is not due yet said so, the weighted mean below', async () => {
    const { shown, cells } = await open('/retention?mode=one&app=2&range=last7&vs=none')
    const rates = days.map((day) => {
      const back = cameBack(2, day, 1, yesterday)
      return back === null ? '未到期' : percent((100 * back) / cohortSize(2, day))
    })
    const mean = percent(curveOf([2], days, yesterday).rate[0] ?? null)
    expect(cells(SECOND)).toEqual([...rates, mean])
    expect(cells('size').slice(0, 7)).toEqual(days.map((day) => cohortSize(2, day).toLocaleString('zh-CN')))
    expect(shown.findAll('.tile.young').length).toBe(7 * 8 - [1, 2, 3, 4, 5, 6].reduce((sum, age) => sum + 7 - age, 0))
    expect(shown.find('[role=columnheader][data-column="第2天"]').text()).toBe('次日（第2天）')
    expect(shown.find('.heat').text()).toContain('颜色按留存率')
  })

  test('people in place of rates, in the address', async () => {
    const { cells, choose, query } = await open('/retention?mode=one&app=2&range=last7&vs=none')
    await choose('人数')
    expect(query()).toMatchObject({ as: 'count' })
    expect(cells(SECOND).slice(0, 2)).toEqual(
      days.slice(0, 2).map((day) => (cameBack(2, day, 1, yesterday) ?? NaN).toLocaleString('zh-CN')),
    )
    // the mean stays a rate: people of many cohorts do not add up
    expect(cells(SECOND).at(-1)).toContain('%')
  })

  test('curves of its cohorts before the band of the scope, or of a tag, or of nobody', async () => {
    const { asked, shown, go, query } = await open('/retention?mode=one&app=2&range=last7&vs=none', 12)
    expect(asked('query.cohorts')).toMatchObject([{ scope: { apps: [2], tags: [] }, band: { apps: [], tags: [] } }])
    expect(shown.find('.chart-card footer').text()).toContain('范围内的应用的四分位区间')
    await go('/retention?mode=one&app=2&range=last7&vs=none&band=餐饮')
    expect(asked('query.cohorts').at(-1)).toMatchObject({ band: { apps: [], tags: ['餐饮'] } })
    expect(shown.find('.chart-card footer').text()).toContain('标签“餐饮”不足 4 个应用')
    await go('/retention?mode=one&app=2&range=last7&vs=none&band=-')
    expect(shown.find('.chart-card footer').text()).not.toContain('应用')
    expect(query()).toMatchObject({ band: '-' })
  })

  test('against the range before it', async () => {
    const { asked, shown } = await open('/retention?mode=one&app=2&range=last7')
    expect(asked('query.cohorts')).toMatchObject([
      { range: { from: formatDay(yesterday - 6), to: YESTERDAY } },
      { range: { from: formatDay(yesterday - 13), to: formatDay(yesterday - 7) } },
    ])
    expect(shown.findAll('[data-row^="-"][data-column=head]').map((cell) => cell.text())).toEqual([
      '加权平均',
      '对比期',
      '变化',
    ])
  })
})

describe('several apps', () => {
  test('a curve each, and all of them by age below, as one and with their median', async () => {
    const { shown, cells, asked } = await open('/retention?range=last7&vs=none')
    expect(asked('query.table')).toEqual([])
    const rate = (apps: number[]) => percent(curveOf(apps, days, yesterday).rate[0] ?? null)
    expect(cells(SECOND)).toEqual([rate([1]), rate([2]), rate([3]), rate([4]), rate([1, 2, 3, 4]), rate([2])])
    expect(shown.findAll('.curves [data-name]').map((each) => each.text())).toEqual([
      '重庆小面外卖',
      '青禾预约挂号',
      '一席读书',
      '山城民宿',
      '中位数',
    ])
  })

  test('a name leads to the app by itself; an app without cohorts is named and fetched', async () => {
    const { shown, press, query, asked } = await open('/retention?range=last7&vs=none&g=week', 4, [3])
    expect(shown.find('.lacking').text()).toContain('一席读书')
    await press('获取')
    expect(asked('sync.start')).toMatchObject([
      { scope: { apps: [3], tags: [] }, reports: ['retention'], granularities: ['day', 'week'] },
    ])
    await press('只看“青禾预约挂号”')
    expect(query()).toMatchObject({ mode: 'one', app: '2' })
  })
})
