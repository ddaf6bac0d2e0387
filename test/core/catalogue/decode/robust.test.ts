import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../../../electron/contract/errors.ts'
import { getReport } from '../../../../electron/core/catalogue/index.ts'
import type { Decoded, Report } from '../../../../electron/core/catalogue/schema.ts'
import { specSamples, type SpecSample } from '../../../fixtures/spec-samples.ts'
import { decodeSample, requestOf } from '../conformance.ts'

type Json = Record<string, unknown>

const isRecord = (node: unknown): node is Json => typeof node === 'object' && node !== null && !Array.isArray(node)

/** A copy of a reply with every record changed by `change`. */
function mapRecords(node: unknown, change: (record: Json) => Json): unknown {
  if (Array.isArray(node)) return node.map((child) => mapRecords(child, change))
  if (!isRecord(node)) return node
  return change(Object.fromEntries(Object.entries(node).map(([key, child]) => [key, mapRecords(child, change)])))
}

function decodeChanged(report: Report, sample: SpecSample, change: (record: Json) => Json): Decoded {
  return report.decode(mapRecords(sample.reply['data'], change) as Json, requestOf(sample))
}

const cases = specSamples().map(
  (sample) => [`${sample.report} ${sample.granularity}`, sample, getReport(sample.report)] as const,
)

/** Keys no report knows; values of any JSON kind. */
const noise = fc.dictionary(
  fc.string({ minLength: 1 }).map((key) => `x-${key}`),
  fc.jsonValue(),
  { maxKeys: 4 },
)

describe.each(cases)('%s', (_name, sample, report) => {
  const plain = decodeSample(report, sample)
  const keys = (report.metricsOf?.(sample.variant, sample.granularity) ?? report.metrics).map((metric) => metric.key)
  const isMetric = (key: string) => keys.includes(key)

  test('unknown fields anywhere change nothing', () => {
    fc.assert(
      fc.property(noise, (extra) => {
        expect(decodeChanged(report, sample, (record) => ({ ...extra, ...record, ...extra }))).toEqual(plain)
      }),
      { numRuns: 30 },
    )
  })

  test('the order of fields changes nothing', () => {
    expect(decodeChanged(report, sample, (record) => Object.fromEntries(Object.entries(record).reverse()))).toEqual(
      plain,
    )
  })

  test('keys with a trailing tab or blanks are the same keys', () => {
    const tabbed = (record: Json) =>
      Object.fromEntries(Object.entries(record).map(([key, value]) => [`${key}\t`, value]))
    expect(report.decode({ ...tabbed(sample.reply['data'] as Json) }, requestOf(sample))).toEqual(plain)
    expect(decodeChanged(report, sample, tabbed)).toEqual(plain)
  })

  test('numbers as text are the same numbers, -- and nothing are null', () => {
    const quoted = (record: Json) =>
      Object.fromEntries(
        Object.entries(record).map(([key, value]) => [
          key,
          typeof value === 'number' && isMetric(key) ? ` ${value} ` : value,
        ]),
      )
    expect(decodeChanged(report, sample, quoted)).toEqual(plain)
    for (const nothing of ['--', null, '']) {
      const empty = decodeChanged(report, sample, (record) =>
        Object.fromEntries(
          Object.entries(record).map(([key, value]) => [key, isMetric(key) || key === ' ' ? nothing : value]),
        ),
      )
      expect(empty.rows.flatMap((row) => row.values).every((value) => value === null)).toBe(true)
      expect(empty.rows.map((row) => [row.from, row.to, row.member])).toEqual(
        plain.rows.map((row) => [row.from, row.to, row.member]),
      )
      expect(empty.sum).toBeNull()
    }
  })

  test('a value of a wrong kind is an error that names the report and the place', () => {
    const row = plain.rows.find(({ values }) => values.some((value) => value !== null))
    const key = keys[row?.values.findIndex((value) => value !== null) ?? 0] ?? ''
    for (const wrong of [{}, [1], true, 'many']) {
      const error = thrown(() =>
        decodeChanged(report, sample, (record) => (key in record ? { ...record, [key]: wrong } : record)),
      )
      expect(error.code).toBe('api.shape')
      expect(error.details).toMatchObject({ report: report.id })
      expect(String(error.details['path'])).toMatch(new RegExp(`^data\\..*\\[\\d+\\]\\.${key}$`))
      expect(error.details['found']).toBeTypeOf('string')
    }
  })

  test('a reply of another form is an error that names the report and the place', () => {
    const list = report.paging.paged ? report.paging.list : 'data_list'
    const found = (data: unknown) => thrown(() => report.decode(data as Json, requestOf(sample))).details
    expect(found(null)).toMatchObject({ report: report.id, path: 'data' })
    expect(found([])).toMatchObject({ report: report.id, path: 'data', found: 'a list of 0' })
    expect(found({})).toMatchObject({ report: report.id, path: `data.${list}`, found: 'nothing' })
    expect(found({ [list]: 'x' })).toMatchObject({ path: `data.${list}`, found: '"x"' })
    expect(found({ [list]: { a: 1 } })).toMatchObject({ path: `data.${list}`, found: 'an object with a' })
    expect(found({ [list]: [3] })).toMatchObject({ path: `data.${list}[0]`, found: '3' })
  })

  test('no rows is an answer', () => {
    const list = report.paging.paged ? report.paging.list : 'data_list'
    for (const data of [{ [list]: [] }, { [list]: null }, { total: 0 }, { total: '0', sum: [] }]) {
      expect(report.decode(data, requestOf(sample))).toEqual({ rows: [], members: [], sum: null })
    }
  })

  test('the whole envelope decodes like its data', () => {
    expect(report.decode(sample.reply, requestOf(sample))).toEqual(plain)
  })

  test('rows repeated across pages are the same row by their key, different rows are not', () => {
    if (!report.paging.paged) return
    const { list, rowKey } = report.paging
    const rows = (sample.reply['data'] as Json)[list] as Json[]
    expect(new Set(rows.map(rowKey)).size).toBe(rows.length)
    expect(rows.map((row) => rowKey(structuredClone(row)))).toEqual(rows.map(rowKey))
    const twice = {
      ...(sample.reply['data'] as Json),
      [list]: [...rows, ...rows.filter((row) => rowKey(row).length < 30 && !Array.isArray(row['name']))],
    }
    expect(report.decode(twice, requestOf(sample))).toEqual(plain)
  })
})

function thrown(run: () => unknown): AppError {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

test('any JSON in place of a reply is decoded or refused as api.shape, never anything else', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...cases), (json, [, sample, report]) => {
      const list = report.paging.paged ? report.paging.list : 'data_list'
      for (const data of [json, { [list]: json }, { [list]: [json] }, { [list]: [{ name: json, data: json }] }]) {
        try {
          const { rows } = report.decode(data as Json, requestOf(sample))
          expect(rows.flatMap((row) => row.values).every((value) => value === null || Number.isFinite(value))).toBe(
            true,
          )
        } catch (error) {
          expect((error as AppError).code).toBe('api.shape')
        }
      }
    }),
    { numRuns: 200 },
  )
})
