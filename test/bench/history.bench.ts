import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { dayOf, formatDay, startOfDayMs } from '../../electron/contract/calendar.ts'
import { openStore } from '../../electron/core/store/open.ts'
import { CHROMIUM_FLAGS, chromiumPath } from '../e2e/support/chromium.ts'
import { timeAddress, timeKey } from '../e2e/support/in-page.ts'
import { seedMany } from '../e2e/support/seed-many.ts'
import { newHome } from './bench-home.ts'
import { median, type Figure } from './harness.ts'
import { servePage } from './page-server.ts'
import { makeRandom, trendReply } from './store-fixture.ts'

const RUNS = 7
const DAYS = 90
const MORNINGS = RUNS + 3

/** What a person waits for who looks at the history in the page, in headless Chromium on the loopback server: until it is painted. */
export async function benchHistory(log: (line: string) => void): Promise<Figure[]> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_FLAGS] })
  try {
    return [await matrix(browser, log), ...(await steps(browser, log))]
  } finally {
    await browser.close()
  }
}

async function inPage<T>(browser: Browser, home: string, work: (page: Page) => Promise<T>): Promise<T> {
  const server = await servePage(home)
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  try {
    const page = await context.newPage()
    await page.goto(server.address)
    await page.locator('[role=grid] [data-row="0"]').first().waitFor()
    return await work(page)
  } finally {
    await context.close()
    await server.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** The coverage matrix of every app and report, of one range after the other: each is asked and painted anew. */
async function matrix(browser: Browser, log: (line: string) => void): Promise<Figure> {
  const apps = 500
  const home = newHome()
  await seedMany(home, { apps, days: DAYS })
  const yesterday = dayOf(Date.now()) - 1
  const times = await inPage(browser, home, async (page) => {
    const taken: number[] = []
    for (let run = 0; run <= RUNS; run += 1) {
      const to = yesterday - (run % 2)
      const from = formatDay(to - DAYS + 1)
      const hash = `#/history?range=${from}_${formatDay(to)}`
      taken.push(await page.evaluate(timeAddress, { hash, selector: '[role=columnheader][data-column=days]', text: from }))
      await page.waitForTimeout(500)
    }
    return taken
  })
  log(`coverage matrix: ${times.map((ms) => ms.toFixed(0)).join(', ')} ms`)
  return {
    name: `coverage matrix painted, ${apps} apps × ${DAYS} days`,
    value: median(times.slice(1)),
    unit: 'ms',
    bound: 500,
    kind: 'atMost',
    note: `every report, from the address to the picture; the first time, with its code, ${(times[0] ?? NaN).toFixed(0)} ms, the fastest ${Math.min(...times).toFixed(0)} ms`,
  }
}

/** The slider, a step back after the other, where every morning restated every number. */
async function steps(browser: Browser, log: (line: string) => void): Promise<Figure[]> {
  const apps = 20
  const home = newHome()
  const last = dayOf(Date.now()) - 1
  restatedEveryMorning(home, apps, last)
  const range = `range=${formatDay(last - DAYS + 1)}_${formatDay(last)}`
  return inPage(browser, home, async (page) => {
    const figures: Figure[] = []
    for (const view of ['overview', 'user-trend']) {
      const selector = '[role=grid] [data-row="0"][data-column="user-trend/session_count"]'
      await page.evaluate(`location.hash = '#/${view}?${range}&mode=all&vs=none'`)
      await page.locator(`nav a.router-link-active[href*="/${view}"]`).waitFor()
      await page.locator(selector).waitFor()
      // the slider opens, and stands at the last morning, which says what now says
      await page.keyboard.press(',')
      await page.waitForTimeout(1500)
      const taken: number[] = []
      for (let run = 0; run < RUNS; run += 1) {
        taken.push(await page.evaluate(timeKey, { key: ',', selector }))
        await page.waitForTimeout(400)
      }
      log(`${view}: ${taken.map((ms) => ms.toFixed(0)).join(', ')} ms`)
      figures.push({
        name: `as-of step painted, ${view}, ${apps} apps × ${DAYS} days`,
        value: median(taken),
        unit: 'ms',
        bound: 100,
        kind: 'atMost',
        note: `from the key to the picture, where every morning restated every day; the fastest ${Math.min(...taken).toFixed(0)} ms`,
      })
    }
    return figures
  })
}

function restatedEveryMorning(home: string, count: number, last: number): void {
  const store = openStore(join(home, 'cygnet.db'))
  try {
    const apps = Array.from({ length: count }, (_, i) => store.apps.add({ name: `app ${i}` }).id)
    for (let morning = 0; morning < MORNINGS; morning += 1) {
      const random = makeRandom(morning + 1)
      const fetchedAt = startOfDayMs(last + 1 - MORNINGS + morning) + 3_600_000
      store.snapshots.recordMany(
        apps.map((app) => ({ ...trendReply(app, last - DAYS + 1, last, random), fetchedAt: fetchedAt + app })),
      )
    }
  } finally {
    store.close()
  }
}
