import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import { exportWorkbook } from '../../../electron/core/excel/export.ts'
import { declareType, relate } from '../../../electron/core/excel/parts.ts'
import { packWorkbook } from '../../../electron/core/excel/package.ts'
import { planWorkbook } from '../../../electron/core/excel/plan.ts'
import { fakeDeps, fakeInput, fakeOrder, type FixtureOptions } from '../../fixtures/workbook-input.ts'
import { partsOf, scratch } from './reader.ts'

async function packageOf(options: FixtureOptions): Promise<Map<string, string>> {
  const path = join(scratch(), 'report.xlsx')
  await exportWorkbook(fakeDeps(options), fakeOrder(options, path))
  return partsOf(path)
}

test('every text is there once, and counted', async () => {
  const parts = await packageOf({ apps: 2 })
  const texts = parts.get('xl/sharedStrings.xml')?.match(/<si>/g)?.length ?? 0
  let uses = 0
  for (const [path, xml] of parts) if (path.startsWith('xl/worksheets/')) uses += xml.match(/ t="s"><v>/g)?.length ?? 0
  expect(parts.get('xl/sharedStrings.xml')).toContain(`count="${uses}" uniqueCount="${texts}"`)
})

test('the same workbook is the same bytes', async () => {
  const [a, b] = [await packageOf({ apps: 2 }), await packageOf({ apps: 2 })]
  expect([...a.keys()]).toEqual([...b.keys()])
  for (const [path, xml] of a) expect(b.get(path) === xml, path).toBe(true)
})

test('no notes, no relationships to the outside, no formula but the totals of the summary’s table', async () => {
  for (const [path, xml] of await packageOf({ apps: 6 })) {
    expect(path).not.toMatch(/comments|vmlDrawing|externalLink/)
    expect(xml).not.toMatch(/TargetMode="External"|<f /)
    const formulas = [...xml.matchAll(/<f>([^<]*)<\/f><v>([^<]*)<\/v>/g)]
    expect(formulas.length > 0).toBe(path === 'xl/worksheets/sheet2.xml')
    for (const [, formula = '', result] of formulas)
      if (!/^SUBTOTAL\(109,report_table_summary\[[^\]]+\]\)$/.test(formula)) expect(formula).toBe(result)
  }
})

test('a further part continues the relationship ids there are, and is declared once', () => {
  const parts = new Map([
    ['[Content_Types].xml', '<Types></Types>'],
    [
      'xl/_rels/workbook.xml.rels',
      '<Relationships xmlns="x"><Relationship Id="rId7" Type="t" Target="a"/></Relationships>',
    ],
  ])
  expect(relate(parts, 'xl/workbook.xml', 'chart', 'b.xml')).toBe('rId8')
  expect(relate(parts, 'xl/worksheets/sheet1.xml', 'drawing', '../drawings/drawing1.xml')).toBe('rId1')
  expect(parts.get('xl/worksheets/_rels/sheet1.xml.rels')).toContain(
    'relationships/drawing" Target="../drawings/drawing1.xml"/>',
  )
  declareType(parts, 'xl/charts/chart1.xml', 'application/x')
  declareType(parts, 'xl/charts/chart1.xml', 'application/x')
  expect(parts.get('[Content_Types].xml')).toBe(
    '<Types><Override PartName="/xl/charts/chart1.xml" ContentType="application/x"/></Types>',
  )
})

test('an answer that fails while rows are written fails the export, and nothing is left', async () => {
  const folder = scratch()
  const deps = fakeDeps({ apps: 1, reports: ['region'] })
  let asked = 0
  const table: typeof deps.query.table = (input) => {
    asked += 1
    if (asked > 1) throw new AppError('store.damaged', { path: 'x' })
    return deps.query.table(input)
  }
  // the first answer plans the one report; another is kept in between, so that it has to be asked for again
  const run = exportWorkbook(
    { ...deps, query: { ...deps.query, table } },
    fakeOrder({ apps: 1, reports: ['region', 'pages'] }, join(folder, 'a.xlsx')),
  )
  await expect(run).rejects.toMatchObject({ code: 'store.damaged' })
  expect(readdirSync(folder)).toEqual([])
})

test('rows that fail half-way fail the package’s stream, even when the stream is read slowly', async () => {
  const plan = planWorkbook(fakeInput({ apps: 1, reports: ['region'] }))
  const failing = plan.sheets.map((sheet) => ({
    ...sheet,
    rows: function* () {
      yield* sheet.rows()
      if (sheet.name === '数据') throw new AppError('store.damaged', { path: 'x' })
    },
  }))
  const stream = await packWorkbook({ ...plan, sheets: failing }, { onRow: () => undefined })
  const read = async () => {
    for await (const chunk of stream) expect(chunk).toBeInstanceOf(Buffer)
  }
  await expect(read()).rejects.toMatchObject({ code: 'store.damaged' })
})
