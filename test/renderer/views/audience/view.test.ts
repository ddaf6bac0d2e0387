import { describe, expect, test, vi } from 'vitest'
import type { MembersTable } from '../../../../electron/contract/methods/query-members.ts'
import { formatUnit } from '../../../../electron/contract/units.ts'
import { makeApps, YESTERDAY } from '../../fake-data.ts'
import type { FakeOptions } from '../../fake-host.ts'
import { fakeMembers } from '../../fake-members.ts'
import { cellsOf, openReport, radioOf } from '../open-report.ts'

const open = (path: string, options: Partial<FakeOptions> = {}) =>
  openReport(() => import('../../../../renderer/views/audience/AudienceView.vue'), path, options)
const RANGE = { from: YESTERDAY, to: YESTERDAY }
const answer = (show: number[], scope: number[] = []): MembersTable =>
  fakeMembers(
    makeApps(6),
    { report: 'audience', range: RANGE, compare: 'previous', scope: { apps: scope }, show },
    'zh-CN',
  )
const classes = ({ members }: MembersTable) => members.filter(({ parent }) => parent !== null)
const percent = (value: number | null | undefined) => formatUnit('percent', value ?? null, 'zh-CN')

describe('one app', () => {
  test('ages, sexes and interests with what they are in all apps, the index and the change', async () => {
    const { shown } = await open('/audience?mode=one&app=2&range=yesterday')
    const own = classes(answer([2], [2]))
    const whole = new Map(classes(answer([])).map((member) => [member.id, member.combined.values[0] ?? null]))
    expect(cellsOf(shown, 'name')).toEqual(own.map(({ label }) => label))
    expect(cellsOf(shown, 'count_ratio')).toEqual(
      own.map(({ apps }) => percent(apps[0]?.values[0]) || '—部分数值接口未给出'),
    )
    const estimated = cellsOf(shown, 'other').map((text) => text.split('%')[0])
    expect(estimated).toEqual(own.map(({ id }) => whole.get(id)?.toFixed(2)))
    const index = own.map(({ id, apps }) => {
      const share = apps[0]?.values[0]
      return share === undefined || share === null ? '—' : String(Math.round((share / (whole.get(id) ?? NaN)) * 100))
    })
    expect(cellsOf(shown, 'index')).toEqual(index)
    expect(cellsOf(shown, 'group').slice(0, 1)).toEqual(['年龄'])
  })

  test('mirrored by default, each side named, and said that it is not men and women', async () => {
    const { shown, query } = await open('/audience?mode=one&app=2')
    const [ages, interests] = shown.findAll('.chart-card')
    expect(ages?.get('h2').text()).toBe('年龄对照')
    expect(
      ages
        ?.findAll('.names li')
        .slice(0, 2)
        .map((each) => each.text()),
    ).toEqual(['← 青禾预约挂号', '6 个应用整体（估算） →'])
    expect(ages?.get('footer').text()).toContain('左右是两个对象，不是男女')
    expect(ages?.get('.sexes').text()).toContain('男')
    expect(interests?.get('footer').text()).toContain('合计不为 100%')
    expect(interests?.get('footer').text()).toContain('下限')
    await radioOf(shown, '并排').trigger('click')
    await vi.waitFor(() => expect(query()['ages']).toBe('grouped'))
    expect(shown.findAll('.chart-card')[0]?.get('h2').text()).toBe('年龄')
  })

  test('with nothing to see it against there is nothing to mirror', async () => {
    const { shown } = await open('/audience?mode=one&app=2&against=none&vs=none')
    expect(radioOf(shown, '左右对照').attributes('title')).toBe('没有对照对象')
    expect(cellsOf(shown, 'other')).toEqual([])
    expect(cellsOf(shown, 'before')).toEqual([])
  })

  test('a reply without classes says so', async () => {
    const empty = (input: Parameters<typeof fakeMembers>[1]) => ({
      ...fakeMembers(makeApps(6), input, 'zh-CN'),
      members: [],
      count: 0,
    })
    const { shown } = await open('/audience?mode=one', { handlers: { 'query.members': empty } })
    expect(shown.text()).toContain('用户太少时，接口不返回')
  })
})

describe('several apps', () => {
  test('bars of whole apps, the portfolio last, and a table in colours, list by list', async () => {
    const { shown } = await open('/audience?mode=side&apps=1,2,3&range=yesterday')
    expect(shown.findAll('.mix h2').map((each) => each.text())).toEqual(['各应用的年龄构成', '各应用的性别构成'])
    const three = classes(answer([1, 2, 3], [1, 2, 3]))
    expect(cellsOf(shown, 's:3').map((text) => text.split('%')[0])).toEqual(
      three.map(({ apps }) => (apps[2] ? (apps[2].values[0]?.toFixed(2) ?? '') : '—部分数值接口未给出')),
    )
    expect(shown.get('p.foot').text()).toContain('各用一套颜色')
  })

  test('all apps as one are an estimate, and say so', async () => {
    const { shown } = await open('/audience?mode=all')
    expect(shown.findAll('.chart-card')[0]?.get('footer').text()).toContain('估算值')
    expect(shown.findAll('[role=grid]')).toHaveLength(2)
  })

  test('in English, classes and all', async () => {
    const { shown } = await open('/audience?mode=one&app=2', { settings: { locale: 'en' } })
    expect(cellsOf(shown, 'name').slice(0, 2)).toEqual(['Under 18', '18–24'])
    expect(shown.findAll('.chart-card')[0]?.get('h2').text()).toBe('Ages, mirrored')
  })
})
