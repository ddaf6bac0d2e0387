import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Colours half-way through fading are nobody's; what turns for ever (a spinner) is not waited for. */
const STILL = `Promise.allSettled(document.getAnimations()
  .filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime))
  .map((each) => each.finished))`

/** What axe-core finds wrong with the page as it is now, seriously or worse; a line each, to be compared with `[]`. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // By the debugger, not by a script element: the page's CSP allows no script but its own.
  await page.evaluate(source)
  await page.evaluate(STILL)
  const { violations } = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
}
