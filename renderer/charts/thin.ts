/** A point of a line: `x` the place, `y` NaN for a gap. */
export interface LinePoint {
  readonly x: number
  readonly y: number
  /** Of a period that is not whole. */
  readonly partial: boolean
}

/**
 * As many points as can be told apart: of each of `buckets` stretches the first, the last, the least and the greatest. A gap stays a
 * gap and a peak stays a peak.
 */
export function thin(points: readonly LinePoint[], buckets: number): LinePoint[] {
  if (points.length <= buckets * 4) return [...points]
  const size = points.length / buckets
  const kept: LinePoint[] = []
  for (let b = 0; b < buckets; b += 1)
    kept.push(...bucketPoints(points.slice(Math.round(b * size), Math.round((b + 1) * size))))
  return kept
}

function bucketPoints(stretch: readonly LinePoint[]): LinePoint[] {
  const wanted = new Set<LinePoint>()
  let low: LinePoint | undefined
  let high: LinePoint | undefined
  let before: LinePoint | undefined
  for (const point of stretch) {
    const gap = Number.isNaN(point.y)
    // both sides of a gap's edge, so that the line breaks where it did
    if (before && gap !== Number.isNaN(before.y)) wanted.add(before).add(point)
    if (!gap && (low === undefined || point.y < low.y)) low = point
    if (!gap && (high === undefined || point.y > high.y)) high = point
    before = point
  }
  for (const point of [stretch[0], low, high, stretch.at(-1)]) if (point) wanted.add(point)
  return [...wanted].sort((a, b) => a.x - b.x)
}
