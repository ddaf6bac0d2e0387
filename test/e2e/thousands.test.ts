import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { dayOf } from '../../electron/contract/calendar.ts'
import { HOSTS, useCygnet } from './support/cygnet.ts'
import { grid, readGrid } from './support/grid.ts'

const SESSIONS = 'user-trend/session_count'

/** All sessions of the last 30 days, by plain SQL: the sixth metric of the trend. */
function sessionsOf(home: string): number {
  const db = new Database(join(home, 'cygnet.db'), { readonly: true })
  try {
    const yesterday = dayOf(Date.now()) - 1
    const sum = db
      .prepare(
        `SELECT sum(m5) FROM cell JOIN slot ON slot.id = cell.slot
         WHERE report = 'user-trend' AND days = 1 AND from_day BETWEEN ? AND ?`,
      )
      .pluck()
    return sum.get(yesterday - 29, yesterday) as number
  } finally {
    db.close()
  }
}

describe.each(HOSTS)('2,000 apps (%s)', (host) => {
  const cygnet = useCygnet({ host, home: 'thousands' })

  test('stand in the Overview with their total', async () => {
    const { page, home } = cygnet()
    await grid(page).waitFor()
    const foot = async () => (await readGrid(grid(page))).foot[SESSIONS]
    await expect.poll(foot).toBe(sessionsOf(home).toLocaleString('en-US'))
    expect(await grid(page).getAttribute('aria-rowcount')).toBe('2002')
    // Only what is in sight is in the document.
    expect((await readGrid(grid(page))).rows.length).toBeLessThan(60)
  })

  test('can be walked through by keyboard, to the last', async () => {
    const { page } = cygnet()
    const seen = async () => (await readGrid(grid(page))).rows.map((row) => number(row[SESSIONS]))
    const first = await seen()
    await grid(page).focus()
    await page.keyboard.press('Control+End')
    await expect.poll(async () => Math.max(...(await seen()))).toBeLessThan(Math.min(...first))
    await page.keyboard.press('Control+Home')
    await expect.poll(seen).toEqual(first)
  })

  test('are searched while one types', async () => {
    const { page } = cygnet()
    await page.getByPlaceholder('搜索应用、标签…').fill('小程序 1234')
    await expect
      .poll(async () => (await readGrid(grid(page))).rows.map((row) => row['app']))
      .toEqual([expect.stringContaining('小程序 1234')])
    await page.getByPlaceholder('搜索应用、标签…').fill('')
  })
})

const number = (text = '') => Number(text.replaceAll(',', ''))
