import { describe, expect, test } from 'vitest'
import type { SandboxApp } from '../../electron/sandbox/index.ts'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { grid, readGrid, rowOf } from './support/grid.ts'
import { ask, numberOf, type WireRow } from './support/replies.ts'
import { BEFORE, change, count, DOORS, NOW, percent, readAll, visit } from './support/reports.ts'

const WORDS = {
  'zh-CN': { one: '单个应用', sticky: '粘性', churn: '流失', table: '活跃用户数据表', deduplicated: '未去重' },
  en: {
    one: 'One app',
    sticky: 'Stickiness',
    churn: 'Churn',
    table: 'Numbers of active users',
    deduplicated: 'sum of apps',
  },
}

describe.each(DOORS)('Active users ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'synced', size: { width: 1440, height: 1000 } })
  const words = WORDS[lang]
  const authorised = () => cygnet().sandbox.apps.filter((app) => app.authorised)
  /** Oldest first. */
  const daily = (app: SandboxApp, range = NOW) =>
    ask(cygnet().sandbox, app, 'getanalysisactivityuser', range).rows.toReversed()
  const of = (row: WireRow | undefined, key: string) => numberOf(row, key) ?? NaN
  const radio = (name: string) => cygnet().page.getByRole('radio', { name, exact: true })

  test('every app’s windows are the last day’s, and all apps as one add people up app by app', async () => {
    const { page } = cygnet()
    await visit(page, '/active-users?mode=all')
    await grid(page).waitFor()
    const shown = await readGrid(grid(page))
    for (const app of authorised()) {
      const [now, before] = [daily(app).at(-1), daily(app, BEFORE).at(-1)]
      expect(rowOf(shown, 'app', app.name)).toMatchObject({
        'active-users/user_count': count(of(now, 'user_count')),
        'active-users/user_count#change': change(of(now, 'user_count'), of(before, 'user_count')),
        'active-users/weekly_user_count': count(of(now, 'weekly_user_count')),
        'active-users/monthly_user_count': count(of(now, 'monthly_user_count')),
        'active-users/day_month_activity_degree': percent(of(now, 'day_month_activity_degree')),
        'active-users/lost_ratio': percent(of(now, 'lost_ratio')),
        'active-users/day_week_activity_degree': percent((100 * of(now, 'user_count')) / of(now, 'weekly_user_count')),
      })
    }
    const sum = (key: string) => authorised().reduce((all, app) => all + of(daily(app).at(-1), key), 0)
    expect(shown.foot).toMatchObject({
      'active-users/user_count': expect.stringContaining(count(sum('user_count'))) as string,
      'active-users/lost_ratio': percent((100 * sum('lost_user_count')) / sum('accumulative_user_count')),
      'active-users/day_week_activity_degree': percent((100 * sum('user_count')) / sum('weekly_user_count')),
    })
    expect(await page.getByText(words.deduplicated, { exact: true }).count()).toBe(5)
    expect(await seriousViolations(page)).toEqual([])
  })

  test('one app: stickiness of each day, the API’s and ours', async () => {
    const { page } = cygnet()
    const [app] = authorised()
    if (!app) throw new Error('the sandbox has no app')
    await radio(words.one).click()
    await page.getByRole('grid', { name: words.table }).locator('[data-row="0"][data-column="period"]').waitFor()
    await radio(words.sticky).click()
    await page.locator('[data-row="0"][data-column="active-users/day_month_activity_degree"]').waitFor()
    const { rows, foot } = await readAll(page, 'period', 30)
    daily(app).forEach((row, i) => {
      expect(rows[i]).toMatchObject({
        'active-users/day_month_activity_degree': percent(of(row, 'day_month_activity_degree')),
        'active-users/day_week_activity_degree': percent((100 * of(row, 'user_count')) / of(row, 'weekly_user_count')),
      })
    })
    expect(foot).toMatchObject({
      'active-users/day_month_activity_degree': percent(of(daily(app).at(-1), 'day_month_activity_degree')),
    })
    expect(await seriousViolations(page)).toEqual([])
  })

  test('churn has people and their part on two axes', async () => {
    const { page } = cygnet()
    await radio(words.churn).click()
    await page.locator('[data-column="active-users/lost_ratio"]').first().waitFor()
    expect(await page.locator('.charts canvas').count()).toBe(1)
    const [app] = authorised()
    const { foot } = await readGrid(grid(page))
    expect(foot['active-users/lost_user_count']).toBe(count(of(app && daily(app).at(-1), 'lost_user_count')))
  })
})
