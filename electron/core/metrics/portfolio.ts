import type { Values } from '../catalogue/schema.ts'
import type { Formula, Operand, Ref } from './formula.ts'
import { amount, noted, unknown, weightier, type Amount } from './notes.ts'
import { overApps, type Cell } from './over-apps.ts'

/** One app's members over a range, as they enter a number over apps. */
export interface AppMembers {
  /** Numbers by member; null where nothing is known of the app. */
  readonly rows: ReadonlyMap<string, Values> | null
  /** All its members as one. */
  readonly total: Values | null
  /** Every member is listed: one that is not had nothing to count. */
  readonly whole: boolean
  /** A base that stands in another report, for the range. */
  readonly base: (ref: Ref) => number | null
}

/** How the members of all apps hang together. */
export interface Lists {
  /** Those that are no part of another. */
  readonly top: readonly string[]
  readonly groupOf: (member: string) => string | null
  /** Its group's replies list only the largest: an app may have it without listing it. */
  readonly isCut: (member: string) => boolean
}

/** What apps add to a number of a member that they do not list. */
interface Rest {
  readonly base: number
  /** How many of them do not tell all their members, or lack the base. */
  readonly silent: number
}

const UNKNOWN: Cell = { own: unknown('not-fetched'), num: null, den: null }

/**
 * Members of many apps as those of one: counts added, ratios and averages made anew from their parts, shares from the apps' counts. An app
 * that does not list a member adds nothing to it, and leaves it a lower bound (`at-least`) where lists are cut off by nature; one of which
 * nothing is known makes it `incomplete`. The formulas' own source is 0.
 */
export class Portfolio {
  readonly #apps: readonly AppMembers[]
  readonly #listing = new Map<string, number[]>()
  readonly #shareBases = new Map<Operand, number | null>()
  readonly #rests = new Map<Formula, Map<string | null, Rest>>()
  readonly #lists: Lists
  /** The groups each app lists members of. */
  readonly #groups: readonly ReadonlySet<string | null>[]

  constructor(apps: readonly AppMembers[], lists: Lists) {
    this.#apps = apps
    this.#lists = lists
    this.#groups = apps.map(({ rows }) => new Set([...(rows?.keys() ?? [])].map((member) => lists.groupOf(member))))
    apps.forEach(({ rows }, a) => {
      for (const member of rows?.keys() ?? []) {
        const listing = this.#listing.get(member)
        if (listing) listing.push(a)
        else this.#listing.set(member, [a])
      }
    })
  }

  /** A member's number over all apps. */
  number(member: string, formula: Formula): Amount {
    const listing = this.#listing.get(member) ?? []
    const [only] = this.#apps
    if (this.#apps.length === 1 && only) return ownOf(only.rows?.get(member), formula)
    const { overApps: rule } = formula
    if (rule.rule === 'none') return unknown('no-total')
    if (rule.rule === 'share') return this.#share(member, rule.of, rule.estimate)
    const found = overApps(formula, this.#cells(listing, member, formula), false)
    const group = this.#lists.groupOf(member)
    const telling = this.#groups.filter((groups) => groups.has(group)).length
    return listing.length < telling && this.#lists.isCut(member) ? noted(found, 'at-least') : found
  }

  /** All members as one, over all apps. */
  total(formula: Formula): Amount {
    const { overApps: rule } = formula
    const cells = this.#apps.map((app) => (app.total ? cellOf(app, app.total, formula) : UNKNOWN))
    if (rule.rule !== 'share' || cells.length === 1) return overApps(formula, cells, false)
    return (this.#shareBase(rule.of) ?? 0) > 0 ? amount(100) : unknown('unknown-part')
  }

  #cells(listing: readonly number[], member: string, formula: Formula): Cell[] {
    const cells = listing.map((a) => this.#cellOf(a, member, formula))
    const rest = this.#restBeside(listing, formula, this.#lists.groupOf(member))
    // what a share is taken of counts also where the member has no part in it
    if (rest.base > 0) cells.push({ own: amount(0), num: null, den: rest.base })
    if (rest.silent > 0) cells.push(UNKNOWN)
    return cells
  }

  /** The apps that do not list a member: their bases, and how many of them may have it all the same. */
  #restBeside(listing: readonly number[], formula: Formula, group: string | null): Rest {
    const all = this.#restOf(formula, group)
    let { base, silent } = all
    for (const a of listing) {
      const own = this.#restOfApp(a, formula, group)
      base -= own.base
      silent -= own.silent
    }
    return { base, silent }
  }

  #restOf(formula: Formula, group: string | null): Rest {
    const groups = this.#rests.get(formula) ?? new Map<string | null, Rest>()
    this.#rests.set(formula, groups)
    const known = groups.get(group)
    if (known) return known
    const rest = { base: 0, silent: 0 }
    for (const a of this.#apps.keys()) {
      const own = this.#restOfApp(a, formula, group)
      rest.base += own.base
      rest.silent += own.silent
    }
    groups.set(group, rest)
    return rest
  }

  #restOfApp(a: number, formula: Formula, group: string | null): Rest {
    const app = this.#apps[a]
    return app ? restOf(app, formula, this.#groups[a]?.has(group) === true) : { base: 0, silent: 0 }
  }

  #cellOf(a: number, member: string, formula: Formula): Cell {
    const app = this.#apps[a]
    const row = app?.rows?.get(member)
    return app && row ? cellOf(app, row, formula) : UNKNOWN
  }

