import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportWorkbook } from '../../../electron/core/excel/export.ts'
import { fakeDeps, fakeOrder, FORMULA_LIKE, type FixtureOptions } from '../../fixtures/workbook-input.ts'
import { cellsOf, python, readWorkbook, rowsOf, scratch, type ReadBook } from './reader.ts'

async function written(options: FixtureOptions): Promise<ReadBook> {
  const path = join(scratch(), 'report.xlsx')
  const summary = await exportWorkbook(fakeDeps(options), fakeOrder(options, path))
  const book = await readWorkbook(path)
  expect(summary.sheets).toBe(book.sheets.length)
  expect(summary.cells).toBe(book.sheets.reduce((sum, sheet) => sum + sheet.cells.length, 0))
  return book
}

const sheetOf = (book: ReadBook, name: string) => book.sheets.find((sheet) => sheet.name === name)

const FORMATS = { count: '#,##0', percent: '0.00%', seconds: '#,##0', decimal: '#,##0.00' }
/** What a cell must hold for a number of the API. */
const inCell = (unit: string, value: number | null | undefined) =>
  value === null || value === undefined
    ? undefined
    : // a spreadsheet counts with fifteen digits
      Number((unit === 'percent' ? value / 100 : value).toPrecision(15))

test.skipIf(python === null)(
  'the long data holds every number of every query, blanks for the unknown ones, and no more',
  async () => {
    const options = { apps: 3, reports: ['user-trend', 'retention', 'pages', 'sources'], to: '2019-04-10' }
    const book = await written(options)
    const cells = cellsOf(sheetOf(book, '数据'))
    const { query, catalogue } = fakeDeps(options)
    const order = fakeOrder(options)
    let row = 1
    for (const info of catalogue.filter(({ id }) => options.reports.includes(id)))
      for (const variant of info.variants) {
        const table = query.table({ report: info.id, variant: variant.key, range: order.range, scope: order.scope })
        for (const line of table.rows)
          for (const column of table.columns) {
            row += 1
            const at = (letter: string) => cells.get(`${letter}${row}`)
            const value = inCell(column.unit, line.values[column.key])
            expect(at('M')?.[2]).toBe(value)
            if (value !== undefined) expect(at('M')?.slice(1)).toEqual(['n', value, FORMATS[column.unit]])
            expect([at('A')?.[2], at('J')?.[2], at('B')?.[2]]).toEqual([line.app, column.key, info.name['zh-CN']])
            expect(at('E')?.slice(1, 3)).toEqual(['d', `${line.from ?? table.from}T00:00:00`])
            expect(at('F')?.[2]).toBe(`${line.to ?? table.to}T00:00:00`)
            const period = line.from !== undefined
            expect([at('G')?.[2], at('H')?.[2], at('I')?.[2]]).toEqual(
              period ? [undefined, undefined, undefined] : [line.key, line.label, line.parent ?? undefined],
            )
            const [source] = table.sources.find(({ appId }) => appId === line.appId)?.snapshots ?? []
            expect(at('N')?.[2]).toBe(source?.snapshot)
            // 00:30:05 in UTC is 08:30:05 in Shanghai
            expect(at('O')?.slice(1)).toEqual(['d', '2019-04-16T08:30:05', 'yyyy-mm-dd hh:mm'])
          }
      }
    expect(sheetOf(book, '数据')?.dimension).toBe(`A1:O${row}`)
  },
)

