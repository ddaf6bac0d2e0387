import { expect, test } from 'vitest'
import { gathering } from '../../../electron/core/sync/gather.ts'

test('what is given in one turn is done in one go, each told its own result', async () => {
  const batches: number[][] = []
  const double = gathering((pieces: readonly number[]) => {
    batches.push([...pieces])
    return pieces.map((piece) => piece * 2)
  })
  expect(await Promise.all([double(1), double(2), double(3)])).toEqual([2, 4, 6])
  expect(await double(4)).toBe(8)
  expect(batches).toEqual([[1, 2, 3], [4]])
})

test('where a batch fails each piece is done by itself, and a bad one fails alone', async () => {
  const batches: number[][] = []
  const half = gathering((pieces: readonly number[]) => {
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