  #share(member: string, of: Operand, estimate: boolean): Amount {
    const part = this.#part(member, of)
    const base = this.#shareBase(of)
    if (part.value === null || !base) return unknown(part.note ?? 'unknown-part')
    return amount((100 * part.value) / base, estimate ? weightier(part.note, 'estimate') : part.note)
  }

  #shareBase(of: Operand): number | null {
    const known = this.#shareBases.get(of)
    if (known !== undefined) return known
    let base: number | null = null
    for (const member of this.#lists.top) {
      const { value } = this.#part(member, of)
      if (value !== null) base = (base ?? 0) + value
    }
    this.#shareBases.set(of, base)
    return base
  }

  /** What a member's share is made of: a count over apps, or a product of two columns app by app. */
  #part(member: string, of: Operand): Amount {
    if (!of.product) return this.number(member, of.of)
    let total: number | null = null
    for (const a of this.#listing.get(member) ?? []) {
      const row = this.#apps[a]?.rows?.get(member)
      const value = row ? productOf(row, of.a, of.b) : null
      if (value !== null) total = (total ?? 0) + value
    }
    return total === null ? unknown('unknown-part') : amount(total)
  }
}

/** What is taken as a share of another report's number says nothing of an app that `tells` no member of the group at all. */
function restOf(app: AppMembers, formula: Formula, tells: boolean): Rest {
  const foreign = foreignBase(formula)
  const base = foreign ? app.base(foreign) : 0
  if (app.rows === null || !app.whole || base === null) return { base: 0, silent: 1 }
  return tells || base === 0 ? { base, silent: 0 } : { base: 0, silent: 1 }
}

/** A weight that is another report's number for the whole app. */
function foreignBase({ ref, overApps: rule }: Formula): Ref | null {
  if (rule.rule !== 'weighted' || rule.by.product) return null
  return rule.by.of.ref.source === ref.source ? null : rule.by.of.ref
}

function cellOf(app: AppMembers, row: Values, formula: Formula): Cell {
  const { overApps: rule } = formula
  const part = (operand: Operand) => partOf(app, row, operand, formula.ref.source)
  const own = ownOf(row, formula)
  if (rule.rule === 'ratio') return { own, num: part(rule.num), den: part(rule.den) }
  return { own, num: null, den: rule.rule === 'weighted' ? part(rule.by) : null }
}

function partOf(app: AppMembers, row: Values, operand: Operand, own: number): number | null {
  if (operand.product) return productOf(row, operand.a, operand.b)
  const { ref } = operand.of
  return ref.source === own ? (row[ref.column] ?? null) : app.base(ref)
}

function productOf(row: Values, a: Ref, b: Ref): number | null {
  const [x, y] = [row[a.column] ?? null, row[b.column] ?? null]
  return x === null || y === null ? null : x * y
}

function ownOf(row: Values | undefined, { ref }: Formula): Amount {
  const value = row?.[ref.column] ?? null
  return value === null ? unknown(row ? 'unknown-part' : 'not-fetched') : amount(value)
}
