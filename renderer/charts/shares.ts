type Values = readonly (number | null)[]

/** What share of each period's whole every series has, in percent. The whole is the sum of what is known; null where that is 0. */
export function sharesOf(lines: readonly Values[]): (number | null)[][] {
  const length = Math.max(0, ...lines.map((values) => values.length))
  const wholes = Array.from({ length }, (_, i) => lines.reduce((sum, values) => sum + (values[i] ?? 0), 0))
  return lines.map((values) =>
    values.map((value, i) => {
      const whole = wholes[i] ?? 0
      return value === null || whole === 0 ? null : (value / whole) * 100
    }),
  )
}

/** Periods in which some series are unknown while others are not: their shares are those among the known. */
export function unevenPlaces(lines: readonly Values[]): number[] {
  const length = Math.max(0, ...lines.map((values) => values.length))
  return Array.from({ length }, (_, i) => i).filter((i) => {
    const known = lines.filter((values) => (values[i] ?? null) !== null).length
    return known > 0 && known < lines.length
  })
}
