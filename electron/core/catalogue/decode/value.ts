/** Digits, perhaps grouped by thousands, a fraction, an exponent, a percent sign. */
const NUMERIC = /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?(e[+-]?\d+)?%?$/i

/**
 * A metric's value as replies write it: a number, a numeric string, `--`, nothing. Percentages stay 0–100. Null is "unknown" and never 0.
 * Answers undefined for anything that is none of these.
 */
export function decodeValue(raw: unknown): number | null | undefined {
  if (raw === undefined || raw === null) return null
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined
  if (typeof raw !== 'string') return undefined
  const text = raw.trim()
  if (text === '' || text === '--') return null
  if (!NUMERIC.test(text)) return undefined
  const value = Number(text.replaceAll(',', '').replace('%', ''))
  return Number.isFinite(value) ? value : undefined
}

/** A name or an id as text: ids of 64 bits come as strings, short ones sometimes as numbers. Null where there is none. */
export function decodeText(raw: unknown): string | null {
  if (typeof raw === 'number' && Number.isSafeInteger(raw)) return String(raw)
  if (typeof raw !== 'string') return null
  return raw.trim() || null
}
