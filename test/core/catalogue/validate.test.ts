import { expect, test } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import { getReport, reports, validateReports } from '../../../electron/core/catalogue/index.ts'
import type { Metric, Report } from '../../../electron/core/catalogue/schema.ts'

/** The faults found when `changes` are made to the region report. */
function faults(changes: Partial<Report>): readonly string[] {
  const list = reports.map((report) => (report.id === 'region' ? { ...report, ...changes } : report))
  try {
    validateReports(list)
  } catch (error) {
    if (error instanceof AppError) return error.details['catalogue'] as readonly string[]
    throw error
  }
  return []
}

const region = getReport('region')
const variant = { key: '', name: region.name, params: {} }
const metric = region.metrics[0] as Metric
const withFirst = (changes: Partial<Metric>) =>
  faults({ metrics: [{ ...metric, ...changes }, ...region.metrics.slice(1)] })

test('the catalogue itself is valid, in any order of files', () => {
  expect(faults({})).toEqual([])
  expect(validateReports([...reports].reverse()).map((report) => report.id)).toEqual(reports.map((report) => report.id))
})

test.each<[string, () => readonly string[], RegExp]>([
  ['an id twice', () => faults({ id: 'pages' }), /two reports have the id pages/],
  ['an order twice', () => faults({ order: 7 }), /two reports have the order 7/],
  ['an id that is no word', () => faults({ id: 'Region_1' }), /Region_1: its id/],
  ['an empty name', () => faults({ name: { 'zh-CN': '地域', en: ' ' } }), /region: name lacks a text/],
  ['an empty dimension', () => faults({ dimension: { 'zh-CN': '', en: 'Region' } }), /region: dimension lacks a text/],
  ['no variant', () => faults({ variants: [] }), /region: it has no variant/],
  ['no granularity', () => faults({ granularities: [] }), /region: it has no granularity/],
  ['a variant twice', () => faults({ variants: [variant, variant] }), /two variants have the key/],
  [
    'a variant with a strange metric',
    () => faults({ variants: [{ ...variant, metrics: ['pv_count'] }] }),
    /names pv_count, which is no metric/,
  ],
  [
    'a unit of a strange metric',
    () => faults({ variants: [{ ...variant, units: { pv_count: 'count' } }] }),
    /names pv_count, which is no metric/,
  ],
  ['a variant without metrics', () => faults({ variants: [{ ...variant, metrics: [] }] }), /has no metric by range/],
  ['no metrics', () => faults({ metrics: [] }), /0 metrics, not 1 to 18/],
  [
    '19 metrics',
    () => faults({ metrics: Array.from({ length: 19 }, (_, i) => ({ ...metric, key: `m${i}` })) }),
    /19 metrics, not 1 to 18/,
  ],
  [
    'metrics of another length for a variant',
    () => faults({ metricsOf: () => [metric] }),
    /not as many metrics as the report/,
  ],
  ['a metric twice', () => withFirst({ key: 'average_session_time_district' }), /average_session_time_district twice/],
  [
    'an alias that is another metric',
    () => withFirst({ aliases: ['average_session_time_district'] }),
    /average_session_time_district twice/,
  ],
  [
    'an empty definition',
    () => withFirst({ definition: { 'zh-CN': '', en: 'x' } }),
    /session_count_district definition lacks a text/,
  ],
  [
    'a rule of a metric that is not there',
    () => withFirst({ overTime: { rule: 'weighted', by: 'sessions' } }),
    /names sessions, which is no metric/,
  ],
  [
    'a product with one that is not there',
    () => withFirst({ overApps: { rule: 'share', of: ['session_count_district', 'x'] } }),
    /names x, which is/,
  ],
  [
    'a metric of another report that is not there',
    () => withFirst({ overTime: { rule: 'ratio', num: 'pages/pv', den: 'pages/pv_count', scale: 1 } }),
    /names pages\/pv, which/,
  ],
  [
    'a report that is not there',
    () => withFirst({ overApps: { rule: 'weighted', by: 'page/pv_count' } }),
    /names page\/pv_count, which/,
  ],
])('refuses %s', (_name, found, expected) => {
  expect(found().join('\n')).toMatch(expected)
})

test('a metric of another report may be a part', () => {
  expect(withFirst({ overTime: { rule: 'weighted', by: 'pages/pv_count' } })).toEqual([])
})
