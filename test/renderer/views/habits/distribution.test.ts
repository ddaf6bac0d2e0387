import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Member, Reading, Side, Sides } from '../../../../renderer/components/members/sides.ts'
import { distributionBars, knownColumns, medianOf, shareOf } from '../../../../renderer/views/habits/distribution.ts'

const bucket = (key: string): Member => ({ id: key, key, label: key, alias: null, parent: null })
const reading = (value: number | null): Reading => ({ value, note: null, before: null, change: null, points: null })
/** A side that knows one column, bucket by bucket. */
const side = (values: readonly (number | null)[], column = 'session_count_ratio'): Side => ({
  key: '1',
  name: '甲',
  color: 1,
  appId: 1,
  before: false,
  missing: null,
  capped: false,
  source: null,
  read: (member, key) => reading(key === column ? (values[Number(member?.key)] ?? null) : null),
})
const members = (count: number) => Array.from({ length: count }, (_, i) => bucket(String(i)))
const COLUMNS = [
  { key: 'session_count', unit: 'count' },
  { key: 'session_count_ratio', unit: 'percent' },
  { key: 'user_count', unit: 'count' },
  { key: 'user_count_ratio', unit: 'percent' },
] as const
const sides = (apps: readonly Side[], whole: Side | null = null): Sides => ({
  columns: COLUMNS,
  range: { from: '', to: '' },
  beforeRange: null,
  members: members(3),
  apps,
  whole,
})

describe('what a distribution counts', () => {
  test('is what its replies have: of sessions, or of users', () => {
    expect(shareOf(knownColumns(sides([side([1, 2, 3])])))).toBe('session_count_ratio')
    const users = knownColumns(sides([side([], 'session_count_ratio')], side([1, 0, 3], 'user_count_ratio')))
    expect(users.map(({ key }) => key)).toEqual(['user_count_ratio'])
    expect(shareOf(users)).toBe('user_count_ratio')
  })

  test('is not told by replies that know nothing', () => {
    expect(knownColumns(sides([side([])]))).toEqual(COLUMNS)
    expect(shareOf([])).toBe('')
  })
})

describe('where half is reached', () => {
  test('is the first bucket with at least half of everything in it or before it', () => {
    const shares = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(shares, (values) => {
        const all = values.reduce((a, b) => a + b, 0)
        fc.pre(all > 0)
        const at = Number(medianOf(members(values.length), side(values), 'session_count_ratio')?.key)
        const upTo = (end: number) => values.slice(0, end).reduce((a, b) => a + b, 0)
        expect(upTo(at + 1) * 2).toBeGreaterThanOrEqual(all)
        expect(upTo(at) * 2).toBeLessThan(all)
      }),
    )
  })

  test('leaves first starts out, which follow on none', () => {
    const list = [bucket('首次启动'), bucket('1'), bucket('2')]
    const own: Side = {
      ...side([null, 10, 30]),
      read: (member) => reading(member?.key === '1' ? 10 : member?.key === '2' ? 30 : 60),
    }
    expect(medianOf(list, own, 'session_count_ratio')?.key).toBe('2')
  })

  test('is nowhere where nothing is known', () => {
    expect(medianOf(members(3), side([]), 'session_count_ratio')).toBeNull()
    expect(medianOf([], side([1]), 'session_count_ratio')).toBeNull()
  })
})

test('bars stand in the order of the scale; numbers are written where they have room', () => {
  const pair = [side([50, 30, 20]), { ...side([40, 40, 20]), key: '2' }]
  const model = distributionBars(members(3), pair, 'session_count_ratio', 'zh-CN')
  expect(model).toMatchObject({ lying: false, valued: true, unit: 'percent' })
  expect(model.places.map(({ label }) => label)).toEqual(['0', '1', '2'])
  expect(model.series.map(({ values }) => values)).toEqual([
    [50, 30, 20],
    [40, 40, 20],
  ])
  expect(distributionBars(members(12), pair, 'session_count_ratio', 'zh-CN').valued).toBe(false)
})
