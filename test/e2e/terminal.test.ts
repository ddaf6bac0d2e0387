import { describe, expect, test } from 'vitest'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { combinedOf, moved, points, rowsOf, TERMINAL } from './support/expected-members.ts'
import { readGrid, rowOf } from './support/grid.ts'
import { numberOf } from './support/replies.ts'
import { BEFORE, clock, count, DOORS, percent, visit } from './support/reports.ts'

const WORDS = {
  'zh-CN': {
    system: '操作系统',
    network: '联网方式',
    brands: '品牌数据表',
    systems: '操作系统数据表',
    networks: '联网方式数据表',
    models: '机型数据表',
  },
  en: {
    system: 'Operating system',
    network: 'Network',
    brands: 'Numbers by brand',
    systems: 'Numbers by operating system',
    networks: 'Numbers by network',
    models: 'Numbers by model',
  },
}
const BRANDS: Readonly<Record<string, string>> = { 华为: 'Huawei', 苹果: 'Apple', 小米: 'Xiaomi' }

describe.each(DOORS)('Terminal ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'synced', size: { width: 1680, height: 1200 } })
  const words = WORDS[lang]
  const apps = () => cygnet().sandbox.apps.filter((app) => app.authorised)
  const first = () => {
    const [app] = apps()
    if (!app) throw new Error('the sandbox has no app')
    return app
  }
  const table = (name: string) => cygnet().page.getByRole('grid', { name })
  const number = (row: Parameters<typeof numberOf>[0], key: string) => numberOf(row, key) ?? NaN
  const idOf = async () => (await cygnet().call('apps.list', {})).find(({ name }) => name === first().name)?.id ?? 0

  test('brands of one app are what the API said, beside those before and those of all apps', async () => {
    const { page, sandbox } = cygnet()
    await visit(page, `/terminal?mode=one&app=${await idOf()}`)
    await table(words.brands).waitFor()
    const shown = await readGrid(table(words.brands))
    const params = { terminal_type: 'terminal_brand' }
    const now = rowsOf(sandbox, first(), TERMINAL, { params })
    const before = rowsOf(sandbox, first(), TERMINAL, { params, range: BEFORE })
    const all = combinedOf(sandbox, apps(), TERMINAL, params)
    for (const name of ['华为', '苹果', '小米', 'OPPO', 'vivo']) {
      const own = now.get(name)
      const share = number(own, TERMINAL.share)
      expect(rowOf(shown, 'name', lang === 'en' ? (BRANDS[name] ?? name) : name)).toMatchObject({
        [TERMINAL.sessions]: count(number(own, TERMINAL.sessions)),
        [TERMINAL.share]: percent(share),
        before: percent(number(before.get(name), TERMINAL.share)),
        change: moved(share - number(before.get(name), TERMINAL.share)),
        other: percent(all(name).share),
        difference: points(share - all(name).share),
        index: count(Math.round((share / all(name).share) * 100)),
        [TERMINAL.newShare]: percent(number(own, TERMINAL.newShare)),
        [TERMINAL.userShare]: percent(number(own, TERMINAL.userShare)),
        [TERMINAL.time]: clock(number(own, TERMINAL.time)),
      })
    }
    expect(await seriousViolations(page)).toEqual([])
  })

  test('networks have three metrics', async () => {
    const { page, sandbox } = cygnet()
    await page.getByRole('radio', { name: words.network, exact: true }).click()
    await table(words.networks).waitFor()
    const shown = await readGrid(table(words.networks))
    expect(Object.keys(shown.titles)).toEqual([
      'name',
      TERMINAL.sessions,
      TERMINAL.share,
      'before',
      'change',
      'other',
      'difference',
      'index',
      TERMINAL.time,
    ])
    const rows = rowsOf(sandbox, first(), TERMINAL, { params: { terminal_type: 'terminal_network' } })
    expect(shown.rows).toHaveLength(rows.size)
    for (const name of ['wifi', '4G'])
      expect(rowOf(shown, 'name', name)).toMatchObject({
        [TERMINAL.sessions]: count(number(rows.get(name), TERMINAL.sessions)),
        [TERMINAL.time]: clock(number(rows.get(name), TERMINAL.time)),
      })
    expect(shown.foot[TERMINAL.sessions]).toBe(
      count([...rows.values()].reduce((sum, row) => sum + number(row, TERMINAL.sessions), 0)),
    )
  })

  test('a long list of models is searched', async () => {
    const { page, sandbox } = cygnet()
    await visit(page, `/terminal?mode=one&app=${await idOf()}&tab=terminal_device`)
    await table(words.models).waitFor()
    const rows = rowsOf(sandbox, first(), TERMINAL, { params: { terminal_type: 'terminal_device' } })
    await expect.poll(() => table(words.models).getAttribute('aria-rowcount')).toBe(String(rows.size + 2))
    await page.keyboard.press('/')
    await page.keyboard.type('iphone x')
    const found = [...rows].filter(([name]) => /^iphone.*x/i.test(name))
    await expect.poll(async () => (await readGrid(table(words.models))).rows.length).toBe(found.length)
    const shown = await readGrid(table(words.models))
    for (const [name, row] of found)
      expect(shown.rows.find((each) => each['name'] === name)?.[TERMINAL.sessions]).toBe(
        count(number(row, TERMINAL.sessions)),
      )
  })

  test('all apps as one, and each below the other', async () => {
    const { page, sandbox } = cygnet()
    await visit(page, '/terminal?mode=all&tab=terminal_os')
    await table(words.systems).waitFor()
    const all = combinedOf(sandbox, apps(), TERMINAL, { terminal_type: 'terminal_os' })
    const read = async () => rowOf(await readGrid(table(words.systems)), 'name', 'Android 10')
    await expect.poll(async () => (await read())[TERMINAL.sessions]).toContain(count(all('Android 10').sessions))
    const row = await read()
    expect(row[TERMINAL.share]).toContain(percent(all('Android 10').share))
    expect(row[TERMINAL.userShare]).toContain(percent(all('Android 10').userShare))
    expect(row[TERMINAL.time]).toContain(clock(all('Android 10').time))
    const matrix = await readGrid(page.getByRole('grid').nth(1))
    for (const app of apps()) {
      const rows = rowsOf(sandbox, app, TERMINAL, { params: { terminal_type: 'terminal_os' } })
      const column = Object.keys(matrix.titles).find((key) => key.endsWith('Android 10')) ?? ''
      expect(rowOf(matrix, 'name', app.name)[column]).toBe(percent(number(rows.get('Android 10'), TERMINAL.share)))
    }
    expect(await seriousViolations(page)).toEqual([])
  })
})
