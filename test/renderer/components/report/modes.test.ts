import { expect, test } from 'vitest'
import { appAfter, appFor, appsBeside, modeFor } from '../../../../renderer/components/report/modes.ts'
import { makeApps } from '../../fake-data.ts'

const apps = makeApps(5)
const ids = (list: readonly { id: number }[] | null) => list?.map(({ id }) => id) ?? null

test('how many apps there are decides how they are shown, unless somebody chose', () => {
  expect([0, 1, 2, 12, 13].map((n) => modeFor('auto', n))).toEqual(['one', 'one', 'side', 'side', 'all'])
  expect(modeFor('auto', 5, 4)).toBe('all')
  expect(modeFor('side', 2000)).toBe('side')
  expect(modeFor('all', 1)).toBe('all')
})

test('the app chosen, or the first where it is not in scope', () => {
  expect(appFor(apps, 4)?.id).toBe(4)
  expect(appFor(apps, 9)?.id).toBe(1)
  expect(appFor([], 1)).toBeNull()
})

test('stepping goes round and round', () => {
  const from = (id: number, by: number) => appAfter(apps, appFor(apps, id), by)?.id
  expect([from(1, 1), from(5, 1), from(1, -1)]).toEqual([2, 1, 5])
  expect(appAfter([], null, 1)).toBeNull()
})

test('more apps than fit: the largest stand side by side, the largest first', () => {
  expect(ids(appsBeside(apps, null, 5))).toEqual([1, 2, 3, 4, 5])
  expect(appsBeside(apps, null, 3)).toBeNull()
  expect(ids(appsBeside(apps, [4, 2, 77, 5, 1, 3], 3))).toEqual([4, 2, 5])
})
