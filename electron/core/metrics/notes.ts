import type { Note } from '../../contract/methods/query.ts'

/** A number and why it is empty, or how it must be read. `value: null` always has a note. */
export interface Amount {
  readonly value: number | null
  readonly note: Note | null
}

export const amount = (value: number, note: Note | null = null): Amount => ({ value, note })
export const unknown = (note: Note): Amount => ({ value: null, note })

/** What a reader must know first, first: a total has room for one note. */
const WEIGHT: readonly Note[] = [
  'not-fetched-range',
  'not-fetched',
  'no-total',
  'unknown-part',
  'at-least',
  'estimate',
  'incomplete',
  'not-deduplicated',
  'partial',
  'hour-pooled',
  'derived',
]

/** The weightier of two notes. */
export function weightier(a: Note | null, b: Note | null): Note | null {
  if (a === null || b === null) return a ?? b
  return WEIGHT.indexOf(a) <= WEIGHT.indexOf(b) ? a : b
}

/** The same number with one more note; the weightier one stays. */
export function noted(given: Amount, note: Note | null): Amount {
  if (note === null || given.value === null) return given
  const kept = weightier(given.note, note)
  return kept === given.note ? given : { value: given.value, note: kept }
}
