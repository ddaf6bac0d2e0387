type Values = readonly (number | null)[]

/**
 * A series as an index: its first known value that is not 0 is 100. Periods that are not whole (`partial`) are measured by it but are
 * never the base, unless there are no others. Null where there is no base.
 */
export function index100(values: Values, partial: readonly boolean[] = []): (number | null)[] {
  const usable = (whole: boolean) =>
    values.findIndex((value, i) => value !== null && value !== 0 && (!whole || partial[i] !== true))
  const whole = usable(true)
  const base = values[whole < 0 ? usable(false) : whole] ?? null
  return values.map((value) => (value === null || base === null ? null : (value / base) * 100))
}
