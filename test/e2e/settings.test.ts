import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { seriousViolations } from './support/axe.ts'
import { HOSTS, useCygnet, type Cygnet } from './support/cygnet.ts'
import { newFolder } from './support/door.ts'
import { chooseFile, newestFile, saveInto } from './support/files.ts'
import { grid, readGrid, rowOf } from './support/grid.ts'

const SECTIONS = ['apps', 'tokens', 'fetching', 'schedule', 'history', 'look', 'log', 'about'] as const

async function goTo(page: Page, section: (typeof SECTIONS)[number]): Promise<void> {
  await page.locator('.rail nav a[href^="#/settings"]').click()
  await page.locator(`.settings nav a[href*="section=${section}"]`).click()
  await page.locator(`.settings nav a[aria-current="page"][href*="section=${section}"]`).waitFor()
}

describe.each(HOSTS)('Settings (%s)', (host) => {
  const cygnet = useCygnet({ host, home: 'synced' })

  test('what is set stays set after a restart, and shows at once', async () => {
    const { page, call, restart } = cygnet()
    await goTo(page, 'fetching')
    await page.getByLabel('请求速率').fill('7')
    await page.getByLabel('同时请求').fill('99')
    await page.keyboard.press('Tab')
    await page.getByText('请填写 1 到 32 之间的整数').waitFor()
    await page.getByLabel('同时请求').fill('6')
    await page.keyboard.press('Enter')
    await goTo(page, 'schedule')
    await page.getByRole('radio', { name: '开启' }).click()
    await page.getByLabel('时间').fill('08:15')
    await page.keyboard.press('Tab')
    await goTo(page, 'look')
    await page.getByRole('radio', { name: '深色' }).click()
    await page.getByRole('radio', { name: '紧凑' }).click()
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    await expect
      .poll(() => call('settings.get', {}))
      .toMatchObject({ rate: 7, concurrency: 6, schedule: '08:15', theme: 'dark', density: 'compact' })
    await restart()
    const again = cygnet()
    await goTo(again.page, 'fetching')
    await expect.poll(() => again.page.getByLabel('请求速率').inputValue()).toBe('7')
    expect(await again.page.locator('html').getAttribute('data-theme')).toBe('dark')
    expect(await again.page.locator('html').getAttribute('data-density')).toBe('compact')
    await goTo(again.page, 'look')
    await again.page.getByRole('radio', { name: '浅色' }).click()
    await again.page.getByRole('button', { name: '撤销' }).click()
    await expect.poll(() => again.page.locator('html').getAttribute('data-theme')).toBe('dark')
    await again.call('settings.set', { theme: 'system', density: 'comfortable', schedule: null, rate: 1000 })
  })

  test('a proxy is taken only where it is one', async () => {
    const { page, call } = cygnet()
    await goTo(page, 'fetching')
    await page.getByRole('radio', { name: '指定代理' }).click()
    await page.keyboard.type('proxy.example:8080')
    await page.keyboard.press('Enter')
    await page.getByText('请填写代理的协议、地址和端口').waitFor()
    expect((await call('settings.get', {})).proxy).toBe('system')
    await page.getByLabel('代理地址').fill('http://proxy.example:8080')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await call('settings.get', {})).proxy).toBe('http://proxy.example:8080')
    // The API is on this machine: no proxy stands before it.
    await page.getByRole('button', { name: '测试连接' }).click()
    await page.getByText(/可以连接 127\.0\.0\.1/).waitFor()
    await page.getByRole('radio', { name: '跟随系统' }).click()
    await expect.poll(async () => (await call('settings.get', {})).proxy).toBe('system')
  })

  test('apps are renamed, tagged and removed, with what goes told first', async () => {
    const { page, call } = cygnet()
    await goTo(page, 'apps')
    const [first, second] = await call('apps.list', {})
    await grid(page).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('F2')
    await page.keyboard.type('新的名字')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await call('apps.list', {}))[0]?.name).toBe('新的名字')
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByText('已选 2 个').waitFor()
    await page.getByRole('button', { name: '标签…' }).click()
    await page.getByPlaceholder('新标签').fill('重点')
    await page.keyboard.press('Enter')
    await page.getByText('全部 2 个都有').waitFor()
    await page.keyboard.press('Escape')
    expect((await call('apps.list', {})).map(({ tags }) => tags.includes('重点'))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
    const { snapshots } = await call('apps.removeMany', { apps: [first?.id ?? 0, second?.id ?? 0], dryRun: true })
    expect(snapshots).toBeGreaterThan(20)
    await page.getByRole('button', { name: '删除…' }).click()
    await page.getByText(`将一并删除它们的 ${snapshots} 份历史快照`).waitFor()
    await page.getByRole('button', { name: '取消' }).click()
    expect(await call('apps.list', {})).toHaveLength(6)
  })

  test('a table is imported with its wrong lines shown first', async () => {
    const { page, call, sandbox } = cygnet()
    const path = join(newFolder('import'), '名单.csv')
    const [known] = sandbox.apps
    writeFileSync(
      path,
      `name,app_id,tags,token\n好的,777001,甲 乙,\n,,丙,\n另一个,777001,,\n带令牌,${known?.appId}9,,a b\n`,
    )
    await goTo(page, 'apps')
    await grid(page).focus()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '导入表格…' }).click()
    await chooseFile(cygnet(), path, () => page.getByRole('button', { name: '选择 CSV 或 XLSX 文件…' }).click())
    await page.getByText('名单.csv：新增 1，更新 0，不变 0，有误 3').waitFor()
    const lines = await page.locator('.el-dialog tbody tr').allInnerTexts()
    expect(lines.slice(0, 3).join('\n')).toContain('缺少名称')
    expect(lines.slice(0, 3).join('\n')).toContain('小程序 ID 与前面的行重复')
    expect(lines.slice(0, 3).join('\n')).toContain('令牌里有空格或换行')
    expect(await call('apps.list', {})).toHaveLength(6)
    await page.getByRole('button', { name: '导入 1 个' }).click()
    await expect.poll(async () => (await call('apps.list', {})).map(({ name }) => name)).toContain('好的')
    await page.locator('.el-dialog').waitFor({ state: 'detached' })
    const [added] = (await call('apps.list', {})).filter(({ name }) => name === '好的')
    await call('apps.remove', { app: added?.id ?? 0 })
  })

  test('a backup brings back what was removed after it', async () => {
    const { page, call } = cygnet()
    const folder = newFolder('backup')
    await saveInto(cygnet(), folder)
    // An imported app is synced at once: what is counted below is to stand still.
    await expect.poll(async () => (await call('jobs.list', {})).some(({ state }) => state === 'running')).toBe(false)
    await goTo(page, 'history')
    await page.getByRole('button', { name: '立即备份…' }).click()
    await page.getByText(/已备份到“cygnet-.*\.cygnet-backup”/).waitFor()
    const backup = newestFile(cygnet(), folder, '.cygnet-backup')
    const before = await call('apps.list', {})
    const total = (await call('home.usage', {})).snapshots
    await call('apps.remove', { app: before[0]?.id ?? 0 })
    await chooseFile(cygnet(), backup, () => page.getByRole('button', { name: '从备份恢复…' }).click())
    await page.getByText(`${before.length} 个应用`).waitFor()
    await page.getByText(`${total} 份快照 ·`).waitFor()
    expect(await call('apps.list', {})).toHaveLength(before.length - 1)
    await page.getByRole('button', { name: '恢复', exact: true }).click()
    await page.getByText(`已恢复 ${before.length} 个应用`).waitFor()
    expect((await call('apps.list', {})).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect((await call('home.usage', {})).snapshots).toBe(total)
    await page.getByText('.before-restore-').waitFor()
  })

  test('the check-up says that all is well, the log what has happened', async () => {
    const { page } = cygnet()
    await goTo(page, 'history')
    await page.getByRole('button', { name: '开始体检' }).click()
    await page.getByText('历史数据完好').waitFor()
    await goTo(page, 'log')
    await page.getByPlaceholder('筛选事件、内容…').fill('prune-that-never-was')
    await page.getByText('没有符合条件的日志').waitFor()
    await page.getByRole('button', { name: '清除筛选' }).click()
    await expect.poll(async () => (await readGrid(grid(page))).titles['event']).toBe('事件')
  })

  test('every section can be reached from the palette by name', async () => {
    const { page } = cygnet()
    await goTo(page, 'log')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('备份')
    await page.keyboard.press('Enter')
    await page.locator('nav a[aria-current="page"][href*="section=history"]').waitFor()
    await page.goBack()
    await page.locator('nav a[aria-current="page"][href*="section=log"]').waitFor()
  })
})

