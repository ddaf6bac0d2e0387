import { describe, expect, test, vi } from 'vitest'
import type { MembersTable } from '../../../../electron/contract/methods/query-members.ts'
import { formatUnit } from '../../../../electron/contract/units.ts'
import { makeApps, YESTERDAY } from '../../fake-data.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { fakeMembers } from '../../fake-members.ts'
import { cellsOf, openReport, radioOf } from '../open-report.ts'

const open = (path: string, options: Partial<FakeOptions> = {}) =>
  openReport(() => import('../../../../renderer/views/terminal/TerminalView.vue'), path, options)
const RANGE = { from: YESTERDAY, to: YESTERDAY }
const answer = (variant: string, show: number[], scope: number[] = []): MembersTable =>
  fakeMembers(
    makeApps(6),
    { report: 'terminal', variant, range: RANGE, compare: 'previous', scope: { apps: scope }, show, limit: 5000 },
    'zh-CN',
  )
const percent = (value: number | null | undefined) => formatUnit('percent', value ?? null, 'zh-CN')
const SHARE = 'accumulative_session_count_ratio'

describe('the five tabs', () => {
  test('each asks for its own; what was looked at stays', async () => {
    const { shown, asked, query, settle } = await open('/terminal?mode=one&app=2&m=average_use_time')
    expect(asked('query.members')).toMatchObject([
      { variant: 'terminal_brand', show: [2] },
      { variant: 'terminal_brand' },
    ])
    await radioOf(shown, '操作系统').trigger('click')
    await settle()
    expect(query()).toMatchObject({ tab: 'terminal_os', m: 'average_use_time', app: '2' })
    expect(asked('query.members').slice(2)).toMatchObject([{ variant: 'terminal_os' }, { variant: 'terminal_os' }])
    expect(cellsOf(shown, 'name')[0]).toBe('Android 10')
  })

  test('networks have three metrics, and say that users are none of them', async () => {
    const { shown } = await open(
      '/terminal?mode=one&app=2&tab=terminal_network&m=accumulative_user_count_ratio&range=yesterday',
    )
    const titles = shown.findAll('[role=columnheader][data-column]').map((each) => each.attributes('data-column'))
    expect(titles).toEqual([
      'name',
      'accumulative_session_count',
      SHARE,
      'before',
      'change',
      'other',
      'difference',
      'index',
      'average_use_time',
    ])
    const own = answer('terminal_network', [2], [2])
    expect(cellsOf(shown, SHARE).slice(0, -1)).toEqual(own.members.map(({ apps }) => percent(apps[0]?.values[1])))
    expect(shown.get('.mix footer').text()).toContain('不给出用户占比')
  })
})

describe('what a whole is made of', () => {
  test('the app, its past and all apps; small ones folded by the rule that stands below', async () => {
    const { shown } = await open('/terminal?mode=one&app=2')
    const names = shown.findAll('.mix .names li').map((each) => each.text())
    expect(names).toHaveLength(8)
    expect(names.at(-1)).toMatch(/^其他（\d+ 类）$/)
    expect(shown.get('.mix footer').text()).toContain('并入“其他”')
    expect(shown.get('.mix [role=group]').attributes('aria-label')).toContain('3 行')
  })

  test('systems by family', async () => {
    const { shown, query } = await open('/terminal?mode=one&app=2&tab=terminal_os')
    await radioOf(shown, '按系统').trigger('click')
    await vi.waitFor(() => expect(query()['group']).toBe('families'))
    expect(shown.findAll('.mix .names li').map((each) => each.text())).toEqual(['Android', 'iOS'])
    expect(shown.get('.mix footer').text()).toContain('各版本的占比相加')
  })
})

describe('long lists', () => {
  test('are searched at once, and the foot steps aside meanwhile', async () => {
    const { shown, settle } = await open('/terminal?mode=one&app=2&tab=terminal_device')
    expect(shown.get('[role=grid]').attributes('aria-rowcount')).toBe('142')
    await shown.get('input[data-search]').setValue('iphone 1')
    await settle()
    const found = answer('terminal_device', [2], [2]).members.filter(({ label }) => /^iPhone .*1/.test(label))
    expect(cellsOf(shown, 'name')).toEqual(found.map(({ label }) => label))
    expect(shown.get('.tools [role=status]').text()).toBe(`${found.length} / 140`)
    await shown.get('input[data-search]').setValue('没有的')
    await settle()
    expect(shown.text()).toContain('没有匹配“没有的”的机型')
  })

  test('only what is in sight is in the document', async () => {
    const { shown } = await open('/terminal?mode=one&app=2&tab=terminal_device')
    expect(cellsOf(shown, 'name').length).toBeLessThan(60)
  })
})

test('all apps below each other have the largest across, and say how many more there are', async () => {
  const { shown, asked } = await open('/terminal?mode=all&tab=terminal_device')
  expect(asked('query.members')[1]).toMatchObject({ metrics: [SHARE], limit: 40, variant: 'terminal_device' })
  expect(shown.get('p.foot').text()).toContain('列出整体最大的 40 项，共 140 项')
})
