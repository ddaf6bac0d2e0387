import { describe, expect, test } from 'vitest'
import type { SandboxApp } from '../../electron/sandbox/index.ts'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { moved, points } from './support/expected-members.ts'
import { readGrid, rowOf } from './support/grid.ts'
import { ask, numberOf, type WireRow } from './support/replies.ts'
import { BEFORE, clock, count, DOORS, NOW, percent, visit } from './support/reports.ts'

const WORDS = {
  'zh-CN': {
    table: '来源数据表',
    search: '自然搜索',
    ads: '商业广告',
    unknown: '未知',
    openAll: '全部展开',
    over: '随时间',
    source: '来源',
    mine: '我的',
  },
  en: {
    table: 'Numbers by source',
    search: 'Organic search',
    ads: 'Ads',
    unknown: 'Unknown',
    openAll: 'Expand all',
    over: 'Over time',
    source: 'Source',
    mine: '“My” tab',
  },
}
const SEARCH = '37'
const ADS = '39'
const MINE = '45'

interface Group {
  readonly row: WireRow
  readonly scenes: readonly WireRow[]
}
const tidy = (row: WireRow): WireRow =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key.trim(), value]))

describe.each(DOORS)('Sources ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'synced', size: { width: 1920, height: 1200 } })
  const words = WORDS[lang]
  const apps = () => cygnet().sandbox.apps.filter((app) => app.authorised)
  const first = () => {
    const [app] = apps()
    if (!app) throw new Error('the sandbox has no app')
    return app
  }
  const idOf = async (app: SandboxApp) =>
    (await cygnet().call('apps.list', {})).find(({ name }) => name === app.name)?.id ?? 0
  const table = () => cygnet().page.getByRole('grid', { name: words.table })
  /** An app's groups by their source's code; the one without scenes is nobody's. */
  const groups = (app: SandboxApp, range: { from: string; to: string } = NOW): ReadonlyMap<string, Group> =>
    new Map(
      ask(cygnet().sandbox, app, 'getanalysissource', range).rows.map((row) => {
        const scenes = (row['name'] as WireRow[]).map(tidy)
        const source = scenes[0]?.['source']
        return [typeof source === 'string' ? source : 'unknown', { row, scenes }]
      }),
    )
  const number = (row: WireRow | undefined, key: string) => numberOf(row, key) ?? NaN
  /** All apps as one: people and new users added, shares of the sums, means weighted by what they are means of. */
  const whole = (source: string) => {
    const all = apps().map((app) => groups(app))
    const sum = (of: (row: WireRow) => number, only?: string) =>
      all.reduce(
        (total, own) =>
          total + [...own].reduce((t, [code, { row }]) => (only === undefined || code === only ? t + of(row) : t), 0),
        0,
      )
    const users = (row: WireRow) => number(row, 'user_count')
    const sessions = (row: WireRow) => users(row) * number(row, 'session_count_per_user')
    return {
      fresh: sum((row) => number(row, 'new_user_count'), source),
      users: sum(users, source),
      userShare: (100 * sum(users, source)) / sum(users),
      perUser: sum(sessions, source) / sum(users, source),
      time: sum((row) => sessions(row) * number(row, 'average_session_time'), source) / sum(sessions, source),
    }
  }

  test('groups of one app are what the API said, beside their past and all apps', async () => {
    const { page } = cygnet()
    await visit(page, `/sources?mode=one&app=${await idOf(first())}`)
    await table().waitFor()
    await expect.poll(async () => (await readGrid(table())).titles['other']).toBeTruthy()
    const shown = await readGrid(table())
    const [now, before] = [groups(first()), groups(first(), BEFORE)]
    for (const [code, name] of [
      [SEARCH, words.search],
      [ADS, words.ads],
      ['unknown', words.unknown],
    ] as const) {
      const { row } = now.get(code) ?? { row: {} }
      const share = number(row, 'user_scale')
      const base = number(before.get(code)?.row, 'user_scale')
      const all = whole(code).userShare
      expect(rowOf(shown, 'name', name)).toMatchObject({
        new_user_count: count(number(row, 'new_user_count')),
        new_user_scale: percent(number(row, 'new_user_scale')),
        user_count: count(number(row, 'user_count')),
        user_scale: percent(share),
        before: percent(base),
        change: moved(share - base),
        other: expect.stringContaining(percent(all)) as string,
        difference: points(share - all),
        session_scale: percent(number(row, 'session_scale')),
        session_count_per_user: number(row, 'session_count_per_user').toFixed(2),
        average_session_time: clock(number(row, 'average_session_time')),
      })
    }
    expect(shown.rows).toHaveLength(now.size)
    expect(await page.locator('.qualities canvas').count()).toBe(2)
    expect(await seriousViolations(page)).toEqual([])
  })

  test('scenes open below their group, and are told apart where names repeat', async () => {
    const { page } = cygnet()
    await page.getByRole('button', { name: words.openAll, exact: true }).click()
    const scenes = [...groups(first()).values()].reduce((sum, own) => sum + own.scenes.length, 0)
    await expect.poll(() => table().getAttribute('aria-rowcount')).toBe(String(groups(first()).size + scenes + 2))
    const { rows } = await readGrid(table())
    for (const [code, name] of [
      [SEARCH, words.search],
      [MINE, words.mine],
    ] as const)
      for (const scene of groups(first()).get(code)?.scenes ?? []) {
        const label = `${name} / ${String(scene['name'])}`
        expect(rows.find((row) => row['name']?.startsWith(label))).toMatchObject({
          user_count: count(number(scene, 'user_count')),
          user_scale: percent(number(scene, 'user_scale')),
          average_session_time: clock(number(scene, 'average_session_time')),
        })
      }
    expect(await seriousViolations(page)).toEqual([])
  })

  test('over time: each week is fetched by itself and has the API’s own shares of it', async () => {
    const { page } = cygnet()
    await page.getByRole('radio', { name: words.over, exact: true }).click()
    await page.locator('.time .pill.primary').click()
    const chart = page.locator('.time [role=group].chart')
    await chart.waitFor({ timeout: 60_000 })
    await expect.poll(() => page.locator('.time header .pill').count(), { timeout: 60_000 }).toBe(0)
    const monday = new Date(`${NOW.from}T00:00:00Z`)
    monday.setUTCDate(monday.getUTCDate() + ((8 - monday.getUTCDay()) % 7))
    const text = (date: Date) => date.toISOString().slice(0, 10)
    const sunday = new Date(monday)
    sunday.setUTCDate(sunday.getUTCDate() + 6)
    const week = groups(first(), { from: text(monday), to: text(sunday) })
    await chart.focus()
    await page.keyboard.press('Home')
    for (let step = 0; step < 3; step++) {
      if ((await page.locator('.tip').textContent())?.includes(text(monday))) break
      await page.keyboard.press('ArrowRight')
    }
    const tip = (await page.locator('.tip').textContent()) ?? ''
    expect(tip).toContain(text(monday))
    expect(tip).toContain(percent(number(week.get(SEARCH)?.row, 'user_scale')))
    expect(tip).toContain(percent(number(week.get(ADS)?.row, 'user_scale')))
    expect(await seriousViolations(page)).toEqual([])
  })

  test('all apps as one and below each other, by how good a source is', async () => {
    const { page } = cygnet()
    await visit(page, '/sources?mode=all&m=average_session_time')
    await table().waitFor()
    const read = async () => rowOf(await readGrid(table()), 'name', words.search)
    const all = whole(SEARCH)
    await expect.poll(async () => (await read())['new_user_count']).toContain(count(all.fresh))
    const row = await read()
    expect(row['user_count']).toContain(count(all.users))
    expect(row['user_scale']).toContain(percent(all.userShare))
    expect(row['session_count_per_user']).toContain(all.perUser.toFixed(2))
    expect(row['average_session_time']).toContain(clock(all.time))
    const matrix = await readGrid(page.getByRole('grid').nth(1))
    const column = Object.keys(matrix.titles).find((key) => key.endsWith(`source:${SEARCH}`)) ?? ''
    for (const app of apps())
      expect(rowOf(matrix, 'name', app.name)[column]).toBe(
        clock(number(groups(app).get(SEARCH)?.row, 'average_session_time')),
      )
    expect(await seriousViolations(page)).toEqual([])
  })

  test('side by side', async () => {
    const { page } = cygnet()
    await visit(page, '/sources?mode=side&m=user_scale')
    const side = page.getByRole('grid').first()
    const columns = async () => Object.keys((await readGrid(side)).titles).length
    await expect.poll(columns).toBe(1 + apps().length)
    const shown = await readGrid(side)
    for (const app of apps())
      expect(rowOf(shown, 'name', words.ads)[`s:${await idOf(app)}`]).toBe(
        percent(number(groups(app).get(ADS)?.row, 'user_scale')),
      )
    // one source in each of them, month by month
    await cygnet().call('settings.set', { rate: 50 })
    await visit(page, '/sources?mode=side&m=user_count&chart=time&by=month')
    await page.locator('.time .pill.primary').click()
    const chart = page.locator('.time [role=group].chart')
    await chart.waitFor({ timeout: 60_000 })
    await expect.poll(() => page.locator('.time .loading, .time header .pill:disabled').count()).toBe(0)
    await page.locator('.time').getByRole('button', { name: words.source }).click()
    await page.getByRole('dialog').getByRole('button', { name: words.search, exact: true }).click()
    await chart.focus()
    await page.keyboard.press('End')
    const from = NOW.to.endsWith('-01') ? NOW.to : `${NOW.to.slice(0, 8)}01`
    const month = { from: from < NOW.from ? NOW.from : from, to: NOW.to }
    for (const app of apps()) {
      const users = count(number(groups(app, month).get(SEARCH)?.row, 'user_count'))
      await expect.poll(() => page.locator('.tip').textContent()).toContain(`${app.name}${users}`)
    }
    expect(await seriousViolations(page)).toEqual([])
  })
})
