import { describe, expect, test } from 'vitest'
import { seriousViolations } from './support/axe.ts'
import { HOSTS, useCygnet } from './support/cygnet.ts'
import { expectedOverview } from './support/expected-overview.ts'
import { grid, readGrid, rowOf } from './support/grid.ts'

describe.each(HOSTS)('Overview (%s)', (host) => {
  const cygnet = useCygnet({ host, home: 'synced' })

  test('every number is what the API said', async () => {
    const { page, sandbox } = cygnet()
    await grid(page).waitFor()
    const expected = expectedOverview(sandbox)
    const shown = await readGrid(grid(page))
    expect(shown.rows).toHaveLength(6)
    for (const [name, texts] of expected.apps) expect(rowOf(shown, 'app', name)).toMatchObject(texts)
    expect(shown.foot).toMatchObject(expected.total)
  })

  test('search, sort and selection', async () => {
    const { page, sandbox } = cygnet()
    const search = page.getByPlaceholder('搜索应用、标签…')
    await page.keyboard.press('/')
    await search.fill(sandbox.apps[0]?.name ?? '')
    await expect.poll(async () => (await readGrid(grid(page))).rows.length).toBe(1)
    await search.fill('')
    const title = grid(page).getByRole('columnheader', { name: '启动次数', exact: true })
    const order = async () => (await readGrid(grid(page))).rows.map((row) => number(row['user-trend/session_count']))
    await expect.poll(order).toEqual((await order()).toSorted((a, b) => b - a))
    await title.click()
    await expect.poll(order).toEqual((await order()).toSorted((a, b) => a - b))
    await title.click()
  })

  test('is copied as a table, for spreadsheets and for documents', async () => {
    const { page, sandbox } = cygnet()
    await page.getByRole('button', { name: '复制' }).click()
    await page.getByText('已复制 6 行').waitFor()
    if (host === 'app') return // Its page may write the clipboard and not read it.
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const [plain = '', html = ''] = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read()
      return Promise.all(['text/plain', 'text/html'].map(async (type) => (await item?.getType(type))?.text()))
    })
    const lines = plain.split(/\r?\n/).map((line) => line.split('\t'))
    expect(lines).toHaveLength(7)
    for (const { name } of sandbox.apps) expect(lines.map(([first]) => first)).toContain(name)
    expect(html).toContain('<table>')
  })

  test('has no serious violation of accessibility', async () => {
    expect(await seriousViolations(cygnet().page)).toEqual([])
  })
})

const number = (text = '') => Number(text.replaceAll(',', ''))
