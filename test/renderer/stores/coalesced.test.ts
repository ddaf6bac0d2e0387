import { expect, test } from 'vitest'
import { coalesced } from '../../../renderer/stores/coalesced.ts'

test('whoever asks during a run shares one more run after it', async () => {
  const ends: (() => void)[] = []
  const run = coalesced(() => new Promise<void>((resolve) => ends.push(resolve)))
  const first = run()
  const later = [run(), run(), run()]
  expect(ends).toHaveLength(1)
  expect(new Set(later).size).toBe(1)
  ends[0]?.()
  await first
  await Promise.resolve()
  expect(ends).toHaveLength(2)
  ends[1]?.()
  await Promise.all(later)
  expect(ends).toHaveLength(2)
})

test('a run that fails does not stand in the way of the next', async () => {
  let times = 0
  const run = coalesced(() => {
    times += 1
    return times === 1 ? Promise.reject(new Error('first')) : Promise.resolve()
  })
  const first = run()
  const second = run()
  await expect(first).rejects.toThrow('first')
  await second
  expect(times).toBe(2)
})
