import { describe, expect, test } from 'vitest'
import { python, readWorkbook, scratch } from '../core/excel/reader.ts'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { saveInto } from './support/files.ts'
import { DOORS, NOW, visit } from './support/reports.ts'

const WORDS = {
  'zh-CN': {
    chart: /左右键/,
    text: '备注内容',
    kind: '类别',
    save: '保存',
    edit: /^修改“/,
    remove: /^删除“/,
    undo: '撤销',
    add: '添加备注',
    tag: '标签“生活”',
    about: '对象',
    export: '导出 Excel',
  },
  en: {
    chart: /[Ll]eft and right/,
    text: 'What happened',
    kind: 'Kind',
    save: 'Save',
    edit: /^Change “/,
    remove: /^Remove “/,
    undo: 'Undo',
    add: 'Add a note',
    tag: 'Tag “生活”',
    about: 'About',
    export: 'Export to Excel',
  },
}

describe.each(DOORS)('Notes on days ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'synced', size: { width: 1440, height: 1000 } })
  const said = WORDS[lang]
  const notes = () => cygnet().page.locator('[data-note]')
  /** What the chart says of its last day. */
  async function lastDay(): Promise<string> {
    const { page } = cygnet()
    await page.getByRole('group', { name: said.chart }).first().focus()
    await page.keyboard.press('End')
    return (await page.locator('.tip').textContent()) ?? ''
  }

  test('a point of a chart leads to a note on its day, about its app', async () => {
    const { page, call, sandbox } = cygnet()
    await visit(page, '/user-trend?mode=one&vs=none')
    await page.getByRole('group', { name: said.chart }).first().waitFor()
    await lastDay()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.locator('.source').waitFor()
    await page.keyboard.press('n')
    await page.getByLabel(said.text).fill('新版上线 v2.3')
    await page.getByLabel(said.kind).selectOption('release')
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('button', { name: said.save, exact: true }).click()
    await notes().waitFor()
    const [app] = await call('apps.list', {})
    expect(await call('annotations.list', { scope: {} })).toMatchObject([
      {
        from: NOW.to,
        to: NOW.to,
        appId: app?.id,
        app: sandbox.apps[0]?.name,
        kind: 'release',
        text: '新版上线 v2.3',
        tag: null,
      },
    ])
    expect(await notes().textContent()).toContain(NOW.to)
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await notes().waitFor({ state: 'detached' })
    expect(await lastDay()).toContain('新版上线 v2.3')
  })

  test('is changed by the keyboard, to be about a tag', async () => {
    const { page, call } = cygnet()
    await page.keyboard.press('n')
    await page.getByRole('button', { name: said.edit }).click()
    await page.getByLabel(said.text).fill('春节活动')
    await page.getByRole('button', { name: said.about }).click()
    await page.getByRole('button', { name: said.tag }).click()
    await page.getByRole('button', { name: said.save, exact: true }).click()
    await expect.poll(() => notes().textContent()).toContain('春节活动')
    expect(await notes().textContent()).toContain(said.tag)
    expect(await call('annotations.list', { scope: {} })).toMatchObject([
      { appId: null, tag: '生活', text: '春节活动' },
    ])
    await page.keyboard.press('Escape')
    await notes().waitFor({ state: 'detached' })
    await expect.poll(lastDay).toContain('生活: 春节活动')
  })

  test.skipIf(python === null)('goes into the workbook', async () => {
    const { page, call } = cygnet()
    await saveInto(cygnet(), scratch())
    await page.getByRole('button', { name: said.export }).click()
    const newest = async () => (await call('jobs.list', { limit: 50 })).find(({ kind }) => kind === 'export')
    await expect.poll(async () => (await newest())?.state, { timeout: 30_000 }).toBe('done')
    const { sheets } = await readWorkbook((await newest())?.export?.path ?? '')
    const texts = sheets.flatMap(({ cells }) => cells.map(([, , value]) => value))
    expect(texts).toContain('春节活动')
    expect(texts).toContain('生活')
  })

  test('is removed, and put back', async () => {
    const { page, call } = cygnet()
    await page.keyboard.press('n')
    await page.getByRole('button', { name: said.remove }).click()
    await notes().waitFor({ state: 'detached' })
    expect(await call('annotations.list', { scope: {} })).toEqual([])
    await page.getByRole('button', { name: said.undo }).click()
    await notes().waitFor()
    expect(await call('annotations.list', { scope: {} })).toMatchObject([{ tag: '生活', text: '春节活动' }])
  })
})
