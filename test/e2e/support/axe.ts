import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Colours half-way through fading are nobody's; what turns for ever (a spinner) is not waited for. */
const STILL = `Promise.allSettled(document.getAnimations()
  .filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime))
  .map((each) => each.finished))`

/** Where a page was looked at: the test's file and own name, and how often it had looked before. */
const lookedAt = new Set<string>()
/** How often each test has looked. */
const looks = new Map<string, number>()

/**
 * What axe-core finds wrong with the page as it is now, seriously or worse; a line each, to be compared with `[]`. The page is the same
 * behind both doors: what a test has looked at behind the first is not looked at again behind the second.
 */
export async function seriousViolations(page: Page): Promise<string[]> {
  if (!isNew()) return []
  // By the debugger, not by a script element: the page's CSP allows no script but its own.
  await page.evaluate(source)
  await page.evaluate(STILL)
  const { violations } = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
}

function isNew(): boolean {
  const { testPath = '', currentTestName = '' } = expect.getState()
  const nth = looks.get(currentTestName) ?? 0
  looks.set(currentTestName, nth + 1)
  const place = `${testPath} ${currentTestName.split(' > ').at(-1) ?? ''} ${nth}`
  if (lookedAt.has(place)) return false
  lookedAt.add(place)
  return true
}
