import { describe, expect, test } from 'vitest'
import type { SandboxApp } from '../../electron/sandbox/index.ts'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { moved } from './support/expected-members.ts'
import { readGrid, rowOf } from './support/grid.ts'
import { ask, numberOf, type WireRow } from './support/replies.ts'
import { BEFORE, change, clock, count, DOORS, NOW, percent, visit } from './support/reports.ts'

const WORDS = {
  'zh-CN': {
    table: '页面数据表',
    side: '各应用的页面访问次数 · 页面',
    across: '各应用的这个页面',
    common: '共有页面',
    fetch: '获取每日数据',
    requests: '约 30 次请求',
    fetchBefore: /获取对比区间的每日数据/,
    notFetched: '未取得',
    days: '每日页面访问次数',
    shared: (n: number, all: number) => `${all} 个页面中有 ${n} 个在两个以上应用中出现`,
  },
  en: {
    table: 'Numbers by page',
    side: 'Page views, app by app: pages',
    across: 'This page, app by app',
    common: 'In several apps',
    fetch: 'Fetch every day',
    requests: 'about 30 requests',
    fetchBefore: /Fetch the days compared with/,
    notFetched: 'not fetched',
    days: 'Page views by day',
    shared: (n: number, all: number) => `of ${all} pages ${n} are in two apps or more`,
  },
}
const PAGE = 'pages/search/search'
const number = (row: WireRow | undefined, key: string) => numberOf(row, key) ?? NaN
const sum = (rows: readonly WireRow[], key: string) => rows.reduce((all, row) => all + number(row, key), 0)

