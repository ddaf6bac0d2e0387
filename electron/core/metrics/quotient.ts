import type { Formula, Operand, Ref, Resolved } from './formula.ts'
import { amount, unknown, type Amount } from './notes.ts'
import { nothing, settled } from './settle.ts'
import { valueOn, type Span } from './span.ts'

type QuotientRule = Resolved & { rule: 'ratio' | 'weighted' }

/** How a part that is a metric is totalled: by its own rule (passed in: the rules refer to each other). */
export type TotalOf = (formula: Formula, spans: readonly Span[]) => Amount

/** A ratio or weighted mean over a range, and the two sums it is the quotient of. */
export interface Quotient {
  readonly amount: Amount
  readonly num: number | null
  readonly den: number | null
}

/**
 * scale × Σnum / Σden, or Σ(value × weight) / Σweight, from unrounded sums. Parts that add up day by day are paired row by row; parts with another
 * rule (users of the range) enter by their own totals, and only if these are complete. Where days are missing the API's own number for
 * exactly the range is taken.
 */
export function quotientOverTime(
  formula: Formula,
  rule: QuotientRule,
  spans: readonly Span[],
  totalOf: TotalOf,
): Quotient {
  const span = spans[formula.ref.source]
  if (span === undefined) return missing(unknown('not-fetched'))
  const made = pairable(rule) ? paired(formula, rule, spans, span) : fromTotals(rule, spans, totalOf)
  if (made.amount.value !== null && made.amount.note === null) return made
  return ofWhole(formula, rule, spans, span) ?? made
}

const missing = (given: Amount): Quotient => ({ amount: given, num: null, den: null })
const scaleOf = (rule: QuotientRule) => (rule.rule === 'ratio' ? rule.scale : 1)
const baseOf = (rule: QuotientRule) => (rule.rule === 'ratio' ? rule.den : rule.by)

/** Whether Σ over the rows is what the parts' rules say. A base without a total of its own (cohorts) is taken row by row. */
function pairable(rule: QuotientRule): boolean {
  if (rule.rule === 'weighted') return true
  return [rule.num, rule.den].every((part) => part.product || ['sum', 'none'].includes(part.of.overTime.rule))
}

/** Cells of a cohort that is not old enough are not missed: pooling is over mature cells only. */
const followsCohorts = (rule: QuotientRule) => {
  const base = baseOf(rule)
  return !base.product && base.of.overTime.rule === 'none'
}

/** Over the rows that know both parts. A row of weight 0 needs no value. */
function paired(formula: Formula, rule: QuotientRule, spans: readonly Span[], span: Span): Quotient {
  const mature = followsCohorts(rule)
  let num = 0
  let den = 0
  let known = 0
  let used = 0
  for (let i = span.lo; i < span.hi; i += 1) {
    const base = rowValue(baseOf(rule), spans, span, i)
    if (base === null) continue
    const part = numerator(formula, rule, spans, span, i, base)
    if (part !== null) {
      num += part
      den += base
      used += 1
    }
    if (part !== null || mature) known += 1
  }
  if (used === 0 || den === 0) return missing(nothing(span))
  return { amount: settled((scaleOf(rule) * num) / den, known, span, null), num, den }
}

function numerator(formula: Formula, rule: QuotientRule, spans: readonly Span[], span: Span, i: number, base: number) {
  if (rule.rule === 'ratio') return rowValue(rule.num, spans, span, i)
  if (base === 0) return 0
  const value = span.columns[formula.ref.column]?.[i] ?? null
  return value === null ? null : value * base
}

/** Each part by its own rule over the range; a part that lacks days does not belong to one that does not. */
function fromTotals(rule: QuotientRule, spans: readonly Span[], totalOf: TotalOf): Quotient {
  if (rule.rule === 'weighted') return missing(unknown('no-total'))
  const num = operandOverTime(rule.num, spans, totalOf)
  const den = operandOverTime(rule.den, spans, totalOf)
  if (num.value === null || den.value === null) {
    const note = (num.value === null ? num.note : null) ?? den.note
    return missing(unknown(note ?? 'unknown-part'))
  }
  if (num.note === 'incomplete' || den.note === 'incomplete' || den.value === 0) return missing(unknown('unknown-part'))
  return { amount: amount((rule.scale * num.value) / den.value), num: num.value, den: den.value }
}

/** The API's own for exactly the range: recomputed from its own parts where the reply has them. */
function ofWhole(formula: Formula, rule: QuotientRule, spans: readonly Span[], span: Span): Quotient | null {
  const own = span.whole?.[formula.ref.column] ?? null
  const den = wholeOf(baseOf(rule), spans)
  if (rule.rule === 'weighted')
    return own === null ? null : { amount: amount(own), num: den === null ? null : own * den, den }
  const num = wholeOf(rule.num, spans)
  if (num !== null && den !== null && den !== 0) return { amount: amount((rule.scale * num) / den), num, den }
  return own === null ? null : missing(amount(own))
}

/** An operand's value in row `i` of the span; null where a part is unknown. */
export function rowValue(operand: Operand, spans: readonly Span[], span: Span, i: number): number | null {
  const day = span.days[i] ?? 0
  if (!operand.product) return valueOn(spans, operand.of.ref, day, i)
  const a = valueOn(spans, operand.a, day, i)
  const b = valueOn(spans, operand.b, day, i)
  return a === null || b === null ? null : a * b
}

/** An operand's total over the range: a metric by its own rule, a product row by row. */
export function operandOverTime(operand: Operand, spans: readonly Span[], totalOf: TotalOf): Amount {
  if (!operand.product) return totalOf(operand.of, spans)
  const span = spans[operand.a.source]
  if (span === undefined) return unknown('not-fetched')
  const whole = wholeOf(operand, spans)
  if (span.wholeFirst && whole !== null) return amount(whole)
  let total = 0
  let known = 0
  for (let i = span.lo; i < span.hi; i += 1) {
    const value = rowValue(operand, spans, span, i)
    if (value === null) continue
    total += value
    known += 1
  }
  return settled(total, known, span, whole)
}

/** An operand in the API's own numbers for exactly the range. */
function wholeOf(operand: Operand, spans: readonly Span[]): number | null {
  const at = ({ source, column }: Ref) => spans[source]?.whole?.[column] ?? null
  if (!operand.product) return at(operand.of.ref)
  const a = at(operand.a)
  const b = at(operand.b)
  return a === null || b === null ? null : a * b
}
