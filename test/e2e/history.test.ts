import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { dayOf, formatDay } from '../../electron/contract/calendar.ts'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { grid, readGrid, rowOf } from './support/grid.ts'
import { ask, numberOf, type WireRow } from './support/replies.ts'
import { count, DOORS, NOW, percent, visit } from './support/reports.ts'

const WORDS = {
  'zh-CN': {
    table: '数据完整度：应用 × 报表 × 日期',
    fill: /补齐缺口/,
    nothing: '没有缺口',
    byDay: '也逐日补取只有合计的',
    then: '时已知的数据显示',
    now: '回到最新',
  },
  en: {
    table: 'Coverage: app × report × day',
    fill: /Fill the gaps/,
    nothing: 'No gaps',
    byDay: 'Also days in totals',
    then: 'As known on',
    now: 'Back to now',
  },
}
const DAYS = 7
const yesterday = dayOf(Date.now()) - 1
const dayBefore = (n: number) => formatDay(yesterday - n)
const LAST7 = Array.from({ length: DAYS }, (_, i) => dayBefore(DAYS - 1 - i))

describe.each(DOORS)('History ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'synced', size: { width: 1440, height: 900 } })
  const words = WORDS[lang]
  const authorised = () => cygnet().sandbox.apps.filter((app) => app.authorised)
  const matrix = (page: Page) => page.getByRole('grid', { name: words.table })
  const states = (page: Page) =>
    page
      .locator('.legend-line [data-state]')
      .evaluateAll((pills) =>
        Object.fromEntries(
          pills.map((pill) => [
            (pill as HTMLElement).dataset['state'] ?? '',
            Number(pill.querySelector('.count')?.textContent.replaceAll(',', '')),
          ]),
        ),
      )

  test('the matrix says which days are there: those of trends their own, those of regions only in a total', async () => {
    const { page } = cygnet()
    await visit(page, '/history?range=last7&reports=user-trend,region')
    await matrix(page).waitFor()
    const apps = authorised().length
    // the three last days may still be restated
    expect(await states(page)).toEqual({ f: 4 * apps, o: 3 * apps, s: 0, w: 7 * apps, m: 0, r: 0 })
    const shown = await readGrid(matrix(page))
    for (const { name } of authorised())
      expect(rowOf(shown, 'name', name)).toMatchObject({ part: percent(50), wider: count(7), gaps: count(0) })
    const shares = page.locator('[data-share]')
    expect(await shares.allTextContents()).toEqual([percent(50), percent(50), percent(0)])
    // what a longer range holds is no gap
    await page.getByRole('button', { name: words.nothing }).waitFor()
    expect(await seriousViolations(page)).toEqual([])
  })

  test('the slider goes back to what was known before a restatement, in any view, and on to now', async () => {
    const { page, call, sandbox } = cygnet()
    const [first] = authorised()
    const app = (await call('apps.list', {})).find(({ name }) => name === first?.name)
    if (!first || !app) throw new Error('the sandbox has no app')
    const sessions = () => {
      const { rows } = ask(sandbox, first, 'getanalysisusertrend', NOW, { gran: 'day' })
      return count(rows.reduce((sum, row) => sum + (numberOf(row, 'session_count') ?? 0), 0))
    }
    const before = sessions()
    sandbox.restate({ app: first.name, from: yesterday - 9, to: yesterday - 8, factor: 1.5 })
    const after = sessions()
    expect(after).not.toBe(before)
    const again = { range: NOW, scope: { apps: [app.id] }, reports: ['user-trend'], force: true, rate: 1000 }
    await call('jobs.wait', await call('sync.start', again))
    await visit(page, `/overview?apps=${app.id}`)
    const shown = async () => (await readGrid(grid(page))).rows[0]?.['user-trend/session_count']
    await expect.poll(shown).toBe(after)
    // back from now to the restatement, which knows it, and to what came before
    await page.keyboard.press(',')
    const slider = page.getByRole('slider')
    await slider.waitFor()
    await expect.poll(() => page.url()).toContain('asof=')
    expect(await shown()).toBe(after)
    await slider.press('ArrowLeft')
    await expect.poll(shown).toBe(before)
    expect(await page.locator('#as-of-bar').textContent()).toContain(words.then)
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('button', { name: words.now }).click()
    await expect.poll(shown).toBe(after)
    expect(page.url()).not.toContain('asof=')
  })

  test('one click fills the gaps day by day, with what the API says of each', async () => {
    const { page, call, sandbox } = cygnet()
    const [first] = authorised()
    const app = (await call('apps.list', {})).find(({ name }) => name === first?.name)
    if (!first || !app) throw new Error('the sandbox has no app')
    await call('settings.set', { rate: 1000 })
    await visit(page, `/history?range=last7&reports=region&apps=${app.id}`)
    await page.getByRole('button', { name: words.nothing }).waitFor()
    await page.getByLabel(words.byDay).check()
    const fill = page.getByRole('button', { name: words.fill })
    await expect.poll(() => fill.textContent()).toContain('7')
    await fill.click()
    await page.getByRole('button', { name: words.nothing }).waitFor()
    await expect.poll(() => states(page)).toEqual({ f: 4, o: 3, s: 0, w: 0, m: 0, r: 0 })
    const replies = await call('history.list', { app: app.id, report: 'region', limit: DAYS })
    expect(replies.map(({ from, to }) => [from, to]).sort()).toEqual(LAST7.map((day) => [day, day]))
    for (const { id, from, to } of replies) {
      const { payload } = await call('history.show', { id })
      const { data } = payload as { data: { data_list: WireRow[] } }
      const said = (rows: readonly WireRow[]) =>
        rows.map((row) => [row['name'], numberOf(row, 'session_count_district')])
      const { rows } = ask(sandbox, first, 'getanalysisregion', { from, to })
      expect(rows.some((row) => numberOf(row, 'session_count_district') !== null)).toBe(true)
      expect(said(data.data_list)).toEqual(said(rows))
    }
  })
})
