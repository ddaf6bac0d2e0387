import { expect, test } from 'vitest'
import { seriousViolations } from './support/axe.ts'
import { useCygnet } from './support/cygnet.ts'
import { go, railViews, settled, viewName } from './support/settled.ts'

// Whatever stands in the rail, new views by themselves. The page is the same on both doors: one is enough here.
const cygnet = useCygnet({ host: 'server', home: 'synced' })

test.each(['light', 'dark'] as const)('no screen has a serious violation of accessibility, %s', async (theme) => {
  const { page, call } = cygnet()
  await settled(page)
  await call('settings.set', { theme })
  const found: string[] = []
  for (const hash of await railViews(page)) {
    await go(page, hash)
    found.push(...(await seriousViolations(page)).map((violation) => `${viewName(hash)}: ${violation}`))
  }
  expect(found).toEqual([])
})

test.each(['zh-CN', 'en'] as const)('no screen is wider than its window, %s', async (locale) => {
  const { page, call } = cygnet()
  await settled(page)
  await call('settings.set', { locale })
  const wide: string[] = []
  for (const hash of await railViews(page)) {
    await go(page, hash)
    for (const width of [960, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (over > 0) wide.push(`${viewName(hash)} at ${width}: by ${over} px`)
    }
  }
  expect(wide).toEqual([])
})

test('no screen throws, nor asks for what is not there', async () => {
  const { page } = cygnet()
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text())
  })
  page.on('requestfailed', (request) => wrong.push(request.url()))
  await page.reload()
  await settled(page)
  for (const hash of await railViews(page)) await go(page, hash)
  expect(wrong).toEqual([])
})
