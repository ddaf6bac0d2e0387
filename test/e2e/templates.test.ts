import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dayOf, formatDay } from '../../electron/contract/calendar.ts'
import { python, readWorkbook, rowsOf } from '../core/excel/reader.ts'
import { seriousViolations } from './support/axe.ts'
import { HOSTS, useCygnet, type Cygnet } from './support/cygnet.ts'
import { newFolder } from './support/door.ts'
import { chooseFile } from './support/files.ts'
import { ask, numberOf } from './support/replies.ts'
import { go } from './support/settled.ts'

const YESTERDAY = dayOf(Date.now()) - 1
const WEEK = { from: formatDay(YESTERDAY - 6), to: formatDay(YESTERDAY) }
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg=='

/** The next Monday at nine of this machine's clock, in words. */
function toldMonday(now = new Date()): string {
  for (let ahead = 0; ; ahead += 1) {
    const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead, 9, 0)
    if (at.getDay() !== 1 || at <= now) continue
    const day = at.toLocaleDateString('sv')
    const short = day.slice(at.getFullYear() === now.getFullYear() ? 5 : 0)
    return ahead === 0 ? '今天 09:00' : `${short} 09:00`
  }
}

/** Sessions of an app in the week, from the API's own reply. */
function sessionsOf({ sandbox }: Cygnet, name: string): number {
  const app = sandbox.apps.find((each) => each.name === name)
  if (!app) throw new Error(`no app ${name}`)
  const { rows } = ask(sandbox, app, 'getanalysisusertrend', WEEK, { gran: 'day' })
  return rows.reduce((sum, row) => sum + (numberOf(row, 'session_count') ?? 0), 0)
}