// The page is the same in both: once is enough.
describe('Settings for everyone', () => {
  const cygnet = useCygnet({ host: 'server', home: 'synced' })

  test.each([
    ['zh-CN', 'light'],
    ['en', 'dark'],
  ] as const)('no section has a serious violation of accessibility (%s, %s)', async (locale, theme) => {
    const { page, call } = cygnet()
    await call('settings.set', { locale, theme })
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe(theme)
    for (const section of SECTIONS) {
      await goTo(page, section)
      await page.locator('.part :is(h2, [role="grid"])').first().waitFor()
      expect([section, await seriousViolations(page)]).toEqual([section, []])
    }
  })
})

describe.each(HOSTS)('Tokens (%s)', (host) => {
  const cygnet = useCygnet({ host })

  /** Opens the form for an app's token from its row. */
  async function openForm({ page }: Cygnet, name: string): Promise<void> {
    await goTo(page, 'apps')
    await page.getByRole('button', { name: `设置“${name}”的令牌` }).click()
    await page.getByText(`“${name}”的令牌`, { exact: true }).waitFor()
  }
  async function saveToken({ page }: Cygnet, name: string): Promise<void> {
    await page.getByRole('button', { name: '保存并检查' }).click()
    await page.getByText(`“${name}”的令牌有效`).waitFor()
  }
  const wayOf = async ({ call }: Cygnet, name: string) =>
    (await call('apps.list', {})).find((app) => app.name === name)?.tokenWay

  test('pasted, by the platform’s token, by a ticket, by a broker, by a refresh token', async () => {
    const world = cygnet()
    const { page, call, sandbox } = world
    const names = ['一', '二', '三', '四']
    for (const name of names) await call('apps.add', { name, check: false })
    const [one, two, three, four] = sandbox.apps

    await openForm(world, '一')
    await page.getByRole('radio', { name: '平台令牌' }).click()
    await page.getByText('还没有设置平台令牌').waitFor()
    await page.getByRole('radio', { name: '粘贴令牌' }).click()
    await page.getByLabel('access_token').fill(one?.token ?? '')
    await saveToken(world, '一')
    expect(await wayOf(world, '一')).toBe('token')

    await goTo(page, 'tokens')
    await page.getByLabel('tp_access_token').fill(sandbox.platform.token)
    await page.getByRole('button', { name: '保存并检查' }).click()
    await page.getByText('检查通过，可以取数').waitFor()
    await openForm(world, '二')
    await page.getByRole('radio', { name: '平台令牌' }).click()
    await page.getByLabel('小程序 ID').fill(two?.appId ?? '')
    await saveToken(world, '二')
    expect(await wayOf(world, '二')).toBe('platform')

    await goTo(page, 'tokens')
    await page.getByRole('button', { name: '更换' }).click()
    await page.getByRole('radio', { name: '用 ticket 换取' }).click()
    await page.getByLabel('ticket').fill(sandbox.platform.ticket)
    await page.getByLabel('client_id').fill(sandbox.platform.clientId)
    await page.getByRole('button', { name: '保存并检查' }).click()
    await page.getByText(`client_id ${sandbox.platform.clientId}`).waitFor()

    await openForm(world, '三')
    await page.getByRole('radio', { name: '刷新令牌' }).click()
    await page.getByText('刷新令牌只能用一次').waitFor()
    await page.getByLabel('refresh_token').fill(await refreshToken(world, three?.appId ?? ''))
    await page.getByLabel('我确认没有其他程序在使用这个刷新令牌').check()
    await saveToken(world, '三')
    expect(await wayOf(world, '三')).toBe('refresh')

    await goTo(page, 'tokens')
    await page.getByRole('button', { name: '设置', exact: true }).click()
    await page.getByLabel('地址（https）').fill(`${sandbox.url}/broker?key=broker-secret-1`)
    await page.getByRole('button', { name: '保存并检查' }).click()
    await page.getByText(`${sandbox.url}/broker`, { exact: true }).waitFor()
    await openForm(world, '四')
    await page.getByRole('radio', { name: '令牌服务' }).click()
    await page.getByLabel('小程序 ID').fill(four?.appId ?? '')
    await saveToken(world, '四')
    expect(await wayOf(world, '四')).toBe('broker')
    expect(sandbox.requests.byPath['/broker']).toBeGreaterThan(0)
    for (const secret of [one?.token ?? '', sandbox.platform.token, sandbox.platform.ticket, 'broker-secret-1'])
      expect(await page.content()).not.toContain(secret)
  })

  test('a token that is over has a way out: from the failed sync to the form, and on with the sync', async () => {
    const world = cygnet()
    const { page, call, sandbox } = world
    await call('platform.clear', {})
    await call('platform.broker', { url: null })
    const [one] = await call('apps.list', {})
    await call('apps.setToken', { app: one?.id ?? 0, token: 'is-over' })
    const { yesterday } = await call('home.status', {})
    const { job } = await call('sync.start', {
      range: { from: yesterday, to: yesterday },
      scope: { apps: [one?.id ?? 0] },
      reports: ['region', 'pages'],
    })
    expect((await call('jobs.wait', { job })).state).toBe('failed')
    await page.getByRole('button', { name: /项失败…/ }).click()
    await page.getByText('“一”的令牌已过期').waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('button', { name: '设置令牌', exact: true }).click()
    await page.getByRole('radio', { name: '粘贴令牌' }).click()
    await page.getByLabel('access_token').fill(sandbox.apps[0]?.token ?? '')
    await saveToken(world, '一')
    await page.getByRole('button', { name: '继续同步未完成的项目' }).click()
    await expect
      .poll(async () => (await call('jobs.list', {}))[0])
      .toMatchObject({ state: 'done', sync: { failed: [] } })
    expect(await call('history.list', {})).toHaveLength(2)
  })

  test('what is refused for its IP or its permission leads to what to do', async () => {
    const { page, call, sandbox } = cygnet()
    const [one] = await call('apps.list', {})
    sandbox.faults.add({ kind: 'code', errno: 40008, times: 1 })
    const { yesterday } = await call('home.status', {})
    const range = { from: yesterday, to: yesterday }
    const { job } = await call('sync.start', { range, scope: { apps: [one?.id ?? 0] }, reports: ['sources'] })
    await call('jobs.wait', { job })
    await page.getByRole('link', { name: '怎样加入 IP 白名单' }).first().click()
    await page.getByText('请向网络管理员确认这台电脑访问外网时的出口 IP').waitFor()
  })

  test('the apps that need looking after are one click away from the tokens', async () => {
    const { page, call } = cygnet()
    for (const { id } of (await call('apps.list', {})).slice(2)) await call('apps.forgetTokens', { app: id })
    await goTo(page, 'tokens')
    await page.locator('li', { hasText: '未设置' }).getByRole('link').first().click()
    await page.getByText('令牌：未设置').waitFor()
    const without = (await call('apps.list', {})).filter(({ tokenWay }) => tokenWay === 'none')
    await expect.poll(async () => (await readGrid(grid(page))).rows.length).toBe(without.length)
    expect(rowOf(await readGrid(grid(page)), 'name', without[0]?.name ?? '')['token']).toBe('未设置')
  })
})

async function refreshToken({ sandbox }: Cygnet, appId: string): Promise<string> {
  const token = sandbox.platform.token
  const path = '/rest/2.0/smartapp/auth/retrieve/authorizationcode'
  const body = new URLSearchParams({ app_id: appId })
  const retrieved = await fetch(`${sandbox.url}${path}?access_token=${token}`, { method: 'POST', body })
  const { data } = (await retrieved.json()) as { data: { authorization_code: string } }
  const grant = `code=${data.authorization_code}&grant_type=app_to_tp_authorization_code`
  const pair = await fetch(`${sandbox.url}/rest/2.0/oauth/token?access_token=${token}&${grant}`)
  return ((await pair.json()) as { refresh_token: string }).refresh_token
}
