import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { againstField, againstFor, differenceFrom, indexFrom } from '../../../../renderer/components/members/against.ts'
import { families, familyOf } from '../../../../renderer/components/members/families.ts'
import { fold, restOf } from '../../../../renderer/components/members/fold.ts'
import { movedBy, moversOf } from '../../../../renderer/components/members/movers.ts'
import type { Reading } from '../../../../renderer/components/members/sides.ts'
import { first, memberOf, ownSides } from './support.ts'

const reading = (some: Partial<Reading>): Reading => ({
  value: null,
  note: null,
  before: null,
  change: null,
  points: null,
  ...some,
})

describe('what a side is seen against', () => {
  const possible = { all: true, before: true, apps: [2, 3] }

  test('what was chosen, where it is there; else the portfolio, the other range, nothing', () => {
    expect(againstFor('auto', possible)).toBe('all')
    expect(againstFor('auto', { ...possible, all: false })).toBe('before')
    expect(againstFor('auto', { all: false, before: false, apps: [] })).toBe('none')
    expect([againstFor('none', possible), againstFor('before', possible), againstFor(3, possible)]).toEqual([
      'none',
      'before',
      3,
    ])
    // the app itself, or one that is gone
    expect(againstFor(1, possible)).toBe('all')
    expect(againstFor('before', { ...possible, before: false })).toBe('all')
  })

  test('stands in the address as it is read from there', () => {
    for (const against of ['none', 'all', 'before', 7, 'auto'] as const)
      expect(againstField.read(againstField.write(against))).toBe(against)
    expect(againstField.read('x')).toBe('auto')
  })

  test('shares differ in points, durations in seconds, counts of two apps not at all', () => {
    const [own, other] = [reading({ value: 12 }), reading({ value: 10 })]
    expect([
      differenceFrom('percent', own, other),
      differenceFrom('seconds', own, other),
      differenceFrom('count', own, other),
      differenceFrom('percent', own, reading({})),
      differenceFrom('percent', own, null),
    ]).toEqual([2, 2, null, null, null])
  })

  test('the index is the share as a part of the other share, none of 0 or unknown, and of shares only', () => {
    const own = reading({ value: 12 })
    expect([
      indexFrom('percent', own, reading({ value: 8 })),
      indexFrom('percent', own, reading({ value: 12 })),
      indexFrom('percent', reading({ value: 0 }), reading({ value: 8 })),
      indexFrom('percent', own, reading({ value: 0 })),
      indexFrom('percent', own, null),
      indexFrom('seconds', own, reading({ value: 8 })),
    ]).toEqual([150, 100, 0, null, null, null])
  })
})

describe('what moved most', () => {
  const sides = ownSides({
    apps: [{ id: 1 }],
    compared: true,
    members: [
      { name: '升一', apps: [[12, 10, 20]] },
      { name: '升二', apps: [[7, 2, 250]] },
      { name: '平', apps: [[4, 4, 0]] },
      { name: '降', apps: [[1, 9, -88.9]] },
      { name: '新', apps: [[3, 0, null]] },
      { name: '不明', apps: [[3, null, null]] },
    ],
  })

  test('the farthest first, either way; what stayed or is unknown is in neither', () => {
    const { rose, fell } = moversOf(sides, first(sides), 'share', 2)
    expect(rose.map(({ member, by }) => [member.label, by])).toEqual([
      ['升二', 5],
      ['新', 3],
    ])
    expect(fell.map(({ member, by }) => [member.label, by])).toEqual([['降', -8]])
  })

  test('counts and durations move by their own measure, where the ranges are alike', () => {
    expect(movedBy('count', reading({ value: 12, before: 10, change: 20 }))).toBe(2)
    expect(movedBy('seconds', reading({ value: 12, before: 0, change: null }))).toBeNull()
    expect(movedBy('percent', reading({ value: 12, before: 10, change: 20, points: 2 }))).toBe(2)
  })
})

