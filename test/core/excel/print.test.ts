import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearlyOnePage, pageBreaks } from '../../../electron/core/excel/print.ts'

const stacked = (...rows: number[]) => {
  let top = 5
  return rows.map((count) => {
    const block = { top, rows: count }
    top += count
    return block
  })
}

test('small blocks share a page, a long one begins its own', () => {
  // a landscape page at full size holds (515 − 90) / 17 rows, 21 of which are sure
  expect(pageBreaks([20, 20], stacked(10, 10), true)).toEqual([])
  expect(pageBreaks([20, 20], stacked(10, 12, 9), true)).toEqual([14])
  expect(pageBreaks([20, 20], stacked(60, 5, 5), true)).toEqual([64])
})

test('a wide sheet is printed smaller, so more rows fit', () => {
  expect(pageBreaks(Array<number>(20).fill(20), stacked(30, 30), true)).toEqual([])
})

test('breaks stand only between blocks, in order, each once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 30 }), fc.boolean(), (rows, landscape) => {
      const blocks = stacked(...rows)
      const breaks = pageBreaks([30, 12, 12], blocks, landscape)
      expect(breaks).toEqual([...new Set(breaks)].toSorted((a, b) => a - b))
      for (const row of breaks) expect(blocks.slice(1).map(({ top }) => top - 1)).toContain(row)
    }),
  )
})

test('a little more than a page becomes one page, much more stays several', () => {
  // a portrait page at full size holds 762 points, and two fifths more are made smaller
  const rows = (count: number) => Array.from({ length: count }, () => ({ values: [], styles: [], height: 20 }))
  expect(nearlyOnePage([30, 30], rows(40), false)).toBe(true)
  expect(nearlyOnePage([30, 30], rows(53), false)).toBe(true)
  expect(nearlyOnePage([30, 30], rows(54), false)).toBe(false)
})
