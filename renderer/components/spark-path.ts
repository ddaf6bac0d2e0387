/** Where a sparkline's line runs within a box: one `M…L…` piece per stretch of known values, so that a gap stays a gap. */
export function sparkPath(values: readonly (number | null)[], width: number, height: number, pad = 2): string {
  const point = pointIn(values, width, height, pad)
  let path = ''
  let open = false
  values.forEach((value, i) => {
    if (value === null) {
      open = false
      return
    }
    const { x, y } = point(value, i)
    path += `${open ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`
    open = true
    // a single known value between gaps would be invisible as a line
    if (isAlone(values, i)) path += 'h0.01'
  })
  return path
}

/** Where the last known value is, for the dot; null where nothing is known. */
export function sparkEnd(
  values: readonly (number | null)[],
  width: number,
  height: number,
  pad = 2,
): { x: number; y: number } | null {
  const last = values.findLastIndex((value) => value !== null)
  const value = values[last]
  return value === undefined || value === null ? null : pointIn(values, width, height, pad)(value, last)
}

function pointIn(values: readonly (number | null)[], width: number, height: number, pad: number) {
  const known = values.filter((value) => value !== null)
  const low = Math.min(...known)
  const span = Math.max(...known) - low
  const step = values.length > 1 ? (width - 2 * pad) / (values.length - 1) : 0
  return (value: number, i: number) => ({
    x: pad + i * step,
    y: span === 0 ? height / 2 : height - pad - ((value - low) / span) * (height - 2 * pad),
  })
}

const isAlone = (values: readonly (number | null)[], i: number) =>
  (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null
