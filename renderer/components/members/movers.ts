import type { Unit } from '../../../electron/contract/units.ts'
import type { Member, Reading, Side, Sides } from './sides.ts'
import { unitOf } from './sides.ts'

/** A member whose number moved between the two ranges. */
export interface Mover {
  readonly member: Member
  readonly reading: Reading
  /** By how much: shares in percentage points, else in the metric's own unit. */
  readonly by: number
}

/** How far a number moved, by its own measure; null where the two ranges are not alike. */
export function movedBy(unit: Unit, { value, before, change, points }: Reading): number | null {
  if (unit === 'percent') return points
  return change === null || value === null || before === null ? null : value - before
}

/** Those that rose and those that fell most, the farthest first; what did not move is in neither. */
export function moversOf(sides: Sides, side: Side, metric: string, most: number): { rose: Mover[]; fell: Mover[] } {
  const unit = unitOf(sides, metric)
  const moved = sides.members.flatMap((member): Mover[] => {
    const reading = side.read(member, metric)
    const by = movedBy(unit, reading)
    return by === null || by === 0 ? [] : [{ member, reading, by }]
  })
  const by = (sign: number) =>
    moved
      .filter((mover) => mover.by * sign > 0)
      .toSorted((a, b) => (b.by - a.by) * sign)
      .slice(0, most)
  return { rose: by(1), fell: by(-1) }
}
