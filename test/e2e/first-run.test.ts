import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../electron/sandbox/index.ts'
import { seriousViolations } from './support/axe.ts'
import { HOSTS, useCygnet } from './support/cygnet.ts'
import { expectedOverview } from './support/expected-overview.ts'
import { grid, readGrid, rowOf } from './support/grid.ts'

describe.each(HOSTS)('first run (%s)', (host) => {
  const cygnet = useCygnet({ host })

  test('an empty home offers three doors', async () => {
    const { page } = cygnet()
    await page.getByRole('heading', { name: '欢迎使用 Cygnet' }).waitFor()
    for (const name of ['打开示例数据', '添加应用', '选择备份文件…'])
      expect(await page.getByRole('button', { name, exact: true }).isEnabled()).toBe(true)
    expect(await seriousViolations(page)).toEqual([])
  })

  test('sample data leads to a full Overview with right numbers', async () => {
    const { page } = cygnet()
    await page.getByRole('button', { name: '打开示例数据' }).click()
    await page.getByText('正在查看示例数据（虚构）').waitFor()
    // The second of its two syncs brings what the first is compared with.
    const expected = expectedOverview(createSandbox({ apps: 6 }))
    const foot = async () => (await readGrid(grid(page))).foot
    await expect.poll(foot, { timeout: 30_000 }).toMatchObject(expected.total)
    const shown = await readGrid(grid(page))
    for (const [name, texts] of expected.apps) expect(rowOf(shown, 'app', name)).toMatchObject(texts)
  })

  test('one click leads back, and nothing of the sample stays', async () => {
    const { page, call } = cygnet()
    await page.getByRole('button', { name: '退出示例' }).click()
    await page.getByRole('heading', { name: '欢迎使用 Cygnet' }).waitFor()
    expect(await call('apps.list', {})).toEqual([])
  })
})
