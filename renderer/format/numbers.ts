import { formatUnit, type Unit } from '../../electron/contract/units.ts'
import type { Locale } from '../../electron/contract/primitives.ts'
import { currentLocale } from '../i18n/locale.ts'

/** A number by its unit: thousands, %, mm:ss; empty for unknown. */
export function formatValue(unit: Unit, value: number | null): string {
  return formatUnit(unit, value, currentLocale())
}

/** A change in percent without its sign (the arrow says it): `8.1%`; empty for unknown. From 1000 % on, without decimals. */
export function formatChange(change: number | null): string {
  if (change === null) return ''
  const size = Math.abs(change)
  const digits = size >= 1000 ? 0 : 1
  return `${size.toLocaleString(currentLocale(), { minimumFractionDigits: digits, maximumFractionDigits: digits })}%`
}

/** A change of a share in percentage points without its sign: `0.31 pp`; empty for unknown. */
export function formatPoints(points: number | null): string {
  return points === null ? '' : `${twoDigits(Math.abs(points))} pp`
}

const twoDigits = (value: number) =>
  value.toLocaleString(currentLocale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** How one number differs from another beside it, with its sign: percents in points (`+0.31 pp`), else by its unit; empty for unknown. */
export function formatDifference(unit: Unit, value: number | null): string {
  return formatSigned(value, unit === 'percent' ? formatPoints : (size) => formatValue(unit, size))
}

/** A size with its sign before it; what reads as nothing has none. */
export function formatSigned(value: number | null, format: (size: number) => string): string {
  if (value === null) return ''
  const text = format(Math.abs(value))
  return text === format(0) ? text : `${value > 0 ? '+' : '−'}${text}`
}

/** up and down as they would be read: what rounds to 0.0 % (or 0.00 points) is flat. */
export function directionOf(change: number | null, least = 0.05): 'up' | 'down' | 'flat' | null {
  if (change === null) return null
  if (Math.abs(change) < least) return 'flat'
  return change > 0 ? 'up' : 'down'
}

/** A count on an axis: 万 and 亿 in Chinese, K, M, B in English, from five digits on; other units as in a table, without needless zeros. */
export function formatAxis(unit: Unit, value: number, locale: Locale = currentLocale()): string {
  if (unit === 'seconds') return formatUnit(unit, value, locale)
  const short = unit === 'count' && Math.abs(value) >= 10_000
  const text = value.toLocaleString(locale, { maximumFractionDigits: 2, notation: short ? 'compact' : 'standard' })
  return unit === 'percent' ? `${text}%` : text
}

/** `1.2 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB']
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3))
  const size = bytes / 1000 ** step
  return `${size.toLocaleString(currentLocale(), { maximumFractionDigits: step === 0 ? 0 : 1 })} ${units[step]}`
}
