import { describe, expect, test } from 'vitest'
import { PROVINCES } from '../../electron/contract/provinces.ts'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { combinedOf, moved, points, REGION, rowsOf } from './support/expected-members.ts'
import { readGrid, rowOf } from './support/grid.ts'
import { numberOf } from './support/replies.ts'
import { BEFORE, clock, count, DOORS, percent, visit } from './support/reports.ts'

const WORDS = {
  'zh-CN': { table: '地域数据表', side: '各应用的启动次数占比', difference: '差异' },
  en: { table: 'Numbers by region', side: 'Share of sessions, app by app', difference: 'Difference' },
}

describe.each(DOORS)('Region ($host, $lang)', ({ host, lang }) => {
  const cygnet = useCygnet({ host, lang, home: 'synced', size: { width: 1680, height: 1400 } })
  const words = WORDS[lang]
  const apps = () => cygnet().sandbox.apps.filter((app) => app.authorised)
  const nth = (at: number) => {
    const app = apps()[at]
    if (!app) throw new Error(`the sandbox has no app ${at}`)
    return app
  }
  const table = (name = words.table) => cygnet().page.getByRole('grid', { name })
  const named = (name: string) => PROVINCES.find((province) => province['zh-CN'] === name)?.[lang] ?? name
  const idOf = async (at: number) => {
    const list = await cygnet().call('apps.list', {})
    return list.find(({ name }) => name === nth(at).name)?.id ?? 0
  }
  const number = (row: Parameters<typeof numberOf>[0], key: string) => numberOf(row, key) ?? NaN

  test('one app: every province’s numbers are what the API said, beside those before and those of all apps', async () => {
    const { page, sandbox } = cygnet()
    await visit(page, `/region?mode=one&app=${await idOf(0)}`)
    await table().waitFor()
    const shown = await readGrid(table())
    const [now, before] = [rowsOf(sandbox, nth(0), REGION), rowsOf(sandbox, nth(0), REGION, { range: BEFORE })]
    const all = combinedOf(sandbox, apps(), REGION)
    expect(shown.rows.length).toBeGreaterThan(15)
    for (const row of shown.rows) {
      const [name, own] = [...now].find(([each]) => named(each) === row['name']) ?? ['', undefined]
      const share = number(own, REGION.share)
      expect(row).toMatchObject({
        [REGION.sessions]: count(number(own, REGION.sessions)),
        [REGION.share]: percent(share),
        before: percent(number(before.get(name), REGION.share)),
        change: moved(share - number(before.get(name), REGION.share)),
        other: percent(all(name).share),
        difference: points(share - all(name).share),
        index: count(Math.round((share / all(name).share) * 100)),
        [REGION.newShare]: percent(number(own, REGION.newShare)),
        [REGION.userShare]: percent(number(own, REGION.userShare)),
        [REGION.time]: clock(number(own, REGION.time)),
      })
    }
    expect(await seriousViolations(page)).toEqual([])
  })

  test('the map says the same, and the keyboard walks over it', async () => {
    const { page, sandbox } = cygnet()
    const now = rowsOf(sandbox, nth(0), REGION)
    const tiles = await page.locator('.tile .sr-only').allTextContents()
    const expected = [...now].map(([name, row]) => `${named(name)} ${percent(number(row, REGION.share))}`)
    expect(tiles.toSorted()).toEqual(expected.toSorted())
    await page.locator('[data-code=HB]').focus()
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-code'))).toBe('HN')
    await page.keyboard.press('Enter')
    await page.locator('.source').waitFor()
    expect(await page.locator('.source').textContent()).toContain(nth(0).name)
    await page.keyboard.press('Escape')
  })

  test('against another app the map shows the difference in points', async () => {
    const { page, sandbox } = cygnet()
    await visit(page, `/region?mode=one&app=${await idOf(0)}&against=${await idOf(1)}`)
    await page.getByRole('radio', { name: words.difference, exact: true }).click()
    const [own, other] = [rowsOf(sandbox, nth(0), REGION), rowsOf(sandbox, nth(1), REGION)]
    const difference = (name: string) => number(own.get(name), REGION.share) - number(other.get(name), REGION.share)
    const label = `${named('广东')} ${points(difference('广东'))}`
    await expect.poll(() => page.locator('[data-code=GD] .sr-only').textContent()).toBe(label)
    expect(await page.locator('[data-code=XZ] .sr-only').textContent()).toBe(
      `${named('西藏')} ${points(difference('西藏'))}`,
    )
    expect(await seriousViolations(page)).toEqual([])
  })

  test('side by side: a map and a column for each app', async () => {
    const { page, sandbox } = cygnet()
    await visit(page, '/region?mode=side')
    await table(words.side).waitFor()
    // until the answer is there the one before it stays
    const columns = async () => Object.keys((await readGrid(table(words.side))).titles).length
    await expect.poll(columns).toBe(1 + apps().length)
    const shown = await readGrid(table(words.side))
    for (const [at, app] of apps().entries()) {
      const rows = rowsOf(sandbox, app, REGION)
      const column = `s:${await idOf(at)}`
      for (const name of ['广东', '山东', '四川'])
        expect(rowOf(shown, 'name', named(name))[column]).toBe(percent(number(rows.get(name), REGION.share)))
    }
    expect(await page.locator('figure figcaption').allTextContents()).toEqual(apps().map(({ name }) => name))
    expect(await seriousViolations(page)).toEqual([])
  })

  test('all apps as one: sessions added, shares made anew, averages weighted', async () => {
    const { page, sandbox } = cygnet()
    await visit(page, '/region?mode=all')
    await table().waitFor()
    await expect.poll(async () => (await readGrid(table())).rows.length).toBeGreaterThan(5)
    const shown = await readGrid(table())
    const all = combinedOf(sandbox, apps(), REGION)
    for (const name of ['广东', '山东', '河南']) {
      const expected = all(name)
      const row = rowOf(shown, 'name', named(name))
      expect(row[REGION.sessions]).toContain(count(expected.sessions))
      expect(row[REGION.share]).toContain(percent(expected.share))
      expect(row[REGION.newShare]).toContain(percent(expected.newShare))
      expect(row[REGION.userShare]).toContain(percent(expected.userShare))
      expect(row[REGION.time]).toContain(clock(expected.time))
    }
    expect(await seriousViolations(page)).toEqual([])
  })
})
