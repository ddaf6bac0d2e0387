import type { Output } from '../../../../electron/contract/index.ts'
import type { CopyTable } from '../../../format/clipboard.ts'
import { t } from './texts.ts'

export type Level = 'info' | 'warn' | 'error'
/** A line of the log as a row of the grid. */
export type LogRow = Output<'log.read'>[number] & { readonly id: number }

/** Newest first, as the core gives them: the id is the place. */
export const toRows = (lines: Output<'log.read'>): LogRow[] => lines.map((line, id) => ({ ...line, id }))

/** Lines of the level that hold every word. */
export function filterRows(rows: readonly LogRow[], level: Level | 'all', query: string): readonly LogRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    if (level !== 'all' && row.level !== level) return false
    const text = `${row.event} ${row.facts}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** `2026-11-24 09:12:03.123` on this machine's clock. */
export function logTime(iso: string): string {
  const date = new Date(iso)
  return `${date.toLocaleString('sv')}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

/** The facts of a line, one a line. */
export function prettyFacts(facts: string): string {
  try {
    return facts === '' ? '' : JSON.stringify(JSON.parse(facts), null, 2)
  } catch {
    return facts
  }
}

export const copyOf = (rows: readonly LogRow[]): CopyTable => ({
  head: [t('at'), t('level'), t('event'), t('facts')],
  rows: rows.map(({ at, level, event, facts }) => [at, level, event, facts].map((text) => ({ text }))),
})
