import { describe, expect, test } from 'vitest'
import { HOSTS, useCygnet } from './support/cygnet.ts'
import { expectedOverview } from './support/expected-overview.ts'
import { grid, readGrid, rowOf } from './support/grid.ts'
import { overhear } from './support/overheard.ts'

describe.each(HOSTS)('an app of one’s own (%s)', (host) => {
  const cygnet = useCygnet({ host })
  const jobs = () => cygnet().page.getByRole('region', { name: '任务' })
  const badge = () => cygnet().page.locator('.badge').textContent()
  const appRow = async () => rowOf(await readGrid(grid(cygnet().page)), 'app', own().name)
  const own = () => {
    const [app] = cygnet().sandbox.apps
    if (!app) throw new Error('the sandbox has no app')
    return app
  }

  test('is added by its token, synced with progress, and stands in the Overview', async () => {
    const { page, sandbox, call } = cygnet()
    await call('settings.set', { rate: 1000, concurrency: 8 })
    const told = await overhear(cygnet())
    const slow = sandbox.faults.add({ kind: 'slow', delayMs: 400 })
    await page.getByRole('button', { name: '添加应用' }).click()
    await page.getByLabel('应用名称').fill(own().name)
    await page.getByLabel('access_token').fill(own().token)
    await page.getByRole('button', { name: '添加', exact: true }).click()
    const progress = jobs().getByRole('progressbar')
    await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(0)
    sandbox.faults.remove(slow)
    const expected = expectedOverview(sandbox).apps.get(own().name)
    await expect.poll(appRow).toMatchObject(expected ?? {})
    expect(await told()).toContain(own().name)
    expect(await told()).not.toContain(own().token)
    const kept = 'JSON.stringify([{ ...localStorage }, { ...sessionStorage }]) + document.documentElement.outerHTML'
    expect(await page.evaluate(kept)).not.toContain(own().token)
  })

  test('a sync is cancelled, and goes on from there', async () => {
    const { page, sandbox, call } = cygnet()
    const dismiss = jobs().getByRole('button', { name: '知道了' })
    for (let n = await dismiss.count(); n > 0; n -= 1) await dismiss.first().click()
    const slow = sandbox.faults.add({ kind: 'slow', delayMs: 300 })
    await page.getByRole('button', { name: '更多同步方式' }).click()
    await page.getByText('重新取得所选范围（含已确定的）').click()
    const progress = jobs().getByRole('progressbar')
    await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(0)
    await jobs().getByRole('button', { name: '取消' }).click()
    await jobs().getByText('同步已取消').waitFor()
    sandbox.faults.remove(slow)
    const [cancelled] = await call('jobs.list', { limit: 1 })
    expect(cancelled).toMatchObject({ state: 'cancelled', sync: { failed: [] } })
    expect(cancelled?.sync?.snapshots).toBeGreaterThan(0)
    expect(cancelled?.sync?.remaining).toBeGreaterThan(0)
    await jobs().getByRole('button', { name: '继续' }).click()
    await jobs().getByText('同步完成').waitFor()
    const [resumed] = await call('jobs.list', { limit: 1 })
    expect(resumed).toMatchObject({ state: 'done', sync: { remaining: 0, failed: [] } })
    // Only what was still open was asked for.
    expect(resumed?.sync?.snapshots).toBe(cancelled?.sync?.remaining)
  })

  test('a restart keeps everything', async () => {
    const before = await appRow()
    const settings = await cygnet().call('settings.get', {})
    await cygnet().restart()
    await grid(cygnet().page).waitFor()
    await expect.poll(appRow).toEqual(before)
    expect(await cygnet().call('settings.get', {})).toEqual(settings)
    expect(await cygnet().call('apps.list', {})).toMatchObject([{ name: own().name, tokenState: 'ok' }])
  })

  test('a token that has expired is said so, with the way out', async () => {
    const { page, sandbox } = cygnet()
    sandbox.expireTokens()
    await page.getByRole('button', { name: '更多同步方式' }).click()
    await page.getByText('重新取得所选范围（含已确定的）').click()
    await jobs()
      .getByRole('button', { name: /项失败/ })
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    const words = await dialog.textContent()
    expect(words).toContain(own().name)
    expect(words).toMatch(/令牌/)
    expect(words).toMatch(/更换令牌|设置令牌/)
    expect(words).not.toContain(own().token)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  })

  test('without the network everything fetched still works, and the badge says how fresh it is', async () => {
    const { page, sandbox } = cygnet()
    const before = await appRow()
    await sandbox.close()
    await page.evaluate(setOnline, false)
    await expect.poll(badge).toMatch(/数据至 .*离线 · 已取得的数据可用/)
    await page.getByRole('button', { name: '日期范围' }).click()
    await page.getByRole('option', { name: '近 7 天' }).or(page.getByText('近 7 天')).first().click()
    await expect
      .poll(async () => (await appRow())['user-trend/session_count'])
      .not.toBe(before['user-trend/session_count'])
    await page.goBack()
    await expect.poll(appRow).toEqual(before)
    await page.evaluate(setOnline, true)
  })
})

/** As the browser tells it; a network that is really cut would cut the loopback server off in the emulation, too. */
function setOnline(online: boolean): void {
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => online })
  window.dispatchEvent(new Event(online ? 'online' : 'offline'))
}
