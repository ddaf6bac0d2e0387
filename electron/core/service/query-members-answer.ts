import { changeOf } from '../../contract/compare.ts'
import { AppError } from '../../contract/errors.ts'
import type { MembersTable } from '../../contract/methods/query-members.ts'
import type { Values } from '../catalogue/schema.ts'
import type { Formula } from '../metrics/formula.ts'
import { amount, noted, unknown, type Amount } from '../metrics/notes.ts'
import type { Portfolio } from '../metrics/portfolio.ts'
import type { SharedMember, SharedTable } from './query-members-read.ts'
import type { QueryApp } from './query-scope.ts'

type Numbers = MembersTable['combined']['total']

/** What is known over one range: each app's table, and the apps of the scope as one. */
export interface Side {
  readonly tables: ReadonlyMap<number, SharedTable>
  readonly portfolio: Portfolio
  /** The range reaches into days that are not over. */
  readonly open: boolean
}

/** Numbers of members and totals, beside those they are compared with. */
export class Answer {
  readonly #formulas: readonly Formula[]
  readonly #now: Side
  readonly #before: Side | null

  constructor(formulas: readonly Formula[], now: Side, before: Side | null) {
    this.#formulas = formulas
    this.#now = now
    this.#before = before
  }

  /**
   * What members are sorted by: a number of the apps taken together or of one of them, or its change. Throws `input.invalid` for an app
   * that is neither in scope nor shown.
   */
  numbers(
    formula: Formula,
    { app, of = 'value' }: { app?: number | undefined; of?: 'value' | 'change' } = {},
  ): (member: SharedMember) => number | null {
    const amountOf = app === undefined ? combinedOf(formula) : this.#ownOf(app, formula)
    if (of === 'value') return ({ id }) => amountOf(this.#now, id).value
    const before = this.#before
    return ({ id }) => (before ? changeOf(amountOf(this.#now, id), amountOf(before, id)) : null)
  }

  member({ id, key, label, alias, parent }: SharedMember, shown: readonly QueryApp[]): MembersTable['members'][number] {
    const combined = this.#combined((side, formula) => side.portfolio.number(id, formula))
    return { id, key, label, alias, parent, combined, apps: shown.map((app) => this.#own(id, app.id)) }
  }

  combinedTotal(): { notes: Amount['note'][]; total: Numbers } {
    const { notes, ...total } = this.#combined((side, formula) => side.portfolio.total(formula))
    return { notes, total }
  }

  appTotal(app: number): Numbers {
    return this.#ofApp(app, (table) => table.total)
  }

  #own(member: string, app: number): Numbers | null {
    const rowOf = (table: SharedTable) => table.rows?.get(member) ?? null
    const listed = [this.#now, this.#before].some((side) => side?.tables.get(app)?.rows?.has(member))
    return listed ? this.#ofApp(app, rowOf) : null
  }

  #combined(numberOf: (side: Side, formula: Formula) => Amount): Numbers & { notes: Amount['note'][] } {
    const of = (side: Side) => this.#formulas.map((formula) => marked(side, numberOf(side, formula)))
    const now = of(this.#now)
    return { ...numbersOf(now, this.#before && of(this.#before)), notes: now.map(({ note }) => note) }
  }

  #ofApp(app: number, rowOf: (table: SharedTable) => Values | null): Numbers {
    const of = (side: Side) => {
      const table = side.tables.get(app)
      const row = table ? rowOf(table) : null
      return this.#formulas.map((formula) => ownAmount(side, table, row, formula))
    }
    return numbersOf(of(this.#now), this.#before && of(this.#before))
  }

  #ownOf(app: number, formula: Formula): (side: Side, member: string) => Amount {
    if (!this.#now.tables.has(app)) throw new AppError('input.invalid', { field: 'app', value: String(app) })
    return (side, member) => {
      const table = side.tables.get(app)
      return ownAmount(side, table, table?.rows?.get(member) ?? null, formula)
    }
  }
}

const combinedOf = (formula: Formula) => (side: Side, member: string) =>
  marked(side, side.portfolio.number(member, formula))

function ownAmount(side: Side, table: SharedTable | undefined, row: Values | null, { ref }: Formula): Amount {
  const value = row?.[ref.column] ?? null
  const note = table?.table.note === 'incomplete' ? 'incomplete' : null
  return marked(side, value === null ? unknown('unknown-part') : amount(value, note))
}

const marked = (side: Side, given: Amount) => noted(given, side.open ? 'partial' : null)

function numbersOf(now: readonly Amount[], before: readonly Amount[] | null): Numbers {
  const values = now.map(({ value }) => value)
  if (!before) return { values }
  return {
    values,
    previous: before.map(({ value }) => value),
    change: now.map((given, i) => changeOf(given, before[i] ?? null)),
  }
}
