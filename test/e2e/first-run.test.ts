import { describe, expect, test } from 'vitest'
import { dayOf } from '../../electron/contract/calendar.ts'
import { createSandbox, type SandboxCore } from '../../electron/sandbox/index.ts'
import { seriousViolations } from './support/axe.ts'
import { HOSTS, useCygnet } from './support/cygnet.ts'
import { expectedOverview } from './support/expected-overview.ts'
import { grid, readGrid, rowOf } from './support/grid.ts'

/** The sample's API: two apps have days that are corrected after the first sync. */
function sampleApi(): SandboxCore {
  const sandbox = createSandbox({ apps: 12 })
  const yesterday = dayOf(Date.now()) - 1
  for (const [i, factor] of [1.04, 0.95].entries()) {
    const app = sandbox.apps[i + 1]?.name ?? ''
    sandbox.restate({ app, from: yesterday - 6 - i, to: yesterday - 4 - i, factor })
  }
  return sandbox
}

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
    // The second of its two syncs brings the corrected days.
    const expected = expectedOverview(sampleApi())
    const foot = async () => (await readGrid(grid(page))).foot
    await expect.poll(foot).toMatchObject(expected.total)
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
