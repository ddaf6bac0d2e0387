import { describe, expect, test } from 'vitest'
import type { SandboxApp } from '../../electron/sandbox/index.ts'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { grid, readGrid, rowOf } from './support/grid.ts'
import { ask, numberOf, type WireRow } from './support/replies.ts'
import { BEFORE, change, clock, count, DOORS, NOW, percent, readAll, visit } from './support/reports.ts'

const WORDS = {
  'zh-CN': { hours: '24 小时', split: '新老用户', fetch: '获取按小时的数据', table: '用户趋势数据表', one: '单个应用' },
  en: {
    hours: '24 hours',
    split: 'New / returning',
    fetch: 'Fetch data by hour',
    table: 'Numbers of the user trend',
    one: 'One app',
  },
}

describe.each(DOORS)('User trend ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'synced', size: { width: 1440, height: 1000 } })
  const words = WORDS[lang]
  const trend = (app: SandboxApp, range = NOW, gran = 'day') =>
    ask(cygnet().sandbox, app, 'getanalysisusertrend', range, { gran })
  const authorised = () => cygnet().sandbox.apps.filter((app) => app.authorised)
  const first = () => {
    const [app] = authorised()
    if (!app) throw new Error('the sandbox has no app')
    return app
  }
  const sum = (rows: readonly WireRow[], key: string) => rows.reduce((all, row) => all + (numberOf(row, key) ?? 0), 0)
  const radio = (name: string) => cygnet().page.getByRole('radio', { name, exact: true })

  test('six apps stand side by side, and every number of the matrix is what the API said', async () => {
    const { page } = cygnet()
    await visit(page, '/user-trend')
    await grid(page).waitFor()
    const shown = await readGrid(grid(page))
    for (const app of authorised()) {
      const [now, before] = [trend(app), trend(app, BEFORE)]
      const sessions = sum(now.rows, 'session_count')
      const users = numberOf(now.sum, 'user_count') ?? NaN
      const fresh = sum(now.rows, 'new_user_count')
      const seconds = now.rows.reduce(
        (all, row) => all + (numberOf(row, 'session_count') ?? 0) * (numberOf(row, 'average_session_time') ?? 0),
        0,
      )
      expect(rowOf(shown, 'app', app.name)).toMatchObject({
        'user-trend/session_count': count(sessions),
        'user-trend/session_count#change': change(sessions, sum(before.rows, 'session_count')),
        'user-trend/user_count': count(users),
        'user-trend/new_user_count': count(fresh),
        'user-trend/new_user_ratio': percent((100 * fresh) / users),
        'user-trend/old_user_count': count(numberOf(now.sum, 'old_user_count') ?? NaN),
        'user-trend/average_session_time': clock(seconds / sessions),
        'user-trend/session_time_per_person': clock(seconds / users),
      })
      const small = page.locator('.multiples figure', { hasText: app.name })
      expect(await small.locator('b').textContent()).toBe(count(sessions))
    }
    const all = authorised().reduce((total, app) => total + sum(trend(app).rows, 'session_count'), 0)
    expect(shown.foot['user-trend/session_count']).toBe(count(all))
    expect(await seriousViolations(page)).toEqual([])
  })

  test('one app: each day against the day 30 days before', async () => {
    const { page } = cygnet()
    await radio(words.one).click()
    await page.getByRole('grid', { name: words.table }).waitFor()
    const [now, before] = [trend(first()).rows.toReversed(), trend(first(), BEFORE).rows.toReversed()]
    const { rows, foot } = await readAll(page, 'period', 30)
    const key = 'user-trend/session_count'
    now.forEach((row, i) => {
      const [value, base] = [numberOf(row, 'session_count'), numberOf(before[i], 'session_count')]
      expect(rows[i]).toMatchObject({
        [key]: value === null ? '' : count(value),
        [`${key}#before`]: base === null ? '' : count(base),
        ...(value === null || base === null ? {} : { [`${key}#change`]: change(value, base) }),
      })
    })
    expect(foot[key]).toBe(count(sum(now, 'session_count')))
    expect(await seriousViolations(page)).toEqual([])
  })

  test('new and returning users make up each day’s users', async () => {
    const { page } = cygnet()
    await radio(words.split).click()
    await page.getByRole('columnheader').nth(4).waitFor()
    const { rows } = await readAll(page, 'period', 30)
    trend(first())
      .rows.toReversed()
      .forEach((row, i) => {
        const [fresh, back] = [numberOf(row, 'new_user_count') ?? NaN, numberOf(row, 'old_user_count') ?? NaN]
        expect(rows[i]).toMatchObject({
          'user-trend/new_user_count': count(fresh),
          'user-trend/old_user_count': count(back),
          'user-trend/user_count': count(fresh + back),
        })
      })
  })

  test('hours of the day are fetched when they are wanted, pooled over the range', async () => {
    const { page, call } = cygnet()
    await call('settings.set', { rate: 1000 })
    await radio(words.hours).click()
    await page.getByRole('button', { name: words.fetch }).click()
    const key = 'user-trend/session_count'
    const hours = trend(first(), NOW, 'hour').rows
    const read = async () => (await readAll(page, 'period', 24)).rows.map((row) => row[key])
    const expected = hours
      .toSorted((a, b) => String(a['name']).localeCompare(String(b['name'])))
      .map((row) => count(numberOf(row, 'session_count') ?? NaN))
    await expect.poll(read, { timeout: 30_000 }).toEqual(expected)
    expect(await seriousViolations(page)).toEqual([])
  })

  test('the keyboard goes on to the next app', async () => {
    const { page } = cygnet()
    await page.keyboard.press(']')
    const [, second] = authorised()
    await expect.poll(() => page.locator('.picker b').textContent()).toBe(second?.name)
  })
})
