import { expect, test } from 'vitest'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { visit } from './support/reports.ts'
import { railViews, settled, viewName } from './support/settled.ts'

// Whatever stands in the rail, new views by themselves. The page is the same on both doors: one is enough here.
const cygnet = useCygnet({ host: 'server', home: 'synced' })

test.each([
  { theme: 'light', locale: 'zh-CN' },
  { theme: 'dark', locale: 'en' },
] as const)(
  'no screen throws, asks for what is not there, is wider than its window or seriously inaccessible: $theme, $locale',
  async (look) => {
    const { page, call } = cygnet()
    const wrong: string[] = []
    page.on('pageerror', (error) => wrong.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text())
    })
    page.on('requestfailed', (request) => wrong.push(request.url()))
    await call('settings.set', look)
    await page.reload()
    await settled(page)
    for (const hash of await railViews(page)) {
      await visit(page, hash)
      wrong.push(...(await seriousViolations(page)).map((violation) => `${viewName(hash)}: ${violation}`))
      for (const width of [960, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        if (over > 0) wrong.push(`${viewName(hash)} at ${width}: too wide by ${over} px`)
      }
    }
    expect(wrong).toEqual([])
  },
)
