import { rmSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'
import { dayOf, formatDay } from '../../electron/contract/calendar.ts'
import { CHROMIUM_FLAGS, chromiumPath } from '../e2e/support/chromium.ts'
import { timeCompare, type CompareAct } from '../e2e/support/in-page.ts'
import { seedMany } from '../e2e/support/seed-many.ts'
import { newHome } from './bench-home.ts'
import { median, type Figure } from './harness.ts'
import { servePage } from './page-server.ts'

const APPS = 50
const DAYS = 365
const RUNS = 11
const BOUND_MS = 150

/** How long a chart of very many lines takes to be another one: in headless Chromium, drawn by the processor, on the built page. */
export async function benchCompare(log: (line: string) => void): Promise<Figure[]> {
  const home = newHome()
  // The range, and as many days before it for the comparison.
  await seedMany(home, { apps: APPS, days: 750 })
  const server = await servePage(home)
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_FLAGS] })
  try {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await open(page, server.address)
    return await measure(page, log)
  } finally {
    await browser.close()
    await server.close()
    rmSync(home, { recursive: true, force: true })
  }
}

async function open(page: Page, address: string): Promise<void> {
  const yesterday = dayOf(Date.now()) - 1
  await page.goto(address)
  await page.waitForURL(/#\/overview/)
  const range = `${formatDay(yesterday - DAYS + 1)}_${formatDay(yesterday)}`
  await page.goto(page.url().replace(/#.*/, `#/compare?range=${range}`))
  await page.locator('.legend [data-name]').nth(APPS - 1).waitFor()
}

async function measure(page: Page, log: (line: string) => void): Promise<Figure[]> {
  const idle = await times(page, 'nothing')
  const figures: Figure[] = []
  for (const [what, name] of [
    ['form', 'Compare of 50 series × 365 days redraws as another form'],
    ['hide', 'Compare of 50 series × 365 days redraws without one of them'],
    ['point', 'Compare of 50 series × 365 days makes one stand out'],
  ] as const) {
    const taken = await times(page, what)
    log(`${what}: ${taken.map((ms) => ms.toFixed(0)).join(' ')} ms`)
    figures.push({
      name,
      value: median(taken),
      unit: 'ms',
      bound: BOUND_MS,
      kind: 'atMost',
      note: `from the click to the frame after it; fastest ${Math.min(...taken).toFixed(0)} ms, two frames of nothing ${median(idle).toFixed(0)} ms`,
    })
  }
  return figures
}

const times = (page: Page, what: CompareAct): Promise<number[]> => page.evaluate(timeCompare, { what, runs: RUNS })
