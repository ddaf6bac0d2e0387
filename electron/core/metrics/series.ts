import type { Formula, Operand } from './formula.ts'
import { amount, unknown } from './notes.ts'
import { overApps, type Cell } from './over-apps.ts'
import { cellOverTime } from './over-time.ts'
import type { Period } from './periods.ts'
import { rowValue } from './quotient.ts'
import type { Span } from './span.ts'

const UNKNOWN: Cell = { own: unknown('not-fetched'), num: null, den: null }

/** One app's cells by day: the rows as they are stored, with the parts a number over apps needs. `spans` cover the whole range. */
export function dayCells(formula: Formula, spans: readonly Span[]): Cell[] {
  const span = spans[formula.ref.source]
  if (span === undefined) return []
  const cells = new Array<Cell>(span.length).fill(UNKNOWN)
  const rule = formula.overApps
  const num = rule.rule === 'ratio' ? rule.num : null
  const den = rule.rule === 'ratio' ? rule.den : rule.rule === 'weighted' ? rule.by : null
  const values = span.columns[formula.ref.column] ?? []
  const part = (operand: Operand | null, i: number) => (operand ? rowValue(operand, spans, span, i) : null)
  for (let i = span.lo; i < span.hi; i += 1) {
    const value = values[i] ?? null
    const own = value === null ? UNKNOWN.own : amount(value)
    cells[(span.days[i] ?? 0) - span.range.from] = { own, num: part(num, i), den: part(den, i) }
  }
  return cells
}

/**
 * One app's cell of one period: the stored row of just that period (the spans' `whole`), else made from its days where all of them are
 * known.
 */
export function periodCell(formula: Formula, spans: readonly Span[]): Cell {
  const stored = spans[formula.ref.source]?.whole?.[formula.ref.column] ?? null
  const cell = cellOverTime(formula, spans)
  if (stored !== null) return { ...cell, own: amount(stored) }
  if (formula.totals !== formula.overApps) return UNKNOWN
  return cell.own.note === 'incomplete' ? { ...cell, own: unknown('incomplete') } : cell
}

/** All apps as one by period. */
export function combinedValues(
  formula: Formula,
  periods: readonly Period[],
  apps: readonly (readonly Cell[])[],
): (number | null)[] {
  return periods.map(
    (_, p) =>
      overApps(
        formula,
        apps.map((cells) => cells[p] ?? UNKNOWN),
        false,
      ).value,
  )
}
