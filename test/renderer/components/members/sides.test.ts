import { describe, expect, test } from 'vitest'
import { beforeSide, besideColor, buildSides, type Side } from '../../../../renderer/components/members/sides.ts'
import { first, memberOf, ownSides, table } from './support.ts'

const name = (n: number) => `整体${n}`

describe('one list of members out of two answers', () => {
  const own = table({
    apps: [{ id: 1 }],
    members: [
      { name: '重庆', apps: [60] },
      { name: '四川', apps: [40] },
    ],
  })

  test('those only the portfolio has stand behind, with no number of the app', () => {
    const whole = table({
      members: [
        { name: '广东', combined: 50 },
        { name: '重庆', combined: 30 },
      ],
    })
    const sides = buildSides(own, whole, name)
    expect(sides.members.map(({ label }) => label)).toEqual(['重庆', '四川', '广东'])
    const guangdong = memberOf(sides, '广东')
    expect(first(sides).read(guangdong, 'share')).toMatchObject({ value: null, note: 'unknown-part' })
    expect(sides.whole?.read(guangdong, 'share')).toMatchObject({ value: 50, note: null })
    expect(sides.whole?.name).toBe('整体5')
    expect(sides.whole?.read(memberOf(sides, '四川'), 'share').value).toBeNull()
  })

  test('an answer about other days is none', () => {
    const whole = table({ from: '2019-04-01', members: [{ name: '广东', combined: 50 }] })
    const sides = buildSides(own, whole, name)
    expect(sides.whole).toBeNull()
    expect(sides.members).toHaveLength(2)
  })

  test('a member of a group stands in its group, whichever answer brought it', () => {
    const grouped = table({
      apps: [{ id: 1 }],
      members: [
        { name: '年龄' },
        { name: '18-24岁', parent: '年龄', apps: [100] },
        { name: '兴趣' },
        { name: '汽车', parent: '兴趣', apps: [8] },
      ],
    })
    const whole = table({ members: [{ name: '年龄' }, { name: '25-34岁', parent: '年龄', combined: 70 }] })
    expect(buildSides(grouped, whole, name).members.map(({ label }) => label)).toEqual([
      '年龄',
      '18-24岁',
      '25-34岁',
      '兴趣',
      '汽车',
    ])
  })
})

describe('a reading', () => {
  const read = (given: Parameters<typeof ownSides>[0], label: string) => {
    const sides = ownSides(given)
    return first(sides).read(memberOf(sides, label), given.key ?? 'share')
  }

  test('shares move in points, where the core finds the two ranges alike, and from nothing', () => {
    const members = [
      { name: '甲', apps: [[12, 10, 20] as const] },
      { name: '乙', apps: [[3, 0, null] as const] },
      { name: '丙', apps: [[3, null, null] as const] },
    ]
    const of = (label: string) => read({ apps: [{ id: 1 }], compared: true, members }, label)
    expect([of('甲').points, of('乙').points, of('丙').points]).toEqual([2, 3, null])
    expect(of('甲')).toMatchObject({ value: 12, before: 10, change: 20 })
  })

  test('nothing moves where a range is not whole', () => {
    const given = {
      apps: [{ id: 1, note: 'partial' as const }],
      compared: true,
      members: [{ name: '乙', apps: [[3, 0, null] as const] }],
    }
    expect(read(given, '乙')).toMatchObject({ points: null, note: 'partial' })
  })

  test('counts have no points', () => {
    const given = {
      apps: [{ id: 1 }],
      compared: true,
      unit: 'count' as const,
      key: 'n',
      members: [{ name: '甲', apps: [[12, 10, 20] as const] }],
    }
    expect(read(given, '甲')).toMatchObject({ change: 20, points: null })
  })

  test('an app that was never fetched says so; a metric that is not there is unknown', () => {
    const sides = ownSides({ apps: [{ id: 1, missing: 'not-fetched' }], members: [{ name: '甲', apps: ['unlisted'] }] })
    expect(first(sides).read(memberOf(sides, '甲'), 'share').note).toBe('not-fetched')
    expect(first(sides).read(memberOf(sides, '甲'), 'other').value).toBeNull()
  })

  test('all members as one are the answer’s own total', () => {
    const sides = ownSides({ apps: [{ id: 1 }], members: [{ name: '甲', apps: [60] }] })
    expect(first(sides).read(null, 'share').value).toBe(100)
  })
})

test('a side in the range compared with has its numbers of then, and none before', () => {
  const sides = ownSides({ apps: [{ id: 1 }], compared: true, members: [{ name: '甲', apps: [[12, 10, 20]] }] })
  const then = beforeSide(first(sides), '对比期')
  expect(then).toMatchObject({ name: '对比期', before: true, appId: 1 })
  expect(then.read(memberOf(sides, '甲'), 'share')).toMatchObject({ value: 10, before: null, points: null })
})

test('two apps of one colour are told apart, a side and its past are not', () => {
  const side = (color: Side['color'], before = false): Side => ({
    key: '',
    name: '',
    color,
    appId: 1,
    before,
    missing: null,
    capped: false,
    source: null,
    read: () => ({ value: null, note: null, before: null, change: null, points: null }),
  })
  expect([besideColor(side(8), side(8)), besideColor(side(3), side(8)), besideColor(side('--ink-3'), side(8))]).toEqual(
    [1, 3, '--ink-3'],
  )
  expect(besideColor(side(8, true), side(8))).toBe(8)
})
