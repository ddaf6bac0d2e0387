import { copyFileSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dayOf } from '../../electron/contract/calendar.ts'
import type { Output } from '../../electron/contract/index.ts'
import { cellsOf, python, readWorkbook, rowsOf } from '../core/excel/reader.ts'
import { seriousViolations } from './support/axe.ts'
import { HOSTS, useCygnet, type Cygnet } from './support/cygnet.ts'
import { newFolder } from './support/door.ts'
import { newestFile, saveInto } from './support/files.ts'

const ready = ({ page }: Cygnet) => page.getByText('所选的数据都已取得').waitFor()

async function openExports({ page }: Cygnet): Promise<void> {
  await page.evaluate(() => {
    window.location.hash = '#/exports?range=last7'
  })
  await page.getByRole('heading', { name: '新的导出' }).waitFor()
}

describe.each(HOSTS)('Exports (%s)', (host) => {
  const cygnet = useCygnet({ host, home: 'synced' })
  let folder = ''
  const file = () => newestFile(cygnet(), folder, '.xlsx')

  test('what will be in it is told first; what is missing is fetched by one button', async () => {
    const world = cygnet()
    const { page } = world
    folder = newFolder('exports')
    await saveInto(world, folder)
    await world.call('settings.set', { rate: 1000 })
    await openExports(world)
    await page.getByRole('button', { name: '全不选' }).click()
    await page.getByText('请至少选择一张报表').waitFor()
    for (const report of ['用户趋势', '地域分布']) await page.getByLabel(report, { exact: true }).check()
    await page.getByText('缺少的数据').waitFor()
    await page.getByRole('button', { name: '一键获取缺失的数据' }).click()
    await ready(world)
    expect(await page.locator('.preview tbody td:first-child').allInnerTexts()).toEqual([
      '封面',
      '汇总',
      '用户趋势',
      '地域分布',
      '数据',
      '指标说明',
      '数据来源',
    ])
    expect(await seriousViolations(page)).toEqual([])
  })

  test('the workbook holds the numbers of the query, as an independent reader sees them', async () => {
    const world = cygnet()
    const { page, call } = world
    await page.getByLabel('文件名').fill('客户周报')
    await page.getByRole('button', { name: '导出 Excel' }).click()
    await page.getByText('已导出“客户周报.xlsx”').waitFor()
    if (python === null) return // said so once, by the reader
    const { sheets } = await readWorkbook(file())
    const { yesterday } = await call('home.status', {})
    const from = new Date(Date.parse(yesterday) - 6 * 86_400_000).toISOString().slice(0, 10)
    const range = { from, to: yesterday }
    const overview = await call('query.overview', { range, scope: {}, metrics: ['user-trend/session_count'] })
    const summary = [...rowsOf(sheets.find(({ name }) => name === '汇总')).values()]
    for (const { app, kpis } of overview.apps)
      expect(
        summary.some(
          (row) => Object.values(row).includes(app) && Object.values(row).includes(kpis[0]?.total.value ?? NaN),
        ),
      ).toBe(true)
    const region: Output<'query.table'> = await call('query.table', { report: 'region', range, scope: {} })
    const cells = [...cellsOf(sheets.find(({ name }) => name === '地域分布')).values()].map(([, , value]) => value)
    for (const { label, values } of region.rows.slice(0, 40)) {
      expect(cells).toContain(label)
      expect(cells).toContain(values['session_count_district'])
    }
  })

  test('the file is one click away', async () => {
    const { page, main } = cygnet()
    const button = page
      .locator('.recent')
      .getByRole('button', { name: host === 'app' ? '在文件夹中显示' : '下载' })
      .first()
    if (host === 'app') {
      await button.click()
      const shown = () =>
        main(({ calls }) => calls.filter(({ api }) => api === 'shell.showItemInFolder').at(-1)?.args[0])
      await expect.poll(shown).toBe(file())
      return
    }
    const download = page.waitForEvent('download')
    await button.click()
    const path = join(newFolder('download'), 'got.xlsx')
    await (await download).saveAs(path)
    expect(readFileSync(path).equals(readFileSync(file()))).toBe(true)
    expect((await download).suggestedFilename()).toBe('客户周报.xlsx')
  })

  test('after a restatement: made again it is new, made as it was then it is the same', async () => {
    const world = cygnet()
    const { page, call, sandbox } = world
    const former = join(newFolder('former'), 'former.xlsx')
    copyFileSync(file(), former)
    const yesterday = dayOf(Date.now()) - 1
    sandbox.restate({ from: yesterday - 6, to: yesterday, factor: 2 })
    const range = (await call('exports.recent', {}))[0]?.input?.range ?? { from: '', to: '' }
    const fetched = await call('sync.start', { range, scope: {}, reports: ['user-trend', 'region'], force: true })
    await call('jobs.wait', { job: fetched.job })
    const recent = page.locator('.recent')
    const made = async (name: string) => {
      const before = (await call('exports.recent', {})).length
      await recent.getByRole('button', { name }).last().click()
      await expect.poll(async () => (await call('exports.recent', {})).length).toBe(before + 1)
      return numbersOf((await call('exports.recent', {}))[0]?.path ?? '')
    }
    const then = await made('按当时数据')
    const again = await made('再导出')
    if (python === null) return
    const first = await numbersOf(former)
    expect(first.length).toBeGreaterThan(100)
    expect(then).toEqual(first)
    expect(again).not.toEqual(first)
  })

  test('a file that is gone is told, and can still be made again', async () => {
    const { page, call } = cygnet()
    const [newest] = await call('exports.recent', {})
    rmSync(newest?.path ?? '')
    await page.evaluate(() => {
      window.location.hash = '#/settings'
    })
    await page.locator('.settings').waitFor()
    await page.goBack()
    const row = page.locator('.recent tbody tr').first()
    await row.getByText('文件已移动或删除').waitFor()
    expect(await row.getByRole('button').allInnerTexts()).toEqual(['再导出', '按当时数据'])
  })

  test('a running export can be cancelled and leaves no file', async () => {
    const world = cygnet()
    const { page, call } = world
    await page.getByRole('button', { name: '全选', exact: true }).click()
    await page.getByLabel('文件名').fill('不要了')
    await page.getByRole('button', { name: '导出 Excel' }).click()
    await page.locator('.form .running').getByRole('button', { name: '取消' }).click()
    await expect
      .poll(async () => (await call('jobs.list', {}))[0])
      .toMatchObject({ kind: 'export', state: 'cancelled' })
    const files = readdirSync(host === 'app' ? folder : join(world.home, 'exports'))
    expect(files.filter((name) => name.includes('不要了'))).toEqual([])
  })
})

/** Every number of the data sheet, in its order. */
async function numbersOf(path: string): Promise<readonly unknown[]> {
  if (python === null) return []
  const { sheets } = await readWorkbook(path)
  const data = sheets.find(({ name }) => name === '数据')
  return (data?.cells ?? []).filter(([, type]) => type === 'n').map(([ref, , value]) => [ref, value])
}
