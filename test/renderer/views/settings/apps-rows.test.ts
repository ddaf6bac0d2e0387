import { expect, test } from 'vitest'
import type { App } from '../../../../electron/contract/methods/apps.ts'
import { makeApps } from '../../fake-data.ts'
import { openPageWorld } from '../../page-world.ts'

const rows = () => import('../../../../renderer/views/settings/apps/rows.ts')
const [base] = makeApps(1)
const app = (some: Partial<App>): App => {
  if (!base) throw new Error('no app')
  return { ...base, tags: [], tokenState: 'ok', ...some }
}
const list = [
  app({ id: 1, name: '乙', externalId: '900', tokenWay: 'platform' }),
  app({ id: 2, name: '甲', externalId: '1100', tokenWay: 'token', tokenState: 'expired', tags: ['重点'] }),
  app({ id: 3, name: '丙', externalId: null, tokenWay: 'none', tokenState: 'none', dataPermission: null }),
  app({ id: 4, name: '丁', externalId: '12', tokenWay: 'platform', dataPermission: false }),
]
const ids = (apps: readonly App[]) => apps.map(({ id }) => id)

test('what has to be looked after is found: no token, one that is over, no permission', async () => {
  await openPageWorld()
  const { filterApps } = await rows()
  expect(ids(filterApps(list, 'bad', ''))).toEqual([2, 3, 4])
  expect(ids(filterApps(list, 'platform', ''))).toEqual([1, 4])
  expect(ids(filterApps(list, 'all', '重点'))).toEqual([2])
  expect(ids(filterApps(list, 'platform', '重点'))).toEqual([])
})

test('ids sort as numbers, names as the language has it, tokens the worst first', async () => {
  await openPageWorld()
  const { sortApps } = await rows()
  const by = (key: string, descending = false) => ids(sortApps(list, { key, descending }, 'zh-CN'))
  expect(by('externalId')).toEqual([3, 4, 1, 2])
  expect(by('externalId', true)).toEqual([2, 1, 4, 3])
  expect(by('name')).toEqual([3, 4, 2, 1])
  expect(by('token').slice(0, 2)).toEqual([2, 3])
  expect(by('permission')[0]).toBe(4)
  expect(sortApps(list, null, 'zh-CN')).toBe(list)
})

test('a copied row holds the state of the token and never the token', async () => {
  await openPageWorld()
  const { copyOf } = await rows()
  const { head, rows: copied } = copyOf(list)
  expect(head).toEqual(['名称', '小程序 ID', '百度名称', '标签', '令牌', '数据权限', '最近取得'])
  expect(copied[1]?.map(({ text }) => text).slice(0, 6)).toEqual(['甲', '1100', '', '重点', '粘贴 · 已过期', '已开通'])
})
