import { describe, expect, test } from 'vitest'
import type { SandboxApp } from '../../electron/sandbox/index.ts'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { grid, readGrid, rowOf } from './support/grid.ts'
import { ask, numberOf } from './support/replies.ts'
import { BEFORE, change, count, DOORS, NOW, percent, readAll, visit } from './support/reports.ts'

const AGES = [2, 3, 4, 5, 6, 7, 8, 9].map((n) => `第${n}天`)
const WORDS = {
  'zh-CN': { young: '未到期', people: '人数', second: '次日（第2天）', tip: /左右键看之后各期/, tag: '标签“生活”' },
  en: { young: 'not due yet', people: 'People', second: 'Day 1', tip: /walk through the ages/, tag: 'tag “生活”' },
}

interface Cohort {
  readonly size: number
  readonly back: readonly (number | null)[]
}
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
/** Of cohorts old enough: how many came back of how many, by age. */
const pool = (cohorts: readonly Cohort[]) =>
  AGES.map((_, age) => {
    const due = cohorts.filter(({ back }) => typeof back[age] === 'number')
    return { back: sum(due.map(({ back }) => back[age] ?? 0)), of: sum(due.map(({ size }) => size)) }
  })
const rates = (cohorts: readonly Cohort[]) => pool(cohorts).map(({ back, of }) => (of === 0 ? null : (100 * back) / of))
const words = (rate: number | null | undefined) => (typeof rate === 'number' ? percent(rate) : '—')
const middle = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = (sorted.length - 1) / 2
  return ((sorted[Math.floor(half)] ?? NaN) + (sorted[Math.ceil(half)] ?? NaN)) / 2
}
const byAge = (texts: readonly string[]) => Object.fromEntries(AGES.map((key, age) => [key, texts[age]]))

describe.each(DOORS)('Retention ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'synced', size: { width: 1440, height: 1000 } })
  const said = WORDS[lang]
  const authorised = () => cygnet().sandbox.apps.filter((app) => app.authorised)
  const first = (): SandboxApp => {
    const [app] = authorised()
    if (!app) throw new Error('the sandbox has no app')
    return app
  }
  /** Oldest first, as the API says it. */
  const cohorts = (app: SandboxApp, range = NOW): Cohort[] =>
    ask(cygnet().sandbox, app, 'getanalysisretaineduser', range, { gran: 'day', report_type: 'count' }).rows.map(
      (row) => ({
        size: numberOf(row, 'active_user_count') ?? NaN,
        back: AGES.map((key) => numberOf(row, key)),
      }),
    )

  test('one app: every cell of the triangle, what is not due yet, the weighted mean against the range before', async () => {
    const { page } = cygnet()
    await visit(page, '/retention?mode=one')
    const own = cohorts(first())
    const { rows, foot, titles } = await readAll(page, 'head', 30)
    expect(titles['第2天']).toBe(said.second)
    rows.forEach((row, day) => {
      const { size, back } = own[day] ?? { size: NaN, back: [] }
      const texts = back.map((people) => (people === null ? said.young : percent((100 * people) / size)))
      expect(row).toMatchObject({ size: count(size), ...byAge(texts) })
    })
    expect(own.at(-1)?.back.every((people) => people === null)).toBe(true)
    expect(foot).toMatchObject(byAge(rates(own).map(words)))
    const before = rates(cohorts(first(), BEFORE))
    const changes = rates(own).map((rate, age) => change(rate ?? NaN, before[age] ?? NaN))
    for (const [line, texts] of [
      [-2, before.map(words)],
      [-3, changes],
    ] as const)
      expect(await page.locator(`[data-row="${line}"][data-column^="第"]`).allTextContents().then(trimmed)).toEqual(
        texts,
      )
    expect(await seriousViolations(page)).toEqual([])
  })

  test('one app: people in place of rates', async () => {
    const { page } = cygnet()
    await page.getByRole('radio', { name: said.people, exact: true }).click()
    await page.waitForURL(/as=count/)
    await grid(page).evaluate((element) => element.scrollTo(0, 0))
    const [head] = cohorts(first())
    // rows are drawn as they come into sight
    await expect
      .poll(async () => (await readGrid(grid(page))).rows[0])
      .toMatchObject(byAge((head?.back ?? []).map((people) => count(people ?? NaN))))
  })

  test('all apps: each app by age, all as one, and the median of a tag beside the curve', async () => {
    const { page } = cygnet()
    await visit(page, '/retention?mode=all&vs=none&band=生活')
    await page.locator('[data-column="cohorts"]').first().waitFor()
    await expect
      .poll(async () => (await page.locator('[data-row^="-"][data-column="head"]').allTextContents()).length)
      .toBe(2)
    const shown = await readGrid(grid(page))
    for (const app of authorised())
      expect(rowOf(shown, 'head', app.name)).toMatchObject({ cohorts: '30', ...byAge(rates(cohorts(app)).map(words)) })
    const all = authorised().flatMap((app) => cohorts(app))
    expect(shown.foot).toMatchObject(byAge(rates(all).map(words)))
    // every other app of the home carries the tag
    const tagged = authorised().filter((app) => cygnet().sandbox.apps.indexOf(app) % 2 === 0)
    const medians = AGES.map((_, age) =>
      words(
        middle(
          tagged.flatMap((app) => {
            const { back, of } = pool(cohorts(app))[age] ?? { back: 0, of: 0 }
            return of >= 30 ? [(100 * back) / of] : []
          }),
        ),
      ),
    )
    expect(trimmed(await page.locator('[data-row="-2"][data-column^="第"]').allTextContents())).toEqual(medians)
    expect(await page.locator('.chart-card').textContent()).toContain(said.tag)
    expect(await seriousViolations(page)).toEqual([])
  })

  test('side by side: a curve each; the keyboard reads their values by age', async () => {
    const { page } = cygnet()
    await visit(page, '/retention?mode=side&vs=none')
    const chart = page.getByRole('group', { name: said.tip })
    await expect.poll(() => page.locator('.curves [data-name]').count()).toBe(authorised().length + 1)
    await chart.focus()
    await page.keyboard.press('Home')
    const tip = await page.locator('.tip').textContent()
    const [own] = rates(cohorts(first()))
    const [people] = pool(cohorts(first()))
    expect(tip).toContain(said.second)
    expect(tip).toContain(words(own))
    expect(tip).toContain(`${count(people?.back ?? NaN)} / ${count(people?.of ?? NaN)}`)
  })
})

const trimmed = (texts: readonly string[]) => texts.map((text) => text.trim())
