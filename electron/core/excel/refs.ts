import { parseDay, type Day } from '../../contract/calendar.ts'
import { cellNumber } from '../../contract/units.ts'
import type { CellRange } from './types.ts'

const SHANGHAI_MS = 8 * 3_600_000
const DAY_MS = 86_400_000
/** Excel's serial number of 1970-01-01. */
const EPOCH = 25_569

/** `A`, `Z`, `AA` of a one-based column. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

export const cellRef = (row: number, column: number) => `${columnLetters(column)}${row}`

export const rangeRef = ({ top, left, bottom, right }: CellRange) => `${cellRef(top, left)}:${cellRef(bottom, right)}`

/** `'Sheet name'!$A$1:$B$2`. */
export function absoluteRef(sheet: string, { top, left, bottom, right }: CellRange): string {
  const at = (row: number, column: number) => `$${columnLetters(column)}$${row}`
  return `${quoteSheet(sheet)}!${at(top, left)}:${at(bottom, right)}`
}

export const quoteSheet = (name: string) => `'${name.replaceAll("'", "''")}'`

/** A day as Excel counts them; no time zone takes part. */
export const daySerial = (day: Day) => day + EPOCH

/** `YYYY-MM-DD` as Excel's serial number. */
export function dateSerial(text: string): number | null {
  const day = parseDay(text)
  return day === null ? null : daySerial(day)
}

/** An ISO moment as Excel's serial number of the Shanghai wall clock, to the second. */
export function momentSerial(moment: string): number {
  return cellNumber(Math.round((Date.parse(moment) + SHANGHAI_MS) / 1000) / (DAY_MS / 1000) + EPOCH)
}

/** An ISO moment as people in China read it: `2026-11-24 09:12`. */
export function momentText(moment: string): string {
  return new Date(Date.parse(moment) + SHANGHAI_MS).toISOString().slice(0, 16).replace('T', ' ')
}
