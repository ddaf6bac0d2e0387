import { describe, expect, test } from 'vitest'
import { formatUnit } from '../../../../electron/contract/units.ts'
import { makeApps, YESTERDAY } from '../../fake-data.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { fakeMembers } from '../../fake-members.ts'
import { cellsOf, openReport, radioOf } from '../open-report.ts'

const open = (path: string, options: Partial<FakeOptions> = {}) =>
  openReport(() => import('../../../../renderer/views/habits/HabitsView.vue'), path, options)
const RANGE = { from: YESTERDAY, to: YESTERDAY }
const answer = (variant: string, show: number[], scope: number[] = []) =>
  fakeMembers(
    makeApps(6),
    { report: 'habits', variant, range: RANGE, compare: 'previous', scope: { apps: scope }, show, limit: 5000 },
    'zh-CN',
  )
const percent = (value: number | null | undefined) => formatUnit('percent', value ?? null, 'zh-CN')

describe('one app', () => {
  test('four distributions, each asked for once of the app and once of all', async () => {
    const { shown, asked } = await open('/habits?mode=one&app=2&range=yesterday')
    const variants = (asked('query.members') as { variant: string }[]).map(({ variant }) => variant)
    expect(variants.toSorted()).toEqual(
      ['depth', 'depth', 'time', 'time', 'interval', 'interval', 'frequency', 'frequency'].toSorted(),
    )
    expect(shown.findAll('.four .chart-card')).toHaveLength(4)
    expect(shown.findAll('.four h2').map((each) => each.text())).toEqual([
      '访问深度 · 启动次数占比',
      '使用时长 · 启动次数占比',
      '使用间隔 · 启动次数占比',
      '使用频率 · 启动用户占比',
    ])
  })

  test('the one listed has its shares beside those of all apps; columns that the API left out are none', async () => {
    const { shown, query, settle } = await open('/habits?mode=one&app=2&range=yesterday')
    await radioOf(shown, '使用间隔').trigger('click')
    await settle()
    expect(query()['tab']).toBe('interval')
    const titles = shown.findAll('[role=columnheader][data-column]').map((each) => each.attributes('data-column'))
    expect(titles).not.toContain('user_count_ratio')
    const own = answer('interval', [2], [2])
    expect(cellsOf(shown, 'session_count_ratio').slice(0, -1)).toEqual(
      own.members.map(({ apps }) => percent(apps[0]?.values[1])),
    )
    expect(cellsOf(shown, 'name').slice(0, 3)).toEqual(['首次启动', '当日', '1天'])
  })

  test('says where half is reached, of the app and of all', async () => {
    const { shown } = await open('/habits?mode=one&app=2&range=yesterday')
    const own = answer('depth', [2], [2]).members.map(({ label, apps }) => ({ label, share: apps[0]?.values[1] ?? 0 }))
    let reached = 0
    const half = own.find(({ share }) => (reached += share) >= 50)
    expect(shown.find('.four footer').text()).toContain(`半数启动不超过 ${half?.label ?? ''}（`)
  })
})

test('side by side every app is a whole; all apps stand below each other', async () => {
  const side = await open('/habits?mode=side&range=yesterday')
  expect(side.shown.findAll('.four .mix')).toHaveLength(4)
  const all = await open('/habits?mode=all&range=yesterday&tab=frequency')
  const matrix = (all.asked('query.members') as { variant: string; metrics?: string[] }[]).filter(
    ({ metrics }) => metrics !== undefined,
  )
  expect(matrix).toMatchObject([{ variant: 'frequency', metrics: ['user_count_ratio'] }])
  expect(all.shown.findAll('[role=grid]')).toHaveLength(2)
})

test('apps that were never fetched are named, and only they are fetched', async () => {
  const { shown, asked, settle } = await open('/habits?mode=side&range=yesterday', { apps: 7 })
  const line = shown.find('.lacking')
  expect(line.text()).toContain(makeApps(7)[6]?.name)
  await line.findAll('button').at(-1)?.trigger('click')
  await settle()
  expect(asked('sync.start')).toMatchObject([{ scope: { apps: [7] }, reports: ['habits'] }])
})
