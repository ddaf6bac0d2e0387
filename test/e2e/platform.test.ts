import { describe, expect, test } from 'vitest'
import type { SandboxApp } from '../../electron/sandbox/index.ts'
import { python } from '../core/excel/reader.ts'
import { exportedTable } from './support/files.ts'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { readGrid, rowOf } from './support/grid.ts'
import { ask, askPlatform, numberOf, type WireRow } from './support/replies.ts'
import { BEFORE, change, count, DOORS, NOW, readAll, visit } from './support/reports.ts'

const WORDS = {
  'zh-CN': {
    table: '平台数据表',
    overview: '核对结果',
    days: '按天核对表',
    reports: '报表之间核对表',
    sessions: '启动次数',
    users: '日启动用户数',
    weekly: '周活跃用户',
    pages: '页面访问次数',
    once: '平台对同一用户只计一次',
    lacks: '平台报表缺 1 天的数据',
  },
  en: {
    table: 'Numbers of the platform',
    overview: 'Reconciliation',
    days: 'Reconciliation by day',
    reports: 'Reports against each other',
    sessions: 'Sessions',
    users: 'Daily users',
    weekly: 'Weekly users',
    pages: 'Page views',
    once: 'The platform counts a person once',
    lacks: 'The platform’s report lacks 1 day of 30',
  },
}
const KEYS = ['tp_day_session_count', 'tp_day_user_count', 'tp_week_user_count', 'tp_day_share_count']

/** `+1,234`, with its sign. */
const signed = (value: number) => (value === 0 ? '0' : `${value > 0 ? '+' : '−'}${count(Math.abs(value))}`)
const two = (value: number) => {
  const size = Math.abs(value).toFixed(2)
  return size === '0.00' ? size : `${value > 0 ? '+' : '−'}${size}`
}

