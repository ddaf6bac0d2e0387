import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { visit } from './support/reports.ts'
import { railViews, settled, viewName } from './support/settled.ts'

// Whatever stands in the rail, new views by themselves. The page is the same on both doors: one is enough here.
const cygnet = useCygnet({ host: 'server', home: 'synced' })

/** By screen, the numbers its tables and cards show. */
const shown = new Map<string, readonly string[]>()

test.each([
  { theme: 'light', locale: 'zh-CN', away: false },
  // without the network each shows what it showed with it
  { theme: 'dark', locale: 'en', away: true },
] as const)(
  'no screen throws, asks for what is not there, is wider than its window or seriously inaccessible: $theme, $locale, away: $away',
  async ({ away, ...look }) => {
    const { page, call, sandbox } = cygnet()
    const wrong: string[] = []
    page.on('pageerror', (error) => wrong.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text())
    })
    page.on('requestfailed', (request) => wrong.push(request.url()))
    await call('settings.set', look)
    await page.reload()
    await settled(page)
    if (away) {
      await sandbox.close()
      await page.evaluate(() => window.dispatchEvent(new Event('offline')))
    }
    for (const hash of await railViews(page)) {
      await visit(page, hash)
      const name = viewName(hash)
      // a preview comes later, and settings are no data
      const numbers = ['exports', 'settings'].includes(name) ? [] : await numbersOn(page)
      if (!away) shown.set(name, numbers)
      else {
        expect(numbers, name).toEqual(shown.get(name))
        expect(await page.locator('.badge').innerText()).toContain('Offline')
        expect(await page.getByRole('alert').allInnerTexts(), name).toEqual([])
      }
      wrong.push(...(await seriousViolations(page)).map((violation) => `${name}: ${violation}`))
      for (const width of [960, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        if (over > 0) wrong.push(`${name} at ${width}: too wide by ${over} px`)
        const tall = await tallCells(page)
        if (tall > 0) wrong.push(`${name} at ${width}: ${tall} cells reach into the next row`)
      }
    }
    expect(wrong).toEqual([])
    expect([...shown.values()].filter((numbers) => numbers.length > 0).length).toBeGreaterThan(10)
  },
)

/** Cells of tables whose rows all have one height. */
const tallCells = (page: Page) =>
  page
    .locator('[role=grid] [role=row] > *')
    .evaluateAll((cells) => cells.filter((cell) => cell.clientHeight > (cell.parentElement?.clientHeight ?? 0)).length)

/** Whatever in tables and on cards is a number and nothing else. */
const numbersOn = (page: Page) =>
  page
    .locator('main')
    .locator('[data-row], td, .value')
    .evaluateAll((cells) =>
      cells.map((cell) => cell.textContent.trim()).filter((text) => /\d/.test(text) && !/[^\d\s.,:%+−▲▼]/.test(text)),
    )
