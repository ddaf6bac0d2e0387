import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { dayOf, formatDay } from '../../electron/contract/calendar.ts'
import type { SandboxApp } from '../../electron/sandbox/index.ts'
import { python, readWorkbook, rowsOf } from '../core/excel/reader.ts'
import { seriousViolations } from './support/axe.ts'
import { HOSTS, useCygnet, type Cygnet } from './support/cygnet.ts'
import { grid, readGrid } from './support/grid.ts'
import { ask, numberOf } from './support/replies.ts'

const yesterday = dayOf(Date.now()) - 1
const NOW = { from: formatDay(yesterday - 29), to: formatDay(yesterday) }
const BEFORE = { from: formatDay(yesterday - 59), to: formatDay(yesterday - 30) }

describe.each(HOSTS)('Compare (%s)', (host) => {
  const cygnet = useCygnet({ host, home: 'synced', size: { width: 1440, height: 1000 } })
  const three = () => cygnet().sandbox.apps.slice(0, 3)
  /** What the API itself says of an app's days, the oldest first. */
  const daily = (app: SandboxApp, key: string, range = NOW) =>
    ask(cygnet().sandbox, app, 'getanalysisusertrend', range, { gran: 'day' })
      .rows.toSorted((a, b) => String(a['name']).localeCompare(String(b['name'])))
      .map((row) => numberOf(row, key))

  test('is opened with the apps chosen in the Overview', async () => {
    const { page } = cygnet()
    await grid(page).waitFor()
    for (const { name } of three())
      await page.getByRole('row').filter({ hasText: name }).getByRole('gridcell').first().click()
    await page.getByRole('button', { name: '对比所选' }).click()
    await page.waitForURL(/#\/compare\?/)
    await expect.poll(() => legend(page)).toEqual(three().map(({ name }) => name))
  })

  test('every number of every day is what the API said, and what it is compared with', async () => {
    const { page } = cygnet()
    await page.getByRole('radio', { name: '按周期' }).click()
    const table = await wholeTable(page)
    const apps = three().map((app) => ({
      now: daily(app, 'session_count'),
      before: daily(app, 'session_count', BEFORE),
    }))
    const all = (which: 'now' | 'before', i: number) => apps.reduce((sum, app) => sum + (app[which][i] ?? 0), 0)
    expect(table.rows).toHaveLength(30)
    table.rows.forEach((row, i) => {
      expect(appColumns(row).map((key) => number(row[key]))).toEqual(apps.map(({ now }) => now[i]))
      expect([number(row['all']), number(row['before'])]).toEqual([all('now', i), all('before', i)])
      expect(row['change']).toBe(change(all('now', i), all('before', i)))
    })
    const totals = apps.map(({ now }) => now.reduce<number>((a, b) => a + (b ?? 0), 0))
    expect(number(table.foot['all'])).toBe(totals.reduce((a, b) => a + b, 0))
  })

  test('another metric, several at once, and each has its numbers', async () => {
    const { page } = cygnet()
    await page.getByRole('button', { name: '选择指标' }).click()
    await page.getByPlaceholder('搜索指标、报表…').fill('次均')
    await page.getByRole('checkbox', { name: '次均使用时长' }).check()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('group', { name: /左右键/ }).count()).toBe(2)
    await page.getByRole('radio', { name: '次均使用时长' }).click()
    const table = await wholeTable(page)
    const expected = three().map((app) => daily(app, 'average_session_time')[0] ?? NaN)
    const [first = {}] = table.rows
    expect(appColumns(first).map((key) => first[key])).toEqual(expected.map(clock))
    await page.getByRole('button', { name: '移除“次均使用时长”' }).click()
  })

  test('as an index, each app begins at 100', async () => {
    const { page } = cygnet()
    await page.getByRole('radio', { name: '指数 = 100' }).click()
    await expect.poll(() => page.locator('.chart-card footer').textContent()).toContain('第一个已知值 = 100')
    const table = await wholeTable(page)
    const values = three().map((app) => daily(app, 'session_count'))
    table.rows.forEach((row, i) => {
      const shown = appColumns(row).map((key) => number(row[key]))
      expect(shown).toEqual(values.map((own) => Math.round(((own[i] ?? 0) / (own[0] ?? 1)) * 10_000) / 100))
    })
    await page.goBack()
    await expect.poll(() => page.getByRole('radio', { name: '叠加' }).getAttribute('aria-checked')).toBe('true')
  })

  test('the chart is read by keyboard, and says where a number comes from', async () => {
    const { page } = cygnet()
    const chart = page.getByRole('group', { name: /左右键/ })
    await chart.focus()
    for (const key of ['Home', 'ArrowDown']) await page.keyboard.press(key)
    const spoken = await page.locator('.chart [aria-live]').textContent()
    const largest = three()
      .map((app) => ({ app, value: daily(app, 'session_count')[0] ?? 0 }))
      .toSorted((a, b) => b.value - a.value)[0]
    expect(spoken).toContain(`${largest?.app.name ?? ''} ${(largest?.value ?? 0).toLocaleString('en-US')}`)
    await page.keyboard.press('i')
    const card = page.getByRole('status').filter({ hasText: '汇总规则' })
    await expect.poll(() => card.textContent()).toMatch(/快照 #\d+/)
    await page.keyboard.press('Escape')
  })

  test('what was not known at a moment is not shown as of it', async () => {
    const { page } = cygnet()
    await page.goto(page.url().replace(/(&asof=[^&]*)?$/, '&asof=2020-01-01T00:00:00.000Z'))
    await expect.poll(() => page.locator('.empty').textContent()).toContain('这段日期还没有数据')
    await page.getByRole('button', { name: '回到最新' }).click()
    await expect.poll(() => page.locator('.empty').count()).toBe(0)
  })

  test.skipIf(python === null)('the workbook holds the very numbers of the page', async () => {
    const { page, call } = cygnet()
    await page.getByRole('radio', { name: '按周期' }).click()
    const { rows, titles } = await wholeTable(page)
    await answerDialog(cygnet())
    await page.getByRole('button', { name: '导出 Excel' }).click()
    const { sheets } = await readWorkbook(await exported(call))
    const trend = rowsOf(sheets.find(({ name }) => name === '用户趋势'))
    const heads = Object.entries(trend.get(4) ?? {})
    const held = (column: string) => [...trend.values()].flatMap((row) => row[column] ?? []).filter(isNumber)
    const keys = [...appColumns(rows[0]), 'all']
    for (const key of keys) {
      const title = key === 'all' ? '全部小程序' : titles[key]
      const [column = ''] = heads.find(([, head]) => head === title) ?? []
      expect(held(column).slice(0, 30)).toEqual(rows.map((row) => number(row[key])))
    }
    expect(keys).toHaveLength(4)
  })

  test('the picture of the chart is saved', async () => {
    const { page } = cygnet()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '保存为图片' }).click(),
    ])
    expect(download.suggestedFilename()).toBe(`Cygnet 启动次数 ${NOW.from}–${NOW.to}.png`)
  })

  test.each(['overlay', 'index', 'multiples', 'share'])(
    'has no serious violation of accessibility (%s)',
    async (form) => {
      const { page } = cygnet()
      await page.goto(page.url().replace(/#.*/, `#/compare?form=${form}`))
      await expect.poll(() => page.locator('.metric-panel').count()).toBe(1)
      expect(await seriousViolations(page)).toEqual([])
    },
  )

  test('nor in the dark, in English', async () => {
    const { page, call } = cygnet()
    await call('settings.set', { theme: 'dark', locale: 'en' })
    await expect.poll(() => page.getByRole('radio', { name: 'Overlay' }).count()).toBe(1)
    expect(await seriousViolations(page)).toEqual([])
    await call('settings.set', { theme: 'light', locale: 'zh-CN' })
  })
})