describe.each(DOORS)('Pages ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'synced', size: { width: 1680, height: 1400 } })
  const words = WORDS[lang]
  const apps = () => cygnet().sandbox.apps.filter((app) => app.authorised)
  const first = () => {
    const [app] = apps()
    if (!app) throw new Error('the sandbox has no app')
    return app
  }
  const listOf = (app: SandboxApp, range = NOW) => ask(cygnet().sandbox, app, 'getanalysisvisitpage', range)
  const pagesOf = (app: SandboxApp, range = NOW) =>
    new Map(listOf(app, range).rows.map((row) => [String(row['pageName']), row]))
  const table = (name: string) => cygnet().page.getByRole('grid', { name })
  const idOf = async (app: SandboxApp) =>
    (await cygnet().call('apps.list', {})).find(({ name }) => name === app.name)?.id ?? 0

  test('every page of one app is what the API said, beside what it was; the total is the API’s own', async () => {
    const { page } = cygnet()
    await visit(page, `/pages?mode=one&app=${await idOf(first())}`)
    await table(words.table).waitFor()
    const shown = await readGrid(table(words.table))
    const [now, before] = [pagesOf(first()), pagesOf(first(), BEFORE)]
    expect(await table(words.table).getAttribute('aria-rowcount')).toBe(String(now.size + 2))
    expect(shown.rows.length).toBeGreaterThan(12)
    for (const row of shown.rows) {
      const own = now.get(row['name'] ?? '')
      const was = number(before.get(row['name'] ?? ''), 'pv_count')
      expect(row).toMatchObject({
        alias: own?.['pageAlias'],
        pv_count: count(number(own, 'pv_count')),
        before: count(was),
        change: change(number(own, 'pv_count'), was),
        pv_ratio: percent(number(own, 'pv_ratio')),
        pv_user_count: count(number(own, 'pv_user_count')),
        average_stay_time: clock(number(own, 'average_stay_time')),
        stay_time_ratio: percent(number(own, 'stay_time_ratio')),
        bounce_ratio: percent(number(own, 'bounce_ratio')),
        entry_count: count(number(own, 'entry_count')),
        exit_count: count(number(own, 'exit_count')),
      })
    }
    const total = listOf(first()).sum
    expect(shown.foot).toMatchObject({
      pv_count: count(number(total, 'pv_count')),
      bounce_ratio: percent(number(total, 'bounce_ratio')),
      average_stay_time: clock(number(total, 'average_stay_time')),
      entry_count: count(number(total, 'entry_count')),
    })
    expect(await seriousViolations(page)).toEqual([])
  })

  test('is searched by path and by alias', async () => {
    const { page } = cygnet()
    await page.keyboard.press('/')
    await page.keyboard.type('search')
    const paths = [...pagesOf(first()).keys()].filter((path) => path.includes('search'))
    const names = async () => (await readGrid(table(words.table))).rows.map((row) => row['name'])
    await expect.poll(names).toEqual(paths)
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('首页')
    const aliased = [...pagesOf(first())].filter(([, row]) => row['pageAlias'] === '首页').map(([path]) => path)
    await expect.poll(names).toEqual(aliased)
  })

  test('side by side: the same path is one row, and what is in common can stand alone', async () => {
    const { page } = cygnet()
    await visit(page, '/pages?mode=side')
    await table(words.side).waitFor()
    const columns = async () => Object.keys((await readGrid(table(words.side))).titles).length
    await expect.poll(columns).toBe(1 + apps().length)
    const shown = await readGrid(table(words.side))
    const lists = apps().map((app) => pagesOf(app))
    for (const [at, app] of apps().entries()) {
      const column = `s:${await idOf(app)}`
      for (const row of shown.rows) {
        const views = numberOf(lists[at]?.get(row['name'] ?? ''), 'pv_count')
        expect(row[column]?.split(/(?<=—)/)[0]).toBe(views === null ? '—' : count(views))
      }
    }
    const paths = [...new Set(lists.flatMap((list) => [...list.keys()]))]
    const common = paths.filter((path) => lists.filter((list) => list.has(path)).length > 1)
    expect(await page.locator('p.foot').textContent()).toContain(words.shared(common.length, paths.length))
    await page.getByRole('radio', { name: words.common, exact: true }).click()
    await expect.poll(() => table(words.side).getAttribute('aria-rowcount')).toBe(String(common.length + 1))
    expect(await seriousViolations(page)).toEqual([])
  })

  test('all apps as one: views added, rates and times made anew from their parts', async () => {
    const { page } = cygnet()
    await visit(page, '/pages?mode=all')
    const own = apps().flatMap((app): WireRow[] => [pagesOf(app).get(PAGE) ?? []].flat())
    const views = sum(own, 'pv_count')
    const whole = apps().reduce((all, app) => all + sum([...pagesOf(app).values()], 'pv_count'), 0)
    const time = own.reduce((all, row) => all + number(row, 'pv_count') * number(row, 'average_stay_time'), 0)
    const read = async () => rowOf(await readGrid(table(words.table)), 'name', PAGE)
    await table(words.table).waitFor()
    await expect.poll(async () => (await read())['pv_count']).toContain(count(views))
    const row = await read()
    expect(row['pv_ratio']).toContain(percent((100 * views) / whole))
    expect(row['bounce_ratio']).toContain(percent((100 * sum(own, 'exit_count')) / views))
    expect(row['average_stay_time']).toContain(clock(time / views))
    expect(row['pv_user_count']).toContain(count(sum(own, 'pv_user_count')))
    expect(await seriousViolations(page)).toEqual([])
  })

  test('one page: its numbers, and the same in every app that has it; Escape leads back', async () => {
    const { page } = cygnet()
    await visit(page, `/pages?mode=one&app=${await idOf(first())}`)
    await table(words.table).waitFor()
    await table(words.table).getByRole('button', { name: PAGE, exact: true }).click()
    await table(words.across).waitFor()
    const [now, before] = [pagesOf(first()).get(PAGE), pagesOf(first(), BEFORE).get(PAGE)]
    const card = (metric: string) => page.locator(`[data-metric=${metric}]`)
    expect(await card('pv_count').textContent()).toContain(count(number(now, 'pv_count')))
    const exits = moved(number(now, 'bounce_ratio') - number(before, 'bounce_ratio'))
    expect(await card('bounce_ratio').textContent()).toContain(exits)
    const shown = await readGrid(table(words.across))
    const having = apps().filter((app) => pagesOf(app).has(PAGE))
    expect(shown.rows).toHaveLength(having.length)
    for (const app of having) {
      const own = pagesOf(app).get(PAGE)
      expect(rowOf(shown, 'name', app.name)).toMatchObject({
        pv_count: count(number(own, 'pv_count')),
        average_stay_time: clock(number(own, 'average_stay_time')),
        bounce_ratio: percent(number(own, 'bounce_ratio')),
        entry_count: count(number(own, 'entry_count')),
      })
    }
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await table(words.table).waitFor()
  })

  test('day by day, once every day was fetched by itself', async () => {
    const { page, sandbox, call } = cygnet()
    await visit(page, `/pages?mode=one&app=${await idOf(first())}&path=${encodeURIComponent(PAGE)}`)
    await page.getByText(words.requests).waitFor()
    await call('settings.set', { rate: 50 })
    await page.getByRole('button', { name: words.fetch }).click()
    const chart = page.getByRole('region', { name: words.days }).getByRole('group')
    const tip = page.locator('.days .tip')
    await chart.waitFor()
    // the last days come last
    await chart.focus()
    await page.keyboard.press('End')
    await expect.poll(async () => (await tip.textContent()) ?? '', { timeout: 30_000 }).not.toContain(words.notFetched)
    for (const [key, day] of [
      ['End', NOW.to],
      ['Home', NOW.from],
    ] as const) {
      await page.keyboard.press(key)
      const { rows } = ask(sandbox, first(), 'getanalysisvisitpage', { from: day, to: day })
      const views = number(
        rows.find((row) => row['pageName'] === PAGE),
        'pv_count',
      )
      await expect.poll(() => tip.textContent()).toContain(day)
      expect(await tip.textContent()).toContain(count(views))
    }
    // the days compared with lie over them once they were fetched, too
    await page.getByRole('button', { name: words.fetchBefore }).click()
    const { rows: earlier } = ask(sandbox, first(), 'getanalysisvisitpage', { from: BEFORE.from, to: BEFORE.from })
    const before = number(
      earlier.find((row) => row['pageName'] === PAGE),
      'pv_count',
    )
    await chart.focus()
    await page.keyboard.press('Home')
    await expect.poll(() => tip.textContent(), { timeout: 30_000 }).toContain(BEFORE.from)
    await expect.poll(() => tip.textContent()).toContain(count(before))
    expect(await seriousViolations(page)).toEqual([])
  })
})
