import { expect } from 'vitest'
import { formatDay, parseDay, type Day } from '../../../electron/contract/calendar.ts'
import { metricsFor } from '../../../electron/core/catalogue/index.ts'
import type { Decoded, Report, ReportRequest, Row } from '../../../electron/core/catalogue/schema.ts'
import type { SpecSample } from '../../fixtures/spec-samples.ts'

type Json = Readonly<Record<string, unknown>>

export function day(text: string): Day {
  const found = parseDay(text)
  if (found === null) throw new Error(`not a day: ${text}`)
  return found
}

export function requestOf({ variant, granularity, from, to }: Omit<SpecSample, 'reply' | 'report'>): ReportRequest {
  return { variant, granularity, from: day(from), to: day(to) }
}

/** A sample as the report's file decodes it. */
export function decodeSample(report: Report, sample: SpecSample): Decoded {
  return report.decode(sample.reply['data'] as Json, requestOf(sample))
}

/**
 * What every report must fulfil: its fixture, read here without the catalogue's decoders, says the same numbers, names and ids in the same
 * places as the decoded rows, and no number of the fixture is lost.
 */
export function expectConformance(report: Report, sample: SpecSample): void {
  const decoded = decodeSample(report, sample)
  const data = sample.reply['data'] as Json
  const keys = (
    report.metricsOf?.(sample.variant, sample.granularity as ReportRequest['granularity']) ?? report.metrics
  ).map((m) => m.key)
  const records = rowsOf(data, keys)
  expect(decoded.rows.length, `${report.id}: a row for each record`).toBe(records.length)
  decoded.rows.forEach((row, index) => {
    const record = records[index] ?? {}
    expect(row.values, `${report.id} row ${index}`).toEqual(valuesIn(record, keys))
    expectNamed(row, record, decoded, sample)
  })
  const rows = decoded.rows.flatMap((row) => [...row.values])
  expect(sorted(rows.filter((value) => value !== null))).toEqual(sorted(numbersBelow(records)))
  expect(decoded.sum).toEqual(report.sum === 'none' ? null : valuesIn(data['sum'] as Json, keys))
  const shown = new Set(metricsFor(report, sample.variant, sample.granularity).map((metric) => metric.key))
  keys.forEach((key, column) => {
    if (!shown.has(key))
      expect(
        decoded.rows.every((row) => row.values[column] === null),
        `${key} is hidden but has numbers`,
      ).toBe(true)
  })
}

/** Every record, depth first, that holds one of the metrics; the sum left out. */
function rowsOf(data: Json, keys: readonly string[]): Json[] {
  const found: Json[] = []
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return
    if (!Array.isArray(node) && keys.some((key) => key in node)) found.push(node as Json)
    for (const [key, child] of Object.entries(node)) if (key !== 'sum') visit(child)
  }
  visit(data)
  return found
}

const BLANK = ' '

/** The specification's sample has a blank key where weekly_user_count belongs. */
function valuesIn(record: Json, keys: readonly string[]): (number | null)[] {
  return keys.map((key) => number(key === 'weekly_user_count' && !(key in record) ? record[BLANK] : record[key]))
}

const number = (raw: unknown) => (raw === undefined || raw === '--' ? null : Number(raw))

/** All numbers directly in these records, whatever their key; ids and names are no numbers. */
function numbersBelow(records: readonly Json[]): number[] {
  const skipped = new Set([
    'pageId',
    'attribute_id',
    'sceneId',
    'source',
    'name',
    'pageName',
    'pageAlias',
    'data',
    'date',
  ])
  return records.flatMap((record) =>
    Object.entries(record)
      .filter(([key, value]) => !skipped.has(key) && value !== '--')
      .map(([, value]) => Number(value)),
  )
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b)

/** A row stands for the period or the member its record names, ids as text. */
function expectNamed(row: Row, record: Json, decoded: Decoded, sample: SpecSample): void {
  const name = record['name'] ?? record['pageName'] ?? record['data']
  if (row.member === null) {
    expect([row.from, row.to].map(formatDay)).toEqual(periodNamed(String(name), sample))
    return
  }
  expect([row.from, row.to].map(formatDay)).toEqual([sample.from, sample.to])
  const member = decoded.members.find((found) => found.id === row.member)
  expect(member, `${row.member} is among the members`).toBeDefined()
  if (typeof name === 'string') expect(member?.label).toBe(name)
  const id = record['attribute_id'] ?? record['pageId'] ?? record['sceneId']
  if (id !== undefined) expect(member?.key).toBe(id)
}

/** The forms the samples use, read by hand: days, weeks, a month that the samples ask for whole. */
function periodNamed(name: string, sample: SpecSample): string[] {
  if (/^\d{4}\/\d{2}$/.test(name)) return [sample.from, sample.to]
  const days = name.split(' - ').map((part) => part.replaceAll('/', '').replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3'))
  return [days[0] ?? '', days.at(-1) ?? '']
}
