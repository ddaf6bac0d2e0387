import type { LegendItem } from '../../charts/legend.ts'
import { besideColor, type Side } from './sides.ts'

/** The sides of bars by their colours. */
export function sideLegend(sides: readonly Side[]): LegendItem[] {
  const [first] = sides
  return sides.map((side) => ({
    key: side.key,
    label: side.name,
    color: first && side !== first ? besideColor(side, first) : side.color,
    dash: side.before ? [3, 3] : [],
  }))
}
