import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RangeNames, SheetNames } from '../../../electron/core/excel/names.ts'

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('[', ']', ':', '*', '?', '/', '\\', "'", ' ', 'a', 'A', '数', '𠮷', '\u0000'),
    maxLength: 40,
  }),
  fc.constantFrom('History', 'history', '', '   ', "'''"),
)

test('sheet names are what Excel accepts, whatever they are made from, and no two are alike', () => {
  fc.assert(
    fc.property(fc.array(anyName, { maxLength: 40 }), (wanted) => {
      const names = new SheetNames()
      const taken = wanted.map((name) => names.take(name))
      for (const name of taken) {
        expect(name.length).toBeGreaterThan(0)
        expect(name.length).toBeLessThanOrEqual(31)
        expect(name).not.toMatch(/[[\]:*?/\\]|\p{Cc}/u)
        expect(name).not.toMatch(/^'|'$/)
        expect(name.toLowerCase()).not.toBe('history')
        expect(name.isWellFormed()).toBe(true)
      }
      expect(new Set(taken.map((name) => name.toLowerCase())).size).toBe(taken.length)
    }),
  )
})

test('a good name is left as it is, one that repeats is numbered, a long one cut', () => {
  const names = new SheetNames()
  expect(names.take('用户趋势')).toBe('用户趋势')
  expect(names.take('用户趋势')).toBe('用户趋势 2')
  expect(names.take('a/b:c')).toBe('a b c')
  expect(names.take('x'.repeat(40))).toBe('x'.repeat(31))
  expect(names.take('X'.repeat(40))).toBe(`${'X'.repeat(29)} 2`)
})

test('range names are letters, digits and underscores, and no two are alike', () => {
  const names = new RangeNames()
  expect(names.take('user-trend', 'session_count')).toBe('report_user_trend_session_count')
  expect(names.take('user-trend', '', 'Session_Count')).toBe('report_user_trend_Session_Count_2')
  expect(names.take('retention', '第2天')).toBe('report_retention_第2天')
  expect(names.take('a b&<')).toBe('report_a_b_')
})
