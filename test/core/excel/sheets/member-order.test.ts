import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergedOrder } from '../../../../electron/core/excel/sheets/member-order.ts'

const weights: Record<string, number> = { a: 1, b: 5, c: 3, d: 4 }
const merged = (...lists: string[]) =>
  mergedOrder(
    lists.map((list) => Array.from(list)),
    (member) => weights[member] ?? 0,
  ).join('')

test('one list keeps its own order', () => {
  expect(merged('dab')).toBe('dab')
})

test('lists that agree keep their order, and what one lacks goes where the others have it', () => {
  expect(merged('ac', 'abc')).toBe('abc')
  expect(merged('bd', 'abcd', 'cd')).toBe('abcd')
})

test('lists that contradict each other are ordered by weight', () => {
  expect(merged('abcd', 'dcba')).toBe('bdca')
  expect(merged('ab', 'bc', 'ca')).toBe('bca')
})

test('lists cut from one order never change it, whatever they leave out', () => {
  const order = Array.from({ length: 12 }, (_, i) => String.fromCharCode(97 + i))
  fc.assert(
    fc.property(fc.array(fc.subarray(order), { minLength: 1, maxLength: 8 }), (lists) => {
      const result = mergedOrder(lists, () => 0)
      expect(result.toSorted()).toEqual([...new Set(lists.flat())].toSorted())
      const place = new Map(result.map((member, i) => [member, i]))
      for (const list of lists) {
        const places = list.map((member) => place.get(member) ?? -1)
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }
    }),
  )
})
