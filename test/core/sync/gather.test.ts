import { expect, test } from 'vitest'
import { gathering as gatheringOf } from '../../../electron/core/sync/gather.ts'

const gathering = <R>(doAll: (pieces: readonly number[]) => readonly R[]) => gatheringOf(doAll, () => 1)

test('what is given in one turn is done in one go, each told its own result', async () => {
  const batches: number[][] = []
  const { add: double } = gathering((pieces: readonly number[]) => {
    batches.push([...pieces])
    return pieces.map((piece) => piece * 2)
  })
  expect(await Promise.all([double(1), double(2), double(3)])).toEqual([2, 4, 6])
  expect(await double(4)).toBe(8)
  expect(batches).toEqual([[1, 2, 3], [4]])
})

test('where a batch fails each piece is done by itself, and a bad one fails alone', async () => {
  const batches: number[][] = []
  const { add: half } = gathering((pieces: readonly number[]) => {
    batches.push([...pieces])
    if (pieces.includes(13)) throw new Error('unlucky')
    return pieces.map((piece) => piece / 2)
  })
  const ends = await Promise.allSettled([half(2), half(13), half(6)])
  expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : (end.reason as Error).message))).toEqual([
    1,
    'unlucky',
    3,
  ])
  expect(batches).toEqual([[2, 13, 6], [2], [13], [6]])
  await expect(half(13)).rejects.toThrow('unlucky')
  expect(batches).toHaveLength(5)
})

test('large pieces are a full load sooner', async () => {
  const batches: (readonly number[])[] = []
  const { add, flush } = gatheringOf(
    (pieces: readonly number[]) => {
      batches.push(pieces)
      return pieces
    },
    (piece) => piece,
  )
  const given = [1000, 1999, 1, 5000, 7].map(add)
  flush()
  expect(batches).toEqual([[1000, 1999, 1], [5000], [7]])
  await Promise.all(given)
})

test('a full load is done at once, the rest when it is said that no more comes', async () => {
  const batches: number[] = []
  const { add, flush } = gathering((pieces: readonly number[]) => {
    batches.push(pieces.length)
    return pieces
  })
  const given = Array.from({ length: 150 }, (_, i) => add(i))
  expect(batches).toEqual([64, 64])
  flush()
  expect(batches).toEqual([64, 64, 22])
  expect(await Promise.all(given)).toEqual(given.map((_, i) => i))
  flush()
  expect(batches).toHaveLength(3)
})
