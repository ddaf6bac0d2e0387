import { changeOf } from '../../../contract/compare.ts'
import type { AlertCondition } from '../../../contract/methods/alerts.ts'
import type { Amount } from '../notes.ts'

/** What a rule looks at: the number over its days, and that of the days it compares with. */
export interface Watched {
  readonly actual: Amount
  readonly base: Amount | null
  /** Complete days since the last one with a number; null where there never was one. */
  readonly silentDays: number | null
}

export interface Found {
  readonly direction: 'rise' | 'fall' | null
  /** The threshold, or the base a change is against. */
  readonly expected: number | null
  /** Against what is expected, in percent. */
  readonly change: number | null
}

/** Whether a rule speaks; null where it does not. A number that covers only a part of its days proves nothing. */
export function check(condition: AlertCondition, { actual, base, silentDays }: Watched): Found | null {
  if (condition.kind === 'no-data') return silentDays !== null && silentDays >= condition.days ? NO_DATA : null
  if (actual.value === null || actual.note === 'partial') return null
  if (condition.kind === 'change') return changed(condition, actual, base)
  // what lacks some days is too small already: it can be too large, but not shown to be too small
  if (condition.kind === 'below' && actual.note === 'incomplete') return null
  const { kind, value } = condition
  const beyond = kind === 'above' ? actual.value > value : actual.value < value
  const change = changeOf({ value: actual.value, note: null }, { value, note: null })
  return beyond ? { direction: kind === 'above' ? 'rise' : 'fall', expected: value, change } : null
}

const NO_DATA: Found = { direction: null, expected: null, change: null }

function changed(condition: AlertCondition & { kind: 'change' }, actual: Amount, base: Amount | null): Found | null {
  const change = changeOf(actual, base)
  const expected = base?.value ?? null
  if (change === null || expected === null || Math.abs(expected) < condition.minBase) return null
  const direction = change > 0 ? 'rise' : 'fall'
  if (condition.direction !== 'either' && condition.direction !== direction) return null
  return Math.abs(change) >= condition.percent ? { direction, expected, change } : null
}
