import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { dayOf, formatDay } from '../../../electron/contract/calendar.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import { grid, readGrid, type GridText } from './grid.ts'
import { settled } from './settled.ts'

/** The doors and the languages a report's view is looked at in. */
export const DOORS = [
  { host: 'app', lang: 'zh-CN' },
  { host: 'server', lang: 'en' },
] as const satisfies readonly { host: 'app' | 'server'; lang: Locale }[]

const yesterday = dayOf(Date.now()) - 1
/** The last 30 days, and the 30 before: what a `synced` home has. */
export const NOW = { from: formatDay(yesterday - 29), to: formatDay(yesterday) }
export const BEFORE = { from: formatDay(yesterday - 59), to: formatDay(yesterday - 30) }

/** Goes to a view as by its address, and waits until it shows what it was asked for. */
export async function visit(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to
  }, hash)
  await settled(page, 250)
}

/** Every row of a long table, which has only those in sight and some around them: its top, then its end. */
export async function readAll(page: Page, key: string, count: number): Promise<GridText> {
  const table = grid(page)
  // the table of what was shown before has other rows
  await table.locator(`[data-row]:not([data-row^="-"])[data-column="${key}"]`).first().waitFor()
  const rows = new Map<string, Readonly<Record<string, string>>>()
  const gather = async () => {
    const read = await readGrid(table)
    for (const row of read.rows) rows.set(row[key] ?? '', row)
    return rows.size
  }
  await gather()
  await table.evaluate((element) => element.scrollTo(0, element.scrollHeight))
  await expect.poll(gather).toBe(count)
  return { ...(await readGrid(table)), rows: [...rows.values()] }
}

/** The words of numbers, worked out apart from the page. */
export const count = (value: number): string => value.toLocaleString('en-US')
export const percent = (value: number): string => `${value.toFixed(2)}%`
const two = (value: number) => String(value).padStart(2, '0')
export const clock = (value: number): string =>
  `${two(Math.floor(Math.round(value) / 60))}:${two(Math.round(value) % 60)}`

export function change(now: number, before: number): string {
  const by = ((now - before) / before) * 100
  const size = `${Math.abs(by).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })}%`
  if (Math.abs(by) < 0.05) return size
  return by > 0 ? `+▲${size}` : `−▼${size}`
}
