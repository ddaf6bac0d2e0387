import { hourCells, hourOf, readHours } from './query-hours.ts'
import { readSpans } from './query-read.ts'
import { missingTable, type AppTable, type TableQuery, type TableRow } from './query-table-parts.ts'

/** A report by hour of day, pooled over the range: the exact reply as it came, else one-day replies put together. */
export function hourTables(query: TableQuery): AppTable[] {
  const { reading, range, formulas } = query
  const stored = readHours(reading, reading.sources[0], range)
  const spans = readSpans(reading, [range])[0] ?? []
  const cells = formulas.map((formula) => hourCells(formula, range, stored, spans, reading.newest))
  const partial = range.to > reading.newest
  const names = reading.facts.members([
    ...new Set([...stored.exact, ...stored.days].flat().flatMap((f) => f.member ?? [])),
  ])
  return spans.map((_, a) => {
    const exact = stored.exact[a] ?? []
    const facts = exact.length > 0 ? exact : (stored.days[a] ?? [])
    if (facts.length === 0) return missingTable('not-fetched')
    const rows = new Map<number, TableRow>()
    for (const fact of facts) {
      const hour = hourOf(fact.member)
      if (hour === null || rows.has(hour)) continue
      const name = names.get(fact.member ?? '')
      const key = name?.key ?? String(hour).padStart(2, '0')
      const made: (number | null)[] = []
      formulas.forEach(({ ref }, f) => (made[ref.column] = cells[f]?.[a]?.cells[hour]?.own.value ?? null))
      const values = exact.length > 0 ? fact.values : made
      rows.set(hour, {
        member: fact.member,
        group: null,
        key,
        label: name?.label ?? key,
        parent: null,
        period: { ...range, partial },
        values,
      })
    }
    const sum: (number | null)[] = []
    formulas.forEach(({ ref }, f) => (sum[ref.column] = cells[f]?.[a]?.total.own.value ?? null))
    const days = new Set(facts.map((fact) => fact.from)).size
    return {
      rows: [...rows].sort(([x], [y]) => x - y).map(([, row]) => row),
      sum,
      pooled: null,
      exact: exact.length > 0,
      snapshots: [...new Set(facts.map((fact) => fact.snapshot))].sort((x, y) => x - y),
      note: exact.length > 0 ? null : days < range.to - range.from + 1 ? 'incomplete' : 'hour-pooled',
      whole: true,
      missing: null,
    }
  })
}
