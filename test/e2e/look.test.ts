import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { seriousViolations } from './support/axe.ts'
import { HOSTS, useCygnet } from './support/cygnet.ts'
import { grid } from './support/grid.ts'

/** What is read on the page, without the names that people and the API gave. */
async function wordsOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const words = [document.title]
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node as HTMLElement
      if (element.closest('[data-column="app"][data-row], [translate="no"], .tag, kbd')) continue
      for (const name of ['title', 'aria-label', 'placeholder']) words.push(element.getAttribute(name) ?? '')
      for (const child of element.childNodes)
        if (child.nodeType === Node.TEXT_NODE) words.push((child.textContent ?? '').trim())
    }
    return words.filter((word) => word !== '').join('\n')
  })
}

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
const DARK = 'rgb(14, 17, 21)'
const LIGHT = 'rgb(245, 246, 248)'

describe.each(HOSTS)('language and theme (%s)', (host) => {
  const cygnet = useCygnet({ host, home: 'synced', lang: 'en', theme: 'dark' })

  test('follow the machine: English, and dark', async () => {
    const { page } = cygnet()
    await grid(page).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    expect(await wordsOf(page)).not.toMatch(/[\u4e00-\u9fff]/)
    expect(await background(page)).toBe(DARK)
    expect(await seriousViolations(page)).toEqual([])
  })

  test('follow the settings, at once and after a restart', async () => {
    const { call } = cygnet()
    await call('settings.set', { locale: 'zh-CN', theme: 'light' })
    await expect.poll(() => background(cygnet().page)).toBe(LIGHT)
    await expect.poll(() => cygnet().page.title()).toBe('总览 · Cygnet')
    await cygnet().restart()
    await grid(cygnet().page).waitFor()
    expect(await cygnet().page.title()).toBe('总览 · Cygnet')
    expect(await background(cygnet().page)).toBe(LIGHT)
    // No word of the other language, and no key in place of a word.
    const words = await wordsOf(cygnet().page)
    expect(words.match(/^[A-Za-z ]{4,}$/gm)?.filter((word) => !['Cygnet', 'Ctrl C'].includes(word)) ?? []).toEqual([])
    expect(words).not.toMatch(/^[a-z]+(\.[a-zA-Z]+)+$/m)
    await call('settings.set', { theme: 'dark' })
    await expect.poll(() => background(cygnet().page)).toBe(DARK)
  })
})
