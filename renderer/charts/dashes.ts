import type { SeriesColor } from './colors.ts'

export type Dash = readonly number[]

/** Told apart at a glance, the plainest first. */
const DASHES: readonly Dash[] = [[], [7, 3], [2, 3], [10, 3, 2, 3], [16, 4], [6, 2, 2, 2, 2, 2], [4, 7]]

/**
 * The dash of each of several series: those that share a colour differ by it. The first of a colour is solid, so that up to eight
 * apps of different colours are plain lines.
 */
export function dashesFor(colors: readonly SeriesColor[]): Dash[] {
  const used = new Map<SeriesColor, number>()
  return colors.map((color) => {
    const before = used.get(color) ?? 0
    used.set(color, before + 1)
    return DASHES[before % DASHES.length] ?? []
  })
}
