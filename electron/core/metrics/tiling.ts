import type { Day, DayRange } from '../../contract/calendar.ts'

/**
 * The fewest of the stored pieces that lie end to end and fill the range exactly; null where they leave a gap. Pieces outside the
 * range, and repeated ones, do no harm.
 */
export function tile<P extends DayRange>(range: DayRange, pieces: readonly P[]): P[] | null {
  const ending = new Map<Day, P[]>()
  for (const piece of pieces) {
    if (piece.from < range.from || piece.to > range.to || piece.from > piece.to) continue
    const same = ending.get(piece.to)
    if (!same) ending.set(piece.to, [piece])
    else if (same.every((other) => other.from !== piece.from)) same.push(piece)
  }
  // fewest[d]: how few pieces fill everything before day d, and the last of them
  const fewest = new Map<Day, { count: number; piece: P | null }>([[range.from, { count: 0, piece: null }]])
  for (let day = range.from; day <= range.to; day += 1) {
    for (const piece of ending.get(day) ?? []) {
      const count = (fewest.get(piece.from)?.count ?? Infinity) + 1
      if (count < (fewest.get(day + 1)?.count ?? Infinity)) fewest.set(day + 1, { count, piece })
    }
  }
  return fewest.has(range.to + 1) ? walkBack(range, fewest) : null
}

function walkBack<P extends DayRange>(range: DayRange, fewest: ReadonlyMap<Day, { piece: P | null }>): P[] {
  const tiles: P[] = []
  for (let end = range.to + 1; end > range.from;) {
    const piece = fewest.get(end)?.piece
    if (!piece) break
    tiles.push(piece)
    end = piece.from
  }
  return tiles.reverse()
}