describe.each(HOSTS)('Templates (%s)', (host) => {
  const cygnet = useCygnet({ host, home: 'synced' })
  let folder = ''

  test('what the export form shows becomes a template; its files and its cover are told while one types', async () => {
    const { page } = cygnet()
    folder = join(newFolder('templates'), '每周 报告')
    await go(page, '#/exports?range=last7&vs=weekday')
    await page.getByRole('button', { name: '存为模板…' }).click()
    await page.getByRole('heading', { name: '新建模板' }).waitFor()
    expect(await page.getByLabel('日期', { exact: true }).inputValue()).toBe('last-7-days')
    expect(await page.getByLabel('对比', { exact: true }).inputValue()).toBe('weekday')
    await page.getByLabel('名称', { exact: true }).fill('周报')
    await page.getByRole('radio', { name: '每个标签一个' }).click()
    await page.getByRole('radio', { name: '只要选中的' }).click()
    for (const report of await page.locator('.checks label').all())
      if (!(await report.innerText()).startsWith('用户趋势')) await report.locator('input').uncheck()
    const title = page.getByLabel('标题', { exact: true })
    await title.fill('致：')
    await page.locator('[data-field="lines"]').getByRole('button', { name: '客户', exact: true }).click()
    expect(await title.inputValue()).toBe('致：{client}')
    await page.getByLabel('标题下的文字').fill('{period}，共 {days} 天')
    const file = page.getByLabel('文件名')
    await file.fill('周报 ')
    await page.locator('[data-field="fileName"]').getByRole('button', { name: '标签', exact: true }).click()
    expect(await file.inputValue()).toBe('周报 {tag}')
    if (host === 'app') {
      await chooseFile(cygnet(), folder, () => page.getByRole('button', { name: '选择…' }).click())
      await expect.poll(() => page.getByLabel('文件夹').inputValue()).toBe(folder)
    } else await page.getByLabel('文件夹').fill(folder)
    await expect.poll(() => page.locator('.files .name').allInnerTexts()).toEqual(['周报 工具.xlsx', '周报 生活.xlsx'])
    const cover = page.locator('.sheet')
    expect(await cover.innerText()).toContain('致：工具')
    expect(await cover.innerText()).toContain('共 7 天')
    await page.getByRole('button', { name: '下一个工作簿' }).click()
    expect(await cover.innerText()).toContain('致：生活')
    expect(await seriousViolations(page)).toEqual([])
  })

  test('what is wrong is said at its field', async () => {
    const { page } = cygnet()
    const said = (field: string) => page.locator(`[data-field="${field}"] .problem`)
    await page.getByLabel('标题下的文字').fill('致 {kunde}')
    await said('lines').getByText('“{kunde}”不是可用的占位符').waitFor()
    await page.getByLabel('标题下的文字').fill('{period}，共 {days} 天')
    await page.getByLabel('文件夹').fill('周报')
    await said('folder').getByText('请填写完整路径').waitFor()
    await page.getByLabel('文件夹').fill(folder)
    await page.getByLabel('名称', { exact: true }).fill(' ')
    expect(await said('name').count()).toBe(0)
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await said('name').getByText('请填写名称').waitFor()
    expect(await page.getByLabel('名称', { exact: true }).evaluate((field) => field === document.activeElement)).toBe(
      true,
    )
    await page.getByLabel('名称', { exact: true }).fill('周报')
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: '选择图片…' }).click(),
    ])
    await chooser.setFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(PNG, 'base64') })
    await page.getByRole('img', { name: 'Logo' }).waitFor()
    await page.locator('.sheet img').waitFor()
  })

  test('it is kept with its schedule, and its next run is told', async () => {
    const { page, call } = cygnet()
    await page.getByRole('radio', { name: '每周' }).click()
    const told = toldMonday()
    await page.getByText(`下次运行：${told}`).waitFor()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    const row = page.locator('tbody tr', { hasText: '周报' })
    await row.getByText('周一 09:00').waitFor()
    expect(await row.innerText()).toContain(`下次 ${told}`)
    expect(await row.innerText()).toContain('近 7 天 · 全部应用 · 每个标签一个工作簿 · 1 张报表')
    expect(await call('templates.list', {})).toMatchObject([
      {
        ...{ name: '周报', range: 'last-7-days', compare: 'weekday', split: 'tag', reports: ['user-trend'], folder },
        ...{ title: '致：{client}', fileName: '周报 {tag}', hasLogo: true },
        schedule: { every: { weekdays: [1] }, time: '09:00' },
      },
    ])
    expect(await seriousViolations(page)).toEqual([])
  })

  test('a run writes one workbook a tag, with the numbers of the API', async () => {
    const { page, call } = cygnet()
    await page.getByRole('button', { name: '立即运行“周报”' }).click()
    await page.getByText('等 2 个工作簿').waitFor()
    expect(readdirSync(folder).toSorted()).toEqual(['周报 工具.xlsx', '周报 生活.xlsx'])
    const recent = await call('exports.recent', {})
    expect(recent.map(({ path, template }) => [path, template])).toEqual(
      ['周报 工具.xlsx', '周报 生活.xlsx'].map((name) => [join(folder, name), '周报']),
    )
    if (python === null) return // said so once, by the reader
    const apps = await call('apps.list', {})
    for (const tag of ['工具', '生活']) {
      const { sheets } = await readWorkbook(join(folder, `周报 ${tag}.xlsx`))
      const cover = [...rowsOf(sheets[0]).values()].flatMap((row) => Object.values(row))
      expect(cover).toContain(`致：${tag}`)
      expect(cover).toContain(`${WEEK.from} 至 ${WEEK.to}，共 7 天`)
      const rows = [...rowsOf(sheets.find(({ name }) => name === '汇总')).values()].map((row) => Object.values(row))
      for (const app of apps) {
        const own = rows.filter((row) => row.includes(app.name))
        if (app.tags.includes(tag)) expect(own.flat()).toContain(sessionsOf(cygnet(), app.name))
        else expect(own).toEqual([])
      }
    }
  })

  test('another day is looked at before it is run; files of the same name stay', async () => {
    const { page } = cygnet()
    await page.getByRole('button', { name: '预览' }).click()
    const dialog = page.getByRole('dialog', { name: '预览“周报”' })
    await dialog.getByText('周报 工具 (2).xlsx').waitFor()
    await dialog.getByLabel('假如运行于').fill(formatDay(YESTERDAY - 6))
    await dialog
      .getByText(`${formatDay(YESTERDAY - 13)} – `)
      .first()
      .waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: '按此运行' }).click()
    await expect.poll(() => readdirSync(folder).length).toBe(4)
  })

  test('a run that failed says why in the list, with a way out, until one went well', async () => {
    const { page, call } = cygnet()
    const row = page.locator('tbody tr', { hasText: '周报' })
    const [kept] = await call('templates.list', {})
    if (!kept) throw new Error('no template')
    // no folder can be made below a file
    await call('templates.save', { ...kept, folder: join(folder, '周报 工具.xlsx', '下') })
    await row.getByRole('button', { name: '立即运行“周报”' }).click()
    await row.getByText('运行失败').waitFor()
    expect(await row.locator('.outcome').innerText()).toContain('周报 工具.xlsx')
    expect(await seriousViolations(page)).toEqual([])
    await call('templates.save', { ...kept, folder })
    await row.getByRole('button', { name: '再运行一次' }).click()
    await expect.poll(() => readdirSync(folder).length).toBe(6)
    await expect.poll(() => row.locator('.outcome').count()).toBe(0)
  })

  test('a draft outlives going elsewhere; a copy has its own name; both languages', async () => {
    const { page, call } = cygnet()
    await call('settings.set', { locale: 'en' })
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await page.getByRole('heading', { name: 'Copy of 周报' }).waitFor()
    await page.locator('.sheet img').waitFor()
    await go(page, '#/overview')
    await go(page, '#/exports?part=templates')
    await page.getByText('New template, not saved').waitFor()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Weekly')
    const usual = page.viewportSize()
    await page.setViewportSize({ width: 960, height: 800 })
    await page.getByRole('radio', { name: 'Every week' }).click()
    expect(await page.locator('form').evaluate((form) => form.scrollWidth - form.clientWidth)).toBeLessThanOrEqual(0)
    await page.getByRole('radio', { name: 'On demand' }).click()
    if (usual) await page.setViewportSize(usual)
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.locator('tbody tr', { hasText: 'Weekly' }).getByText('on demand').waitFor()
    expect(await page.locator('tbody tr').count()).toBe(2)
    await page.locator('tbody tr', { hasText: 'Weekly' }).getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await expect.poll(async () => (await call('templates.list', {})).map(({ name }) => name)).toEqual(['周报'])
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
  })
})
