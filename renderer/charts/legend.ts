import type { SeriesColor } from './colors.ts'
import type { Dash } from './dashes.ts'

/** A series as a legend names it. */
export interface LegendItem {
  readonly key: string
  readonly label: string
  readonly color: SeriesColor
  readonly dash: Dash
  /** Nothing is known of it in this range. */
  readonly blank?: boolean
}

type Keys = ReadonlySet<string>

export function toggled(keys: Keys, key: string): Set<string> {
  const next = new Set(keys)
  if (!next.delete(key)) next.add(key)
  return next
}

/** Hides all but these; all are shown again where just these were shown already. */
export function only(items: readonly LegendItem[], hidden: Keys, shown: Keys): Set<string> {
  const others = items.filter((item) => !shown.has(item.key)).map((item) => item.key)
  const already = others.every((key) => hidden.has(key)) && [...shown].every((key) => !hidden.has(key))
  return new Set(already ? [] : others)
}

/** Items whose name holds every word of the query. */
export function searchItems(items: readonly LegendItem[], query: string): readonly LegendItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return items.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
}

/** What stands out on the charts: what the pointer is at together with what is pinned, else what is pinned. */
export function standingOut(pointed: string | null, pinned: Keys, hidden: Keys): ReadonlySet<string> {
  const keys = new Set([...pinned].filter((key) => !hidden.has(key)))
  if (pointed !== null && !hidden.has(pointed)) keys.add(pointed)
  return keys
}
