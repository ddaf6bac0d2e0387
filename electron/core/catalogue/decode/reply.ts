import type { DayRange } from '../../../contract/calendar.ts'
import type { Decoded, Member, Metric, RawData, Row, Values } from '../schema.ts'
import { isRecord, shapeError, trimKeys } from './shape.ts'
import { decodeText, decodeValue } from './value.ts'

/** One record of a reply and where it stands, so that an error can name the place. */
export interface Entry {
  readonly fields: RawData
  readonly path: string
}

/** Reads one report's replies: lists, names, values; every error names the report and the path. */
export class ReplyReader {
  readonly #report: string
  readonly #metrics: readonly Metric[]
  readonly #body: RawData
  readonly #rows: Row[] = []
  readonly #seen = new Set<string>()
  readonly #members = new Map<string, Member>()

  constructor(report: string, metrics: readonly Metric[], data: unknown) {
    this.#report = report
    this.#metrics = metrics
    if (!isRecord(data)) throw shapeError(report, 'data', data)
    const inner = data['data']
    this.#body = trimKeys(isRecord(inner) ? inner : data)
  }

  /** The records of a list below `data`. An empty list may be null, or left out beside `total: 0`; else a missing one is an error. */
  list(key: string): Entry[] {
    if (!Object.hasOwn(this.#body, key) && decodeValue(this.#body['total']) === 0) return []
    return this.entries(this.#body[key], `data.${key}`)
  }

  /** The records of any list of the reply. */
  entries(list: unknown, path: string): Entry[] {
    if (list === null) return []
    if (!Array.isArray(list)) throw shapeError(this.#report, path, list)
    return list.map((row: unknown, index) => {
      if (!isRecord(row)) throw shapeError(this.#report, `${path}[${index}]`, row)
      return { fields: trimKeys(row), path: `${path}[${index}]` }
    })
  }

  /** The first of these fields that holds a text or an id; an error where none does. */
  text({ fields, path }: Entry, ...keys: readonly [string, ...string[]]): string {
    for (const key of keys) {
      const found = decodeText(fields[key])
      if (found !== null) return found
    }
    throw this.error(`${path}.${keys[0]}`, fields[keys[0]])
  }

  /** A field's text; null where it holds none. */
  textOrNone({ fields }: Entry, key: string): string | null {
    return decodeText(fields[key])
  }

  /** The metrics' values of one record, in the metrics' order. */
  values({ fields, path }: Entry): Values {
    return this.#metrics.map((metric) => {
      const key = keyIn(fields, metric)
      const value = decodeValue(fields[key])
      if (value === undefined) throw this.error(`${path}.${key}`, fields[key])
      return value
    })
  }

  /** Adds a row; a second one about the same period and member is left out. */
  add(period: DayRange, member: Member | null, values: Values): void {
    if (member) this.group(member)
    const key = `${period.from} ${period.to} ${member?.id ?? ''}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    this.#rows.push({ from: period.from, to: period.to, member: member?.id ?? null, values })
  }

  /** Adds a member that has no row (a group, a facet). */
  group(member: Member): void {
    if (!this.#members.has(member.id)) this.#members.set(member.id, member)
  }

  has(member: string): boolean {
    return this.#members.has(member)
  }

  error(path: string, found: unknown): Error {
    return shapeError(this.#report, path, found)
  }

  /** What was read. `withSum` reads the reply's own total row too; null where it says nothing. */
  decoded(withSum: boolean): Decoded {
    return { rows: this.#rows, members: [...this.#members.values()], sum: withSum ? this.#sum() : null }
  }

  #sum(): Values | null {
    const sum = this.#body['sum']
    if (!isRecord(sum)) return null
    const values = this.values({ fields: trimKeys(sum), path: 'data.sum' })
    return values.some((value) => value !== null) ? values : null
  }
}

/** The key a metric has in this record: its own where present, else a spelling replies have used. */
function keyIn(fields: RawData, metric: Metric): string {
  if (Object.hasOwn(fields, metric.key)) return metric.key
  return metric.aliases?.map((alias) => alias.trim()).find((alias) => Object.hasOwn(fields, alias)) ?? metric.key
}
