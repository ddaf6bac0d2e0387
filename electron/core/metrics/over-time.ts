import type { Formula, Operand, Resolved } from './formula.ts'
import { amount, noted, unknown, type Amount } from './notes.ts'
import { operandOverTime, quotientOverTime } from './quotient.ts'
import type { Cell } from './over-apps.ts'
import { settled } from './settle.ts'
import { valueOn, type Span } from './span.ts'

/**
 * One number for a whole range, by the metric's rule over time. `spans` are one app's, by source. Never a sum of users over days,
 * never a mean of percentages; where the rule gives no right answer the value is null and the note says why.
 */
export function overTime(formula: Formula, spans: readonly Span[]): Amount {
  const span = spans[formula.ref.source]
  if (span === undefined) return unknown('not-fetched')
  const whole = span.whole?.[formula.ref.column] ?? null
  const own = ownOf(formula, spans, span, whole)
  return own === null ? byRule(formula, spans, span, whole) : amount(own)
}

/** An app's number for a range with the parts that a number over apps needs. */
export function cellOverTime(formula: Formula, spans: readonly Span[]): Cell {
  const { totals } = formula
  const open = spans[formula.ref.source]?.open ? 'partial' : null
  const own = noted(overTime(formula, spans), open)
  if (totals.rule !== 'ratio' && totals.rule !== 'weighted') return { own, num: null, den: null }
  if (formula.alike) {
    const { num, den } = quotientOverTime(formula, totals, spans, overTime)
    return { own, num, den }
  }
  const part = (operand: Operand) => operandOverTime(operand, spans, overTime).value
  if (totals.rule === 'weighted') return { own, num: null, den: part(totals.by) }
  return { own, num: part(totals.num), den: part(totals.den) }
}

/** The API's own number for exactly the range: a stored row or, where that goes first, the reply's sum. */
function ownOf(formula: Formula, spans: readonly Span[], span: Span, whole: number | null): number | null {
  if (becomesAnother(formula)) return null
  if (span.wholeFirst && whole !== null) return whole
  return span.length === 1 ? valueOn(spans, formula.ref, span.last, span.lo) : null
}

/** Whether a total is another thing than its rows (retained users become a rate). */
const becomesAnother = ({ totals, overApps }: Formula) => totals !== overApps

function byRule(formula: Formula, spans: readonly Span[], span: Span, whole: number | null): Amount {
  const rule: Resolved = formula.overTime
  switch (rule.rule) {
    case 'sum':
      return added(formula, span, whole)
    case 'max':
      return largest(formula, span, whole)
    case 'last':
      return lastOf(formula, spans, span, whole)
    case 'unique':
      return uniqueOf(formula, span, whole)
    case 'ratio':
      return quotientOverTime(formula, rule, spans, overTime).amount
    case 'weighted':
      return weightedOf(formula, rule, spans, whole)
    case 'share':
    case 'none':
      return whole === null ? unknown('no-total') : amount(whole)
  }
}

function weightedOf(
  formula: Formula,
  rule: Resolved & { rule: 'weighted' },
  spans: readonly Span[],
  whole: number | null,
) {
  const { amount: made } = quotientOverTime(formula, rule, spans, overTime)
  return rule.estimate && made.value !== whole ? noted(made, 'estimate') : made
}

function added(formula: Formula, span: Span, whole: number | null): Amount {
  const values = span.columns[formula.ref.column] ?? []
  let total = 0
  let known = 0
  for (let i = span.lo; i < span.hi; i += 1) {
    const value = values[i]
    if (value === null || value === undefined) continue
    total += value
    known += 1
  }
  return settled(total, known, span, whole)
}

function largest(formula: Formula, span: Span, whole: number | null): Amount {
  const known = (span.columns[formula.ref.column] ?? []).slice(span.lo, span.hi).filter((value) => value !== null)
  return settled(
    known.reduce((a, b) => Math.max(a, b), -Infinity),
    known.length,
    span,
    whole,
  )
}

/** A trailing window already looks back: the last day's value stands for the range, an earlier day's does not. */
function lastOf(formula: Formula, spans: readonly Span[], span: Span, whole: number | null): Amount {
  const value = valueOn(spans, formula.ref, span.last, span.hi - 1) ?? whole
  if (value !== null) return amount(value)
  return unknown(span.hi > span.lo && span.days[span.hi - 1] === span.last ? 'unknown-part' : 'not-fetched')
}

/** Users of a range were counted by the API for exactly this range, or are not known. */
function uniqueOf({ ranged }: Formula, span: Span, whole: number | null): Amount {
  if (whole !== null) return amount(whole)
  if (!ranged && span.length > 1 && span.hi > span.lo) return unknown('no-total')
  if (span.whole !== null || (span.length === 1 && span.hi > span.lo)) return unknown('unknown-part')
  return unknown(span.hi > span.lo ? 'not-fetched-range' : 'not-fetched')
}
