import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { comparison, granularity } from './choices.ts'
import type { Choice } from './choices.ts'
import { parseDay } from '../../electron/contract/calendar.ts'
import { PRESETS, type DateRange, type Preset } from '../format/presets.ts'

/** What the page is about. A preset stays a preset in the address, so that a saved view of "last 7 days" moves on with the days. */
export interface Scope {
  readonly apps: readonly number[]
  readonly tags: readonly string[]
  readonly range: Preset | DateRange
  readonly granularity: Choice<typeof granularity>
  readonly compare: Choice<typeof comparison> | DateRange
  /** An ISO moment; null for the newest. */
  readonly asOf: string | null
}

export const DEFAULT_SCOPE: Scope = {
  apps: [],
  tags: [],
  range: 'last30',
  granularity: 'day',
  compare: 'previous',
  asOf: null,
}

/** Reads a scope out of the address; what is missing or not understood is the default. */
export function readScope(query: LocationQuery): Scope {
  const one = (key: string): string => {
    const value = query[key]
    return (Array.isArray(value) ? value[0] : value) ?? ''
  }
  const list = (key: string) =>
    one(key)
      .split(',')
      .filter((each) => each !== '')
  const asOf = one('asof')
  return {
    apps: list('apps')
      .map(Number)
      .filter((id) => Number.isSafeInteger(id) && id >= 0),
    tags: list('tags').map(decodeTag),
    range: among(PRESETS, one('range')) ?? readRange(one('range')) ?? DEFAULT_SCOPE.range,
    granularity: among(granularity, one('g')) ?? DEFAULT_SCOPE.granularity,
    compare: among(comparison, one('vs')) ?? readRange(one('vs')) ?? DEFAULT_SCOPE.compare,
    asOf: asOf !== '' && !Number.isNaN(Date.parse(asOf)) ? new Date(asOf).toISOString() : null,
  }
}

/** The scope's part of an address; defaults are left out. Other keys of `rest` (a view's own) stay. */
export function writeScope(scope: Scope, rest: LocationQueryRaw = {}): LocationQueryRaw {
  const own = {
    apps: scope.apps.join(',') || undefined,
    tags: scope.tags.map(encodeTag).join(',') || undefined,
    range: scope.range === DEFAULT_SCOPE.range ? undefined : rangeText(scope.range),
    g: scope.granularity === DEFAULT_SCOPE.granularity ? undefined : scope.granularity,
    vs: scope.compare === DEFAULT_SCOPE.compare ? undefined : rangeText(scope.compare),
    asof: scope.asOf ?? undefined,
  }
  const all = { ...rest, ...own }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

const encodeTag = (tag: string) => tag.replaceAll('%', '%25').replaceAll(',', '%2C')
const decodeTag = (tag: string) => tag.replaceAll('%2C', ',').replaceAll('%25', '%')

const rangeText = (range: string | DateRange) => (typeof range === 'string' ? range : `${range.from}_${range.to}`)

function readRange(text: string): DateRange | null {
  const [from = '', to = ''] = text.split('_')
  const valid = [from, to].every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && parseDay(day) !== null)
  return valid && from <= to ? { from, to } : null
}

function among<T extends string>(choices: readonly T[], text: string): T | null {
  return choices.find((choice) => choice === text) ?? null
}
