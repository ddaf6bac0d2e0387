import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tile } from '../../../electron/core/metrics/tiling.ts'

const piece = (from: number, to: number) => ({ from, to })

test('the fewest pieces that fill the range', () => {
  const days = [1, 2, 3, 4, 5, 6].map((day) => piece(day, day))
  expect(tile(piece(1, 6), days)).toEqual(days)
  expect(tile(piece(1, 6), [...days, piece(2, 5), piece(1, 2)])).toEqual([piece(1, 1), piece(2, 5), piece(6, 6)])
  expect(tile(piece(1, 6), [piece(1, 3), piece(3, 6)])).toBeNull()
  expect(tile(piece(1, 6), [piece(0, 3), piece(4, 6)])).toBeNull()
  expect(tile(piece(1, 6), [])).toBeNull()
})

/** Every way of choosing pieces, tried one by one. */
function bruteForce(from: number, to: number, pieces: readonly { from: number; to: number }[]): number {
  if (from > to) return 0
  const rest = pieces.filter((p) => p.from === from && p.to <= to).map((p) => 1 + bruteForce(p.to + 1, to, pieces))
  return Math.min(Infinity, ...rest)
}

test('as few as trying every way finds, end to end', () => {
  const some = fc.array(
    fc.tuple(fc.nat(8), fc.nat(3)).map(([from, more]) => piece(from, from + more)),
    { maxLength: 14 },
  )
  fc.assert(
    fc.property(some, fc.nat(3), fc.nat(6), (pieces, from, more) => {
      const found = tile(piece(from, from + more), pieces)
      const fewest = bruteForce(from, from + more, pieces)
      expect(found?.length ?? Infinity).toBe(fewest)
      if (!found) return
      expect(found[0]?.from).toBe(from)
      expect(found.at(-1)?.to).toBe(from + more)
      found.forEach((p, i) => i > 0 && expect(p.from).toBe((found[i - 1]?.to ?? NaN) + 1))
    }),
  )
})