test.skipIf(python === null)(
  'a sheet of periods equals the series of its metrics, app by app, day by day',
  async () => {
    const options = { apps: 4, reports: ['user-trend'] }
    const book = await written(options)
    const sheet = sheetOf(book, '用户趋势')
    const cells = cellsOf(sheet)
    const { query, catalogue } = fakeDeps(options)
    const order = fakeOrder(options)
    for (const metric of catalogue[0]?.metrics ?? []) {
      const range = book.names[`report_user_trend_${metric.key}`]
      const [, top = '', bottom = ''] = /^'用户趋势'!\$A\$(\d+):\$F\$(\d+)$/.exec(range ?? '') ?? []
      const table = query.series({ ...order, metric: `user-trend/${metric.key}` })
      expect(Number(bottom) - Number(top) + 1).toBe(table.periods.length)
      table.periods.forEach((period, p) => {
        const row = Number(top) + p
        expect(cells.get(`A${row}`)?.slice(1, 3)).toEqual(['d', `${period.from}T00:00:00`])
        const all = [...table.series.map((app) => app.values[p]), table.combined.values[p]]
        all.forEach((value, a) => {
          expect(cells.get(`${'BCDEF'[a]}${row}`)?.[2]).toBe(inCell(table.unit, value))
        })
      })
      const totals = [...table.series.map((app) => app.total), table.combined.total]
      totals.forEach((total, a) => {
        const cell = cells.get(`${'BCDEF'[a]}${Number(bottom) + 1}`)
        if (total.value === null) expect(cell?.[1] ?? 's').toBe('s')
        else expect(cell?.[2]).toBe(inCell(total.unit ?? table.unit, total.value))
      })
    }
    expect(sheet?.freeze).toBe('B5')
    expect(sheet?.titleRows).toBe('$1:$4')
    expect([sheet?.orientation, ...(sheet?.fit ?? [])]).toEqual(['landscape', true, 1, 0])
  },
)

test.skipIf(python === null)('the summary equals the overview: figure, figure before, change', async () => {
  const options = { apps: 3, reports: ['user-trend'], locale: 'en' as const }
  const book = await written(options)
  const sheet = sheetOf(book, 'Summary')
  const rows = rowsOf(sheet)
  const { query } = fakeDeps(options)
  const overview = query.overview(fakeOrder(options))
  const letters = 'BCDEFGHIJKLMNOPQRS'
  const expected = (kpis: (typeof overview)['combined'], tail: Record<string, unknown>) => {
    const cells: Record<string, unknown> = { ...tail }
    kpis.forEach((kpi, m) => {
      const unit = overview.metrics[m]?.unit ?? ''
      const triple = [inCell(unit, kpi.total.value), inCell(unit, kpi.previous?.value), inCell('percent', kpi.change)]
      triple.forEach((value, i) => {
        if (value !== undefined) cells[letters[m * 3 + i] ?? ''] = value
      })
    })
    return cells
  }
  const [table] = sheet?.tables ?? []
  const [, top = '', bottom = ''] = /^A(\d+):T(\d+)$/.exec(table?.ref ?? '') ?? []
  expect(Number(bottom)).toBe(Number(top) + 4)
  expect(table?.columns.slice(0, 4)).toEqual(['Mini program', 'Sessions', 'Sessions · Before', 'Sessions · Change'])
  // most of the first figure first
  const ranked = overview.apps.toSorted((a, b) => (b.kpis[0]?.total.value ?? 0) - (a.kpis[0]?.total.value ?? 0))
  ranked.forEach((app, a) => {
    expect(rows.get(Number(top) + 1 + a)).toEqual(expected(app.kpis, { A: app.app, T: '2019-04-15T00:00:00' }))
  })
  expect(rows.get(Number(bottom))).toEqual(expected(overview.combined, { A: '3 mini programs together' }))
  expect(sheet?.merged).toEqual(expect.arrayContaining(['B4:D4', 'B5:D5', 'B6:D6', 'Q6:S6']))
  expect(sheet?.rules).toEqual([
    {
      ref: `B${Number(top) + 1}:B${Number(bottom) - 1}`,
      type: 'dataBar',
      colours: ['FFBFE0E1'],
      points: ['num', 'max'],
    },
  ])
})

test.skipIf(python === null)('text that looks like a formula is text; there is no formula anywhere', async () => {
  const book = await written({ apps: 6, locale: 'zh-CN' })
  // but the totals of the summary's table, in one row
  const formulas = book.sheets.flatMap(({ name, cells }) =>
    cells.flatMap(([ref, type]) => (type === 'f' ? [name + ref] : [])),
  )
  expect(new Set(formulas.map((at) => at.replace(/[A-Z]+(\d+)$/, '$1')))).toEqual(new Set(['汇总31']))
  const texts = new Set(sheetOf(book, '页面分析')?.cells.flatMap(([, type, value]) => (type === 's' ? [value] : [])))
  for (const path of FORMULA_LIKE) expect(texts).toContain(path)
  expect(cellsOf(sheetOf(book, '汇总')).get('A30')?.slice(1, 3)).toEqual(['s', '=HYPERLINK("x")'])
})

