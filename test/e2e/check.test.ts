import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import JSZip from 'jszip'
import { describe, expect, test } from 'vitest'
import { dayOf, formatDay } from '../../electron/contract/calendar.ts'
import { partsOf, python, readWorkbook } from '../core/excel/reader.ts'
import { readPackage } from '../tools/ooxml/read.ts'
import { seriousViolations } from './support/axe.ts'
import { HOSTS, useCygnet, type Cygnet } from './support/cygnet.ts'
import { newFolder } from './support/door.ts'
import { chooseFile, newestFile, saveInto } from './support/files.ts'
import { ask, numberOf } from './support/replies.ts'
import { go } from './support/settled.ts'

const YESTERDAY = dayOf(Date.now()) - 1
const RANGE = { from: formatDay(YESTERDAY - 6), to: formatDay(YESTERDAY) }
const count = (n: number) => n.toLocaleString('en-US')

/** Every cell of every sheet, as an independent reader sees it. */
async function cellsOf(path: string): Promise<unknown> {
  const { sheets } = await readWorkbook(path)
  return sheets.map(({ name, cells }) => [name, cells])
}

/** Sessions of the first app in the range, from the API's own reply. */
function sessions({ sandbox }: Cygnet): { name: string; sum: number } {
  const [app] = sandbox.apps
  if (!app) throw new Error('no app')
  const { rows } = ask(sandbox, app, 'getanalysisusertrend', RANGE, { gran: 'day' })
  return { name: app.name, sum: rows.reduce((sum, row) => sum + (numberOf(row, 'session_count') ?? 0), 0) }
}

describe.each(HOSTS)('Check a workbook (%s)', (host) => {
  const cygnet = useCygnet({ host, home: 'synced' })
  let folder = ''
  let file = ''
  let before = { name: '', sum: 0 }

  test('one that was just exported says what it was made from, and that nothing differs', async () => {
    const world = cygnet()
    const { page, call } = world
    folder = newFolder('check')
    file = join(folder, '客户周报.xlsx')
    await saveInto(world, folder)
    await call('settings.set', { rate: 1000 })
    before = sessions(world)
    const reports = ['user-trend', 'active-users']
    const { job } = await call('export.start', { range: RANGE, scope: {}, reports, path: file })
    await call('jobs.wait', { job })
    await go(page, '#/exports')
    await page.locator('.recent').getByRole('button', { name: '核对' }).click()
    await page.getByText('与现在的数据一致').waitFor()
    const verdicts = await page.locator('.verdicts li').allInnerTexts()
    expect(verdicts.map((text) => text.split('\n')[0])).toEqual(['没有被改动', '与现在的数据一致', '可以逐值重现'])
    const facts = await page.locator('.found dl').innerText()
    for (const words of [`${RANGE.from} – `, '上一周期', '用户趋势、活跃用户', '按日', '简体中文'])
      expect(facts).toContain(words)
    expect(await seriousViolations(page)).toEqual([])
  })

  test('after a restatement it tells each value that changed, and is still made again value for value', async () => {
    const world = cygnet()
    const { page, call, sandbox } = world
    sandbox.restate({ from: YESTERDAY - 6, to: YESTERDAY, factor: 2 })
    const fetched = await call('sync.start', { range: RANGE, scope: {}, reports: ['user-trend'], force: true })
    await call('jobs.wait', { job: fetched.job })
    await page.getByText('核对之后又同步了新数据').waitFor()
    await page.getByRole('button', { name: '重新核对' }).click()
    await page.getByText('个数值后来变了').waitFor()
    const now = sessions(world)
    expect(now.sum).toBeGreaterThan(before.sum)
    await page.getByLabel('筛选变化').fill(`${before.name} 汇总 启动次数`)
    const row = page.getByRole('grid').getByRole('row').filter({ hasText: '汇总' }).first()
    const text = await row.innerText()
    expect(text.split('\n').filter((part) => part !== '')).toEqual(
      expect.arrayContaining([count(before.sum), count(now.sum), `+${count(now.sum - before.sum)}`]),
    )
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('button', { name: '按当时数据重现' }).click()
    await page.getByText('已重现，与原文件逐值一致').waitFor()
    const made = newestFile(world, folder, '.xlsx')
    expect(made).toContain('客户周报 重现')
    if (python === null) return // said so once, by the reader
    expect(await cellsOf(made)).toEqual(await cellsOf(file))
  })

  test('the same question is exported with the data of now', async () => {
    const { page, call } = cygnet()
    await page.getByRole('button', { name: '用现在的数据再导出' }).click()
    // the one made again before has no question of its own
    await expect.poll(async () => (await call('exports.recent', {}))[0]?.input ?? null).not.toBeNull()
    const [newest] = await call('exports.recent', {})
    expect(newest?.input).toMatchObject({ range: RANGE, reports: ['user-trend', 'active-users'] })
    expect(newest?.input).not.toHaveProperty('asOf')
    expect(await call('export.inspect', { path: newest?.path ?? '' })).toMatchObject({ changed: 0, edited: [] })
  })

  test('a file from anywhere: one that was edited says where, one that is not ours says so', async () => {
    const world = cygnet()
    const { page } = world
    // the export of now may have taken the name of the first
    const source = newestFile(world, folder, '.xlsx')
    const edited = join(newFolder('edited'), '改过.xlsx')
    const part = readPackage(await partsOf(source)).sheets.find(({ name }) => name === '用户趋势')?.path ?? ''
    const zip = await JSZip.loadAsync(readFileSync(source))
    const sheet = (await zip.file(part)?.async('string')) ?? ''
    zip.file(
      part,
      sheet.replace(/<v>(\d{3,})<\/v>/, (_, number: string) => `<v>${Number(number) + 1}</v>`),
    )
    writeFileSync(edited, await zip.generateAsync({ type: 'nodebuffer' }))
    await chooseFile(world, edited, () => page.getByRole('button', { name: '选择文件…' }).click())
    await page.getByText('导出后被改动过').waitFor()
    expect(await page.locator('.verdicts li').first().innerText()).toContain('用户趋势')
    await page.getByRole('button', { name: '忽略改动，按记录重现' }).click()
    await page.getByText('已重现').waitFor()
    const foreign = join(newFolder('foreign'), '别的.xlsx')
    const other = new JSZip()
    for (const [name, text] of await partsOf(source)) other.file(name, text.replaceAll('cygnet-record', 'record'))
    writeFileSync(foreign, await other.generateAsync({ type: 'nodebuffer' }))
    await chooseFile(world, foreign, () => page.getByRole('button', { name: '选择文件…' }).click())
    await page.getByRole('alert').getByText('没有 Cygnet 的重现记录').waitFor()
    await page.goBack()
    await page.getByText('导出后被改动过').waitFor()
  })

  test('a file can be dropped; in English, too', async () => {
    const { page, call } = cygnet()
    await call('settings.set', { locale: 'en', theme: 'dark' })
    await go(page, '#/exports?part=check')
    await page.getByRole('heading', { name: 'Check a workbook' }).waitFor()
    const content = readFileSync(file).toString('base64')
    const transfer = await page.evaluateHandle((base64) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], 'dropped.xlsx'))
      return data
    }, content)
    await page.locator('.chooser').dispatchEvent('drop', { dataTransfer: transfer })
    await page.getByRole('heading', { name: 'dropped.xlsx' }).waitFor()
    await page.getByText('Not edited').waitFor()
    expect(await seriousViolations(page)).toEqual([])
  })
})
