import type { Session } from './session.ts'
import { UsageError } from './usage-error.ts'

/** A whole number an option was given; undefined where it was not. Throws a usage error. */
export function readInteger(
  session: Session,
  option: string,
  text: string | undefined,
  min: number,
  max: number,
): number | undefined {
  if (text === undefined) return undefined
  const value = /^\d{1,15}$/.test(text.trim()) ? Number(text) : NaN
  if (value >= min && value <= max) return value
  throw new UsageError(session.t('usage.badInteger', { option, value: text, min, max }), { field: option, value: text })
}

/** A positive number an option was given, at most `max`. Throws a usage error. */
export function readRate(session: Session, option: string, text: string | undefined, max: number): number | undefined {
  if (text === undefined) return undefined
  const value = /^\d{1,9}(\.\d+)?$/.test(text.trim()) ? Number(text) : NaN
  if (value > 0 && value <= max) return value
  throw new UsageError(session.t('usage.badNumber', { option, value: text, min: 0, max }), {
    field: option,
    value: text,
  })
}

/** Leaves out what is undefined: the contract's options are absent or present, never undefined. */
export function present<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
