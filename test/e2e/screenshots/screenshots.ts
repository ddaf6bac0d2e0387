import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ROOT } from '../../../build/setup/paths.mjs'
import { openCygnet, type Cygnet } from '../support/cygnet.ts'
import { go, railViews, settled, viewName } from '../support/settled.ts'

/** A Thursday morning in Shanghai; the same sandbox, so the same numbers every time. */
const NOW = '2026-04-16T01:12:00Z'
const FOLDER = join(ROOT, 'docs', 'screenshots')
const LANGUAGES = ['zh-CN', 'en'] as const
const THEMES = ['light', 'dark'] as const
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const

test('every screen, in both languages and themes, and two sizes', async () => {
  mkdirSync(FOLDER, { recursive: true })
  const cygnet = await openCygnet({
    host: 'server',
    now: NOW,
    env: { TZ: 'Asia/Shanghai' },
    size: SIZES[0],
  })
  try {
    await cygnet.page.emulateMedia({ reducedMotion: 'reduce' })
    await inEveryLook(cygnet, (look) => picture(cygnet.page, 'first-run', look))
    await fillSample(cygnet)
    const views = (await railViews(cygnet.page)).map((hash) => [viewName(hash), hash] as const)
    expect(views.length).toBeGreaterThan(0)
    const shown = [...views, ...(await exportsParts(cygnet)), ...(await historyParts(cygnet))]
    await inEveryLook(cygnet, async (look) => {
      for (const [name, hash] of shown) {
        await go(cygnet.page, hash)
        await picture(cygnet.page, name, look)
      }
    })
  } finally {
    await cygnet.close()
  }
})

/** The sample with everything it has: synced, then corrected; and no job in the corner. */
async function fillSample({ call, page }: Cygnet): Promise<void> {
  await call('settings.set', { locale: 'zh-CN' })
  await page.getByRole('button', { name: '打开示例数据' }).click()
  const ended = async () => (await call('jobs.list', { limit: 5 })).filter(({ state }) => state !== 'running').length
  await expect.poll(ended, { timeout: 120_000, interval: 500 }).toBe(2)
  await page.reload()
}

/** The parts of Exports that the rail does not lead to: a template, and a workbook from before the sample was corrected. */
async function exportsParts({ call, home, page }: Cygnet): Promise<(readonly [name: string, hash: string])[]> {
  const schedule = { every: { weekdays: [1] }, time: '09:00' }
  const { id } = await call('templates.save', {
    ...{ name: '客户周报', title: '{client}小程序周报', lines: ['{period}，共 {days} 天'], split: 'tag', schedule },
    ...{ folder: '/home/li/周报', fileName: '{client} 周报 {from}–{to}' },
  })
  await call('templates.save', { name: '月度复盘', range: 'last-month', compare: 'year', folder: '/home/li/月报' })
  const first = (await call('jobs.list', { limit: 5 })).at(-1)?.endedAt
  const path = join(home, '客户周报.xlsx')
  const range = { from: '2026-04-01', to: '2026-04-15' }
  const { job } = await call('export.start', { range, scope: {}, path, ...(first ? { asOf: first } : {}) })
  await call('jobs.wait', { job })
  await page.reload()
  return [
    ['exports-templates', '#/exports?part=templates'],
    ['exports-template', `#/exports?part=templates&template=${id}`],
    ['exports-check', `#/exports?part=check&file=${encodeURIComponent(path)}`],
  ]
}

/** The parts of History, and a view as known before the sample was corrected. */
async function historyParts({ call }: Cygnet): Promise<(readonly [name: string, hash: string])[]> {
  const [first] = await call('history.moments', { scope: {} })
  const [sent] = await call('exports.recent', {})
  return [
    ['history-replies', '#/history?tab=replies'],
    ['history-changes', '#/history?tab=changes'],
    ['history-since', `#/history?tab=since&job=${sent?.job ?? 0}`],
    ['as-of', `#/overview?asof=${first?.at ?? ''}`],
  ]
}

async function inEveryLook(cygnet: Cygnet, work: (look: string) => Promise<void>): Promise<void> {
  for (const size of SIZES)
    for (const locale of LANGUAGES)
      for (const theme of THEMES) {
        await cygnet.page.setViewportSize(size)
        await cygnet.call('settings.set', { locale, theme })
        await work(`${locale}-${theme}-${size.width}`)
      }
}

async function picture(page: Page, view: string, look: string): Promise<void> {
  await settled(page)
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(FOLDER, `${view}-${look}.png`), animations: 'disabled' })
}
