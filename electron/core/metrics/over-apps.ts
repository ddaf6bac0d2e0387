import type { Note } from '../../contract/methods/query.ts'
import type { Formula, Resolved } from './formula.ts'
import { amount, unknown, weightier, type Amount } from './notes.ts'

/** One app's share in a number over apps: the metric itself and, where the rule needs them, the rule's parts. */
export interface Cell {
  readonly own: Amount
  readonly num: number | null
  readonly den: number | null
}

/**
 * All apps as one number, by the metric's rule over apps (`total`: of totals over a range, else of one period). Apps whose number is
 * unknown are left out and the note says `incomplete`; a user sum says `not-deduplicated`; one app alone is its own number. The order of
 * the apps does not matter.
 */
export function overApps(formula: Formula, cells: readonly Cell[], total = true): Amount {
  const rule = total ? formula.totals : formula.overApps
  const [first] = cells
  if (first === undefined) return unknown('not-fetched')
  if (cells.length === 1) return first.own
  const value = byRule(rule, cells)
  if (value.value === null) return unknown(nothingBecause(rule, cells))
  return amount(value.value, readAs(formula, rule, cells, value.known))
}

interface Combined {
  readonly value: number | null
  readonly known: number
}

function byRule(rule: Resolved, cells: readonly Cell[]): Combined {
  switch (rule.rule) {
    case 'sum':
    case 'unique':
      return folded(cells, (a, b) => a + b)
    case 'max':
      return folded(cells, Math.max)
    case 'ratio':
      return quotient(cells, (cell) => cell.num, rule.scale)
    case 'weighted':
      return quotient(
        cells,
        ({ own, den }) => (den === 0 ? 0 : own.value === null || den === null ? null : own.value * den),
        1,
      )
    case 'last':
    case 'share':
    case 'none':
      return { value: null, known: 0 }
  }
}

function folded(cells: readonly Cell[], join: (a: number, b: number) => number): Combined {
  let value: number | null = null
  let known = 0
  for (const { own } of cells) {
    if (own.value === null) continue
    value = value === null ? own.value : join(value, own.value)
    known += 1
  }
  return { value, known }
}

/** Σnum / Σden over the apps that know both. */
function quotient(cells: readonly Cell[], numOf: (cell: Cell) => number | null, scale: number): Combined {
  let num = 0
  let den = 0
  let known = 0
  for (const cell of cells) {
    const part = numOf(cell)
    if (part === null || cell.den === null) continue
    num += part
    den += cell.den
    known += 1
  }
  return { value: den === 0 ? null : (scale * num) / den, known }
}

/** How a number over apps must be read. */
function readAs(formula: Formula, rule: Resolved, cells: readonly Cell[], known: number): Note | null {
  let note: Note | null = known < cells.length ? 'incomplete' : null
  if (rule.rule === 'weighted' && rule.estimate) note = weightier(note, 'estimate')
  if (known > 1 && countsUsers(formula, rule)) note = weightier(note, 'not-deduplicated')
  for (const { own } of cells) if (own.value !== null) note = weightier(note, own.note)
  return note
}

/** A sum over apps of what counts a user once within each app. */
function countsUsers({ metric, overTime }: Formula, { rule }: Resolved): boolean {
  if (rule === 'unique') return true
  return rule === 'sum' && metric.unit === 'count' && (overTime.rule === 'unique' || overTime.rule === 'last')
}

function nothingBecause({ rule }: Resolved, cells: readonly Cell[]): Note {
  if (rule === 'none' || rule === 'share' || rule === 'last') return 'no-total'
  const notes = new Set(cells.map((cell) => (cell.own.value === null ? cell.own.note : 'unknown-part')))
  const [only] = notes
  if (notes.size === 1 && only) return only
  return notes.has('not-fetched-range') ? 'not-fetched-range' : 'unknown-part'
}
