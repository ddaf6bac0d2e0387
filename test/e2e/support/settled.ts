import type { Page } from 'playwright-core'

/** Waits until nothing loads any more, and has not for a moment: the answer before stays in sight until the new one is there. */
export async function settled(page: Page, quiet = 700): Promise<void> {
  await page.waitForFunction(
    (enough) => {
      const busy = document.querySelector('[aria-busy="true"], span.bar[aria-hidden="true"]') !== null
      const kept = globalThis as unknown as { quietSince?: number }
      if (busy || kept.quietSince === undefined) kept.quietSince = performance.now()
      return !busy && performance.now() - kept.quietSince > enough
    },
    quiet,
    { polling: 50 },
  )
  await page.evaluate(() => delete (globalThis as unknown as { quietSince?: number }).quietSince)
}

/** The addresses of every view of the rail, in its order. */
export function railViews(page: Page): Promise<string[]> {
  return page.locator('nav a').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).hash))
}

export async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash)
  await settled(page)
}

/** `#/compare?apps=1` → `compare`. */
export const viewName = (hash: string): string => hash.replace(/^#\/|\?.*$/g, '').replaceAll('/', '-')
