import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ReportTable } from '../../electron/contract/methods/query.ts'
import type { Core } from '../../electron/core/service/core.ts'
import { SPEC_FILE, specSamples, type SpecSample } from '../fixtures/spec-samples.ts'
import { expectedRows, expectedSum, GROUPS } from './support/expected.ts'
import { specHome } from './support/spec-home.ts'
import type { SpecServerOptions } from './support/spec-server.ts'

const SAMPLES = specSamples()
const SHARED_SPEC = join(import.meta.dirname, '../../../shared/spec/datastatistics.md')

test('the specification beside the tests is the shared one', ({ skip }) => {
  if (!existsSync(SHARED_SPEC)) skip('no shared folder on this machine')
  expect(readFileSync(SPEC_FILE, 'utf8')).toBe(readFileSync(SHARED_SPEC, 'utf8'))
  expect(SAMPLES.map(({ report, granularity }) => `${report} ${granularity}`)).toHaveLength(12)
  expect(new Set(SAMPLES.map(({ report }) => report)).size).toBe(10)
})

describe.each([
  ['as they are printed', {}],
  ['the same page for ever, ids as bare numbers', { samePage: true, bareIds: true }],
] satisfies [string, SpecServerOptions][])('the replies of the specification, %s', (_, nasty) => {
  test('every number arrives in the tables of the query', async () => {
    const { core } = await specHome(nasty)
    for (const sample of SAMPLES) {
      const table = await tableOf(core, sample)
      expect(seen(table), named(sample)).toEqual(inOrder(sample))
      const sum = known(expectedSum(sample) ?? {})
      expect(sumSeen(table), named(sample)).toMatchObject(sum)
      expect(table.missing).toEqual([])
    }
  })

  test('every day’s number arrives in its series', async () => {
    const { core } = await specHome(nasty)
    const periods = SAMPLES.filter(({ granularity }) => granularity === 'day')
    for (const sample of periods)
      for (const { key, values } of expectedRows(sample))
        for (const [metric, value] of Object.entries(values)) {
          const series = await core.call('query.series', {
            metric: `${sample.report}/${metric}`,
            range: { from: sample.from, to: sample.to },
            scope: {},
            variant: sample.variant,
          })
          const day = dashed(key)
          const at = series.periods.findIndex((period) => period.from === day && period.to === day)
          expect(series.series[0]?.values[at], `${named(sample)} ${metric} ${day}`).toBe(value)
        }
  })
})

test('rows carry the API’s own labels, and source groups and facets their known names', async () => {
  const { core } = await specHome()
  for (const sample of SAMPLES.filter(({ granularity }) => granularity === 'range')) {
    const { rows } = await tableOf(core, sample)
    const labels = rows.map(({ label }) => label)
    const expected = expectedRows(sample).map(({ key, label }) => label ?? GROUPS[key])
    expect(labels, named(sample)).toEqual(expected)
  }
})

test('every endpoint is asked with its verb, parameters and row offset', async () => {
  const { asked } = await specHome()
  const first = (path: string, params: Record<string, string>) =>
    expect(asked).toContainEqual(expect.objectContaining({ path: `/rest/2.0/smartapp/data/${path}`, params }))
  const range = { start_date: '20190410', end_date: '20190415', start_index: '0' }
  first('getanalysisusertrend', { ...range, gran: 'day' })
  first('getanalysisactivityuser', range)
  first('getanalysisretaineduser', { ...range, gran: 'day', report_type: 'count' })
  first('getanalysisvisitattribute', { start_date: '20190410', end_date: '20190415' })
  first('getanalysisregion', range)
  // Rows are the offset: the page after two rows begins at 2, although a page is said to hold 20.
  first('getanalysisregion', { ...range, start_index: '2' })
  first('getanalysisterminal', { ...range, terminal_type: 'terminal_os' })
  first('getanalysisvisitpage', range)
  first('getanalysisvisitcharacter', { ...range, character_type: 'frequency' })
  first('getanalysissource', range)
  const platform = asked.find(({ path }) => path.endsWith('/getdata'))
  expect(platform?.params).toMatchObject({ start_date: '20190301', end_date: '20190304', max_result: '20' })
  expect(platform?.params['metrics']?.split(',')).toContain('tp_day_session_count')
})

function tableOf(core: Core, { report, variant, granularity, from, to }: SpecSample): Promise<ReportTable> {
  const periods = granularity === 'range' ? {} : { granularity }
  return core.call('query.table', { report, variant, range: { from, to }, scope: {}, ...periods })
}

/** Rows as the query gives them; unknown numbers the sample does not speak of are left out, unknown ones it does are null. */
function seen(table: ReportTable) {
  return table.rows.map(({ key, parent, values }) => ({ key, parent, values: known(values) }))
}

function known(values: Readonly<Record<string, number | null>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]): [string, number][] => (value === null ? [] : [[key, value]])),
  )
}

/** The sample's rows as a table shows them: periods oldest first, everything else in the reply's order. */
function inOrder(sample: SpecSample) {
  const rows = expectedRows(sample).map(({ key, parent, values }) => ({ key, parent, values: known(values) }))
  return sample.granularity === 'range' ? rows : rows.sort((a, b) => (a.key < b.key ? -1 : 1))
}

function sumSeen(table: ReportTable) {
  return table.sum['甲'] ?? table.sum['platform'] ?? null
}

const dashed = (key: string) => key.replaceAll('/', '').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
const named = ({ report, variant, granularity }: SpecSample) => `${report} ${variant} ${granularity}`