describe.each(HOSTS)('Compare of 2,000 apps (%s)', (host) => {
  const cygnet = useCygnet({ host, home: 'thousands', size: { width: 1440, height: 1000 } })

  test('shows the 50 largest, says so, and any one of them can be found', async () => {
    const { page, call } = cygnet()
    await page.waitForURL(/#\/overview/)
    await page.goto(page.url().replace(/#.*/, '#/compare'))
    await page.getByText('范围内有 2,000 个应用').waitFor({ timeout: 45_000 })
    const { series } = await call('query.series', { metric: 'user-trend/session_count', range: NOW, scope: {} })
    const largest = series.toSorted((a, b) => (b.total.value ?? 0) - (a.total.value ?? 0)).slice(0, 50)
    const names = await legend(page)
    expect(names).toHaveLength(50)
    expect(names.toSorted()).toEqual(largest.map(({ app }) => app).toSorted())
    const [one = ''] = names.slice(20)
    await page.getByPlaceholder('在 50 条线中搜索…').fill(one)
    await expect.poll(() => legend(page)).toEqual([one])
    await page.getByRole('button', { name: '只显示这 1 条' }).click()
    await expect.poll(() => page.url()).toContain('hide=')
    await page.getByRole('button', { name: '显示隐藏的 49 条' }).click()
  })
})

const legend = (page: Page) => page.locator('.legend [data-name]').allTextContents()
const number = (text = '') => (text === '' ? NaN : Number(text.replaceAll(/[,%]/g, '')))
const two = (n: number) => String(n).padStart(2, '0')
const clock = (value: number) => `${two(Math.floor(Math.round(value) / 60))}:${two(Math.round(value) % 60)}`
function change(now: number, before: number): string {
  const percent = ((now - before) / before) * 100
  const size = `${Math.abs(percent).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })}%`
  return Math.abs(percent) < 0.05 ? size : `${percent > 0 ? '+▲' : '−▼'}${size}`
}
const isNumber = (value: unknown) => typeof value === 'number'
/** The columns of a table by period that are apps. */
const appColumns = (row: Readonly<Record<string, string>> = {}) => Object.keys(row).filter((key) => /^\d+$/.test(key))

/** All rows of the table, which has only those in sight in the document. */
async function wholeTable(page: Page) {
  await page.locator('.metric-panel').first().waitFor()
  const table = grid(page)
  await table.evaluate((element) => {
    element.style.height = '2000px'
    element.style.flex = 'none'
  })
  await expect.poll(async () => (await readGrid(table)).rows.length).toBe(30)
  return readGrid(table)
}

/** Says where the workbook goes: in the desktop app a dialog asks. */
async function answerDialog({ host, main }: Cygnet): Promise<void> {
  if (host !== 'app') return
  const path = join(mkdtempSync(join(process.env['E2E_FOLDER'] ?? tmpdir(), 'export-')), 'book.xlsx')
  await main(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
}

async function exported(call: Cygnet['call']): Promise<string> {
  const newest = async () => (await call('jobs.list', { limit: 50 })).find(({ kind }) => kind === 'export')
  await expect.poll(async () => (await newest())?.state, { timeout: 30_000 }).toBe('done')
  return (await newest())?.export?.path ?? ''
}