describe('parts of a whole', () => {
  const shares = (list: Record<string, number>) =>
    ownSides({
      apps: [{ id: 1 }],
      members: Object.entries(list).map(([label, value]) => ({ name: label, apps: [value] })),
    })
  const folded = (list: Record<string, number>, most: number) => {
    const sides = shares(list)
    const { shown, folded: rest } = fold(sides.members, sides.apps, 'share', most)
    return {
      shown: shown.map(({ label }) => label),
      folded: rest.map(({ label }) => label),
      rest: restOf(rest, first(sides), 'share'),
    }
  }

  test('the largest stand by themselves, the API’s own “others” never; what is left is one part', () => {
    expect(folded({ 其他: 30, 华为: 25, OPPO: 20, vivo: 15, 苹果: 6, 小米: 3.6, 一加: 0.4 }, 3)).toEqual({
      shown: ['华为', 'OPPO', 'vivo'],
      folded: ['其他', '苹果', '小米', '一加'],
      rest: 40,
    })
  })

  test('what cannot be seen is folded even where there is room', () => {
    expect(folded({ wifi: 60, '4G': 38.5, '3G': 0.8, '2G': 0.7 }, 7)).toEqual({
      shown: ['wifi', '4G'],
      folded: ['3G', '2G'],
      rest: 1.5,
    })
  })

  test('a single one that would be “others” has its own name', () => {
    expect(folded({ wifi: 60, '4G': 39.5, '3G': 0.5 }, 7)).toEqual({
      shown: ['wifi', '4G', '3G'],
      folded: [],
      rest: null,
    })
  })

  test('over several sides the mean decides; one that was never fetched has no say', () => {
    const sides = ownSides({
      apps: [{ id: 1 }, { id: 2 }, { id: 3, missing: 'not-fetched' }],
      members: [
        { name: '甲', apps: [90, 2, 'unlisted'] },
        { name: '乙', apps: [8, 50, 'unlisted'] },
        { name: '丙', apps: [2, 48, 'unlisted'] },
      ],
    })
    expect(fold(sides.members, sides.apps, 'share', 1).shown.map(({ label }) => label)).toEqual(['甲'])
    expect(fold(sides.members, sides.apps, 'share', 2).shown.map(({ label }) => label)).toEqual(['甲', '乙', '丙'])
  })

  test('whatever the shares, shown and rest make the whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 30 }),
        fc.nat(8),
        (list, most) => {
          const sides = ownSides({
            apps: [{ id: 1 }],
            members: list.map((value, i) => ({ name: `m${i}`, apps: [value / 100] })),
          })
          const parts = fold(sides.members, sides.apps, 'share', most)
          const side = first(sides)
          const all = parts.shown.reduce((sum, member) => sum + (side.read(member, 'share').value ?? 0), 0)
          const rest = restOf(parts.folded, side, 'share') ?? 0
          expect(all + rest).toBeCloseTo(list.reduce((a, b) => a + b, 0) / 100, 8)
          expect(parts.shown.length).toBeLessThanOrEqual(most + 1)
        },
      ),
    )
  })
})

describe('versions as families', () => {
  test('a family is what stands before the number', () => {
    expect(
      ['Android 8.1', 'Android 10', 'iOS 14.4', 'HarmonyOS', 'Windows Phone 8', '鸿蒙4', '未知'].map(familyOf),
    ).toEqual(['Android', 'Android', 'iOS', 'HarmonyOS', 'Windows Phone', '鸿蒙', '未知'])
  })

  test('its numbers are added up, now and then', () => {
    const sides = ownSides({
      apps: [{ id: 1 }],
      compared: true,
      members: [
        { name: 'Android 10', apps: [[50, 40, 25]] },
        { name: 'Android 9', apps: [[20, 35, -42.9]] },
        { name: 'iOS 14.4', apps: [[30, null, null]] },
      ],
    })
    const made = families(sides.members, sides.apps)
    const [side] = made.sides
    const read = (label: string) => {
      const member = made.members.find((each) => each.label === label)
      return member && side?.read(member, 'share')
    }
    expect(made.members.map(({ label }) => label)).toEqual(['Android', 'iOS'])
    expect(read('Android')).toMatchObject({ value: 70, before: 75, points: -5 })
    expect(read('iOS')).toMatchObject({ value: 30, before: null, points: null })
    expect(side?.read(null, 'share').value).toBe(100)
    expect(memberOf(sides, 'Android 10').id).toBe('Android 10')
  })
})
