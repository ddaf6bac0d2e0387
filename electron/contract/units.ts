/**
 * What a metric's number measures.
 * count: whole things. percent: 0–100, as the API sends it. seconds: a duration. decimal: a plain ratio such as sessions a user.
 */
export const UNITS = ['count', 'percent', 'seconds', 'decimal'] as const
export type Unit = (typeof UNITS)[number]

/** Excel's number format for a unit. Durations stay seconds (the header says so), so that they can be averaged and pivoted. */
export const EXCEL_FORMATS: Record<Unit, string> = {
  count: '#,##0',
  percent: '0.00%',
  seconds: '#,##0',
  decimal: '#,##0.00',
}

/** What a spreadsheet counts with: fifteen digits. More would be lost, or be another number, once a program saves the file again. */
const DIGITS = 15

/** A number as a spreadsheet holds it. */
export const cellNumber = (value: number): number =>
  Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS))

/** The number a cell must hold so that EXCEL_FORMATS shows it rightly: percent is divided by 100. */
export function excelValue(unit: Unit, value: number | null): number | null {
  if (value === null) return null
  return cellNumber(unit === 'percent' ? value / 100 : value)
}

/** A number as a reader expects it: thousands, two decimals of percent, mm:ss. Null is an empty string. */
export function formatUnit(unit: Unit, value: number | null, locale: string): string {
  if (value === null) return ''
  switch (unit) {
    case 'count':
      return value.toLocaleString(locale, { maximumFractionDigits: 0 })
    case 'percent':
      return `${value.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}%`
    case 'decimal':
      return value.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    case 'seconds':
      return formatSeconds(value)
  }
}

function formatSeconds(value: number): string {
  const whole = Math.round(value)
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const seconds = whole % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`
}
