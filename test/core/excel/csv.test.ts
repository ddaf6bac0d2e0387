import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { exportWorkbook } from '../../../electron/core/excel/export.ts'
import { fakeDeps, fakeOrder, FORMULA_LIKE, type FixtureOptions } from '../../fixtures/workbook-input.ts'
import { scratch } from './reader.ts'

async function written(options: FixtureOptions, name: string) {
  const path = join(scratch(), name)
  const summary = await exportWorkbook(fakeDeps(options), fakeOrder(options, path))
  const bytes = readFileSync(path)
  expect(summary).toMatchObject({ path, bytes: bytes.length, sheets: 0 })
  const text = (options.format === 'csv.gz' ? gunzipSync(bytes) : bytes).toString('utf8')
  const rows = parse(text, { bom: true }) satisfies string[][]
  expect(summary.cells).toBe(rows.slice(1).reduce((sum, row) => sum + row.filter((field) => field !== '').length, 0))
  return { text, rows }
}

test('holds every number of every query, a row each', async () => {
  const options = { apps: 3, reports: ['user-trend', 'sources'], to: '2019-04-05', format: 'csv' as const }
  const { text, rows } = await written(options, 'a.csv')
  expect(text.startsWith('\ufeff小程序,报表,类别,')).toBe(true)
  const { query, catalogue } = fakeDeps(options)
  const order = fakeOrder(options)
  const expected = catalogue
    .filter(({ id }) => options.reports.includes(id))
    .flatMap((info) =>
      info.variants.flatMap(({ key }) => {
        const table = query.table({ ...order, report: info.id, variant: key })
        return table.rows.flatMap((row) =>
          table.columns.map((column) => {
            const value = row.values[column.key] ?? null
            const number =
              value === null ? '' : String(Number((column.unit === 'percent' ? value / 100 : value).toPrecision(15)))
            return [row.app, row.from ?? table.from, row.to ?? table.to, row.from ? '' : row.key, column.key, number]
          }),
        )
      }),
    )
  expect(rows.slice(1).map((row) => [0, 4, 5, 6, 9, 12].map((at) => row[at]))).toEqual(expected)
  expect(rows[1]?.[14]).toBe('2019-04-16 08:30:05')
})

test('packed it is the same', async () => {
  const options = { apps: 2, reports: ['region'] }
  const plain = await written({ ...options, format: 'csv' }, 'a.csv')
  const packed = await written({ ...options, format: 'csv.gz' }, 'a.csv.gz')
  expect(packed.text).toBe(plain.text)
})

test('a text that a spreadsheet would take for a formula begins with an apostrophe', async () => {
  const { rows } = await written({ apps: 1, reports: ['pages'], format: 'csv' }, 'a.csv')
  const labels = new Set(rows.map((row) => row[7]))
  for (const path of FORMULA_LIKE) expect(labels).toContain(/^[=+\-@\t]/.test(path) ? `'${path}` : path)
  expect(rows.flat().filter((field) => /^[=+@\t]/.test(field))).toEqual([])
})

test('a cancelled one leaves nothing behind', async () => {
  const folder = scratch()
  const controller = new AbortController()
  const options = { apps: 20, format: 'csv.gz' as const }
  const deps = {
    ...fakeDeps(options),
    signal: controller.signal,
    onProgress: () => {
      controller.abort()
    },
  }
  const run = exportWorkbook(deps, fakeOrder(options, join(folder, 'a.csv.gz')))
  await expect(run).rejects.toMatchObject({ code: 'cancelled' })
  expect(readdirSync(folder)).toEqual([])
})