test.skipIf(python === null)('ids keep all their digits, as text', async () => {
  const book = await written({ apps: 1, reports: ['pages'] })
  const keys = sheetOf(book, '数据')?.cells.filter(([ref]) => /^G([2-9]|\d\d+)$/.test(ref)) ?? []
  expect(keys).toHaveLength(12 * 8)
  for (const [, type, value] of keys) expect([type, String(value)]).toEqual(['s', expect.stringMatching(/^\d{20}$/)])
  const ids = sheetOf(book, '封面')?.cells.filter(([, , value]) => value === '1723456789012345678')
  expect(ids?.map(([, type]) => type)).toEqual(['s'])
})

test.skipIf(python === null)(
  'retention: rates with a colour scale of explicit points, blanks where it is too early',
  async () => {
    const book = await written({ apps: 2, reports: ['retention'], to: '2019-04-05' })
    const sheet = sheetOf(book, '活跃用户留存')
    expect(sheet?.rules).toHaveLength(3)
    for (const rule of sheet?.rules ?? [])
      expect(rule).toMatchObject({ type: 'colorScale', colours: ['FFFFFFFF', 'FF5FAFB3'], points: ['min', 'max'] })
    const range = book.names['report_retention_ratio_重庆小面外卖'] ?? ''
    const top = Number(/\$A\$(\d+):\$J/.exec(range)?.[1])
    const rows = rowsOf(sheet)
    // five days: of the first cohort four later days can be known, of the last none
    expect(Object.keys(rows.get(top) ?? {}).every((letter) => 'ABCDEF'.includes(letter))).toBe(true)
    expect(Object.keys(rows.get(top + 4) ?? {}).every((letter) => 'AB'.includes(letter))).toBe(true)
  },
)

test.skipIf(python === null)('columns are wide enough for full-width characters', async () => {
  const book = await written({ apps: 2, reports: ['user-trend'] })
  for (const sheet of book.sheets) expect(Object.keys(sheet.widths).length, sheet.name).toBeGreaterThan(0)
  // 重庆小面外卖 is twelve wide
  expect(sheetOf(book, '用户趋势')?.widths['B']).toBeGreaterThanOrEqual(14)
  expect(sheetOf(book, '汇总')?.widths['A']).toBeGreaterThanOrEqual(14)
})

test.skipIf(python === null)('the cover leads to every sheet, and every sheet back', async () => {
  const book = await written({ apps: 2 })
  const [cover, ...others] = book.sheets
  expect(cover?.links.map(([, to]) => to)).toEqual(others.map(({ name }) => `'${name}'!A1`))
  const back = others.filter(({ name }) => name !== '数据').map(({ links }) => links)
  for (const links of back) expect(links).toEqual([['A3', "'封面'!A1"]])
})

test.skipIf(python === null)('properties, footers, filters and names say what the workbook is', async () => {
  const book = await written({ apps: 2, locale: 'en', reports: ['user-trend'], asOf: '2019-04-15T16:00:00.000Z' })
  expect(book.properties).toEqual({
    title: 'Mini program report · 2019-04-01 to 2019-04-15',
    creator: 'Cygnet 0.1.0',
    created: '2019-04-16T01:12:00',
  })
  for (const sheet of book.sheets) expect(sheet.footer[1]).toBe('Page &P of &N')
  const data = sheetOf(book, 'Data')
  expect(data?.tables.map(({ name, ref }) => [name, ref])).toEqual([['report_table_data', `A1:O${1 + 2 * 15 * 8}`]])
  expect(book.names['report_data']).toBe(`'Data'!$A$1:$O$${1 + 2 * 15 * 8}`)
  const facts = rowsOf(sheetOf(book, 'Cover'))
  expect([...facts.values()].map((row) => row['B'])).toContain('as known at 2019-04-16 00:00')
})