describe.each(DOORS)('Platform ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'synced', size: { width: 1440, height: 1000 } })
  const words = WORDS[lang]
  const apps = () => cygnet().sandbox.apps.filter((app) => app.authorised)
  const table = (name: string) => cygnet().page.getByRole('grid', { name, exact: true })
  const platform = (range = NOW) => askPlatform(cygnet().sandbox, range, KEYS)
  const of = (rows: readonly WireRow[], key: string) => rows.map((row) => numberOf(row, key))
  /** What the apps' own report says by day, oldest first. */
  const daily = (app: SandboxApp, path: string, key: string, params: Readonly<Record<string, string>> = {}) =>
    ask(cygnet().sandbox, app, path, NOW, params)
      .rows.toReversed()
      .map((row) => numberOf(row, key) ?? 0)
  const summed = (path: string, key: string, params: Readonly<Record<string, string>> = {}) =>
    apps()
      .map((app) => daily(app, path, key, params))
      .reduce((all, own) => all.map((value, i) => value + (own[i] ?? 0)))
  const total = (values: readonly (number | null)[]) => values.reduce<number>((all, value) => all + (value ?? 0), 0)

  test('the platform’s metrics are what the API said, and the days it has not told yet are blank', async () => {
    const { page } = cygnet()
    await visit(page, '/platform?m=tp_day_session_count,tp_day_user_count,tp_week_user_count')
    await table(words.table).waitFor()
    const [now, before] = [platform(), platform(BEFORE)]
    const { rows, foot } = await readAll(page, 'period', 30)
    now.forEach((row, i) => {
      const [sessions, base] = [numberOf(row, 'tp_day_session_count'), of(before, 'tp_day_session_count')[i] ?? null]
      const users = numberOf(row, 'tp_day_user_count')
      expect(rows[i]).toMatchObject({
        'platform/tp_day_session_count': sessions === null ? '—' : count(sessions),
        'platform/tp_day_session_count#before': base === null ? '—' : count(base),
        ...(sessions === null || base === null
          ? {}
          : { 'platform/tp_day_session_count#change': change(sessions, base) }),
        'platform/tp_day_user_count': users === null ? '—' : count(users),
      })
    })
    expect(foot['platform/tp_day_session_count']).toContain(count(total(of(now, 'tp_day_session_count'))))
    // daily users have no total over days
    expect(foot['platform/tp_day_user_count']).not.toMatch(/\d/)
    expect(await page.locator('.cards .one').count()).toBe(18)
    expect(await seriousViolations(page)).toEqual([])
  })

  test('against the sum of apps: the days that both know, the last day for people, and why they differ', async () => {
    const { page } = cygnet()
    await visit(page, '/platform?tab=apps')
    await table(words.overview).waitFor()
    const shown = await readGrid(table(words.overview))
    const known = (key: string) => of(platform(), key).flatMap((value, d) => (value === null ? [] : [d]))
    const check = (name: string, tp: number, sum: number) =>
      expect(rowOf(shown, 'name', name)).toMatchObject({
        platform: count(tp),
        apps: expect.stringContaining(count(sum)) as string,
        difference: signed(sum - tp),
        percent: two((100 * (sum - tp)) / tp),
      })
    const sessions = of(platform(), 'tp_day_session_count')
    const sum = summed('getanalysisusertrend', 'session_count', { gran: 'day' })
    const days = known('tp_day_session_count')
    expect(days).toHaveLength(29)
    check(words.sessions, total(days.map((d) => sessions[d] ?? 0)), total(days.map((d) => sum[d] ?? 0)))
    const last = days.at(-1) ?? 0
    const users = summed('getanalysisusertrend', 'user_count', { gran: 'day' })
    check(words.users, of(platform(), 'tp_day_user_count')[last] ?? NaN, users[last] ?? NaN)
    const weekly = summed('getanalysisactivityuser', 'weekly_user_count')
    check(words.weekly, of(platform(), 'tp_week_user_count')[last] ?? NaN, weekly[last] ?? NaN)

    await page.getByRole('radio', { name: words.users, exact: true }).click()
    const reasons = page.locator('.reasons')
    await expect.poll(() => reasons.textContent()).toContain(words.once)
    expect(await reasons.textContent()).toContain(words.lacks)
    const tp = of(platform(), 'tp_day_user_count')
    const byDay = await readGrid(table(words.days))
    byDay.rows.slice(0, 8).forEach((row, d) => {
      const [own, all] = [tp[d] ?? NaN, users[d] ?? NaN]
      expect(row).toMatchObject({ platform: count(own), apps: count(all), difference: signed(all - own) })
      expect(row['known']).toBe(String(apps().length))
    })
    expect(await seriousViolations(page)).toEqual([])
  })

  test('pages have a total of the range, which stands beside the platform’s', async () => {
    const { sandbox } = cygnet()
    const views = apps().reduce(
      (all, app) => all + (numberOf(ask(sandbox, app, 'getanalysisvisitpage', NOW).sum, 'pv_count') ?? 0),
      0,
    )
    const shown = await readGrid(table(words.overview))
    expect(rowOf(shown, 'name', words.pages)['apps']).toContain(count(views))
  })

  test('reports against each other: each app’s sessions as five reports count them', async () => {
    const { page, sandbox } = cygnet()
    await visit(page, '/platform?tab=reports')
    await table(words.reports).waitFor()
    const shown = await readGrid(table(words.reports))
    const totals: [name: string, trend: number, region: number][] = []
    for (const app of apps()) {
      const add = (path: string, key: string, params: Readonly<Record<string, string>> = {}) =>
        total(ask(sandbox, app, path, NOW, params).rows.map((row) => numberOf(row, key)))
      const trend = add('getanalysisusertrend', 'session_count', { gran: 'day' })
      const region = add('getanalysisregion', 'session_count_district')
      const row = rowOf(shown, 'app', app.name)
      expect(row['user-trend/session_count']).toContain(count(trend))
      expect(row['region/session_count_district']).toContain(count(region))
      if (region !== trend) expect(row['region/session_count_district']).toContain(signed(region - trend))
      totals.push([app.name, trend, region])
    }
    // the app whose reports are farthest apart stands first
    await page.locator('.reports-chart [role=group]').focus()
    await page.keyboard.press('Home')
    const tip = (await page.locator('.reports-chart .tip').textContent()) ?? ''
    const [name = '', trend = NaN, region = NaN] = totals.find(([app]) => tip.startsWith(app)) ?? []
    expect(tip).toContain(name)
    expect(tip).toContain(count(trend))
    expect(tip).toContain(count(region))
    // its words in both languages are unit tested
    if (python !== null && host === 'app') {
      const written = await exportedTable(cygnet())
      for (const cells of totals) expect(written).toContainEqual(expect.arrayContaining(cells))
    }
    expect(await seriousViolations(page)).toEqual([])
  })
})
