import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FirstOf } from '../../../electron/core/metrics/first-of.ts'

test('the first of many are those that sorting all of them would put first, equals in their order', () => {
  const items = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 4000 })
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 200 }), (values, size) => {
      const all = values.map((value, i) => ({ value, i }))
      const first = new FirstOf<(typeof all)[number]>(size, (a, b) => a.value - b.value)
      for (const item of all) first.add(item)
      expect(first.sorted()).toEqual(all.toSorted((a, b) => a.value - b.value || a.i - b.i).slice(0, size))
    }),
    { numRuns: 30 },
  )
})
