import type { DayRange } from '../../../contract/calendar.ts'
import type { Decoded, Member, Metric, RawData, Report, ReportRequest } from '../schema.ts'
import { parsePeriod } from './period.ts'
import { ReplyReader, type Entry } from './reply.ts'
import { trimKeys } from './shape.ts'
import { decodeText } from './value.ts'

/** What decoding needs to know of a report. */
export interface Form {
  readonly report: string
  readonly metrics: readonly Metric[]
  readonly list: string
  readonly sum: Report['sum']
}

/** A reply whose rows are periods. */
export function decodePeriods(form: Form, data: RawData, request: ReportRequest): Decoded {
  const reply = new ReplyReader(form.report, form.metrics, data)
  for (const entry of reply.list(form.list))
    reply.add(periodOf(reply, entry, request, 'name'), null, reply.values(entry))
  return reply.decoded(form.sum !== 'none')
}

/** The days a record is about, named by the first of these fields it holds. */
export function periodOf(
  reply: ReplyReader,
  entry: Entry,
  request: ReportRequest,
  ...keys: readonly [string, ...string[]]
): DayRange {
  const name = reply.text(entry, ...keys)
  const period = parsePeriod(name, request)
  if (!period)
    throw reply.error(`${entry.path}.${keys.find((key) => Object.hasOwn(entry.fields, key)) ?? keys[0]}`, name)
  return period
}

/** A reply whose rows are members of one dimension, each over the whole range asked. */
export function decodeMembers(
  form: Form,
  data: RawData,
  request: ReportRequest,
  memberOf: (reply: ReplyReader, entry: Entry) => Member,
): Decoded {
  const reply = new ReplyReader(form.report, form.metrics, data)
  for (const entry of reply.list(form.list)) reply.add(request, memberOf(reply, entry), reply.values(entry))
  return reply.decoded(form.sum !== 'none')
}

/** A member known by its name alone: `<space>:<name>`. */
export function namedMember(space: string): (reply: ReplyReader, entry: Entry) => Member {
  return (reply, entry) => {
    const name = reply.text(entry, 'name')
    return { id: `${space}:${name}`, key: name, label: name, parent: null }
  }
}

/** What makes a row the same row on the next page: the first of these fields it holds, else the row itself. */
export function rowKeyBy(...keys: readonly string[]): (row: RawData) => string {
  return (row) => {
    const fields = trimKeys(row)
    const found = keys.map((key) => decodeText(fields[key])).find((text) => text !== null)
    return found ?? JSON.stringify(row)
  }
}
