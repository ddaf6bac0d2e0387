import { amount, unknown, type Amount } from './notes.ts'
import type { Span } from './span.ts'

/** The number made from the rows where all are known; else the API's own for the range; else the rows' with a note. */
export function settled(value: number, known: number, span: Span, whole: number | null): Amount {
  if (known > 0 && known >= span.expected) return amount(value)
  if (whole !== null) return amount(whole)
  return known > 0 ? amount(value, 'incomplete') : nothing(span)
}

/** Why nothing is known of these rows: none is stored, or all say `--`. */
export function nothing(span: Span): Amount {
  return unknown(span.hi > span.lo ? 'unknown-part' : 'not-fetched')
}
