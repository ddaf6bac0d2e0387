/**
 * The value below which a share `q` (0–1) of ascending values lies, between two of them in proportion (the usual definition: Excel's
 * QUARTILE.INC). Null for none.
 */
export function quantile(ascending: readonly number[], q: number): number | null {
  if (ascending.length === 0) return null
  const at = (ascending.length - 1) * q
  const lower = ascending[Math.floor(at)] ?? NaN
  const upper = ascending[Math.ceil(at)] ?? NaN
  return lower + (upper - lower) * (at - Math.floor(at))
}

export function median(values: readonly number[]): number | null {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}
