import { buffer } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { packWorkbook } from '../../../electron/core/excel/package.ts'
import { planWorkbook } from '../../../electron/core/excel/plan.ts'
import { partsIn } from '../../core/excel/reader.ts'
import { fakeInput } from '../../fixtures/workbook-input.ts'
import { packageProblems } from './package.ts'
import type { PackageParts } from './read.ts'

let good: PackageParts = new Map()
beforeAll(async () => {
  const plan = planWorkbook(fakeInput({ apps: 3, reports: ['user-trend', 'sources'] }))
  good = await partsIn(await buffer(await packWorkbook(plan, { onRow: () => undefined })))
})

const SUMMARY = 'xl/worksheets/sheet2.xml'
const CHART = 'xl/charts/chart1.xml'
const BARS = 'xl/charts/chart2.xml'
const TABLE = 'xl/tables/table1.xml'
const DRAWING = 'xl/drawings/drawing1.xml'
const BOOK = 'xl/workbook.xml'

/** What a careless hand could do to a package, and what the check says to it. */
const broken: [string, string, string | RegExp, string, RegExp][] = [
  ['a chart bound to other cells', CHART, /\$E\$(\d+):\$E\$/, '$$D$$$1:$$D$$', /differs from its cells/],
  ['a chart bound to no cells', CHART, "'用户趋势'!", "'用户趋'!", /is nowhere/],
  [
    'a chart that ends below its sheet',
    BARS,
    /\$\d+<\/c:f><c:numCache>/,
    '$999</c:f><c:numCache>',
    /outside its sheet/,
  ],
  ['a copy that says something else', CHART, /(<c:numCache>.*?<c:v>)\d+/s, '$10', /differs from its cells/],
  [
    'a series whose name comes too late',
    CHART,
    /(<c:order[^>]*>)(<c:tx>.*?<\/c:tx>)(<c:spPr>.*?<\/c:spPr>)/s,
    '$1$3$2',
    /too late in <c:ser>/,
  ],
  [
    'axes before the plot',
    CHART,
    /(<c:lineChart>.*<\/c:lineChart>)(<c:dateAx>.*<\/c:dateAx>)/s,
    '$2$1',
    /too late in <c:plotArea>/,
  ],
  ['a legend after the rest', CHART, /(<c:plotVisOnly[^>]*>)/, '$1<c:title/>', /in <c:chart>/],
  ['an axis nobody knows', CHART, /<c:crossAx val="222222"\/>/, '<c:crossAx val="9"/>', /an axis crosses 9/],
  ['a drawing before the page', SUMMARY, /(<pageSetup.*?)(<drawing [^>]*>)/s, '$2$1', /<pageSetup> comes too late/],
  [
    'a table before the drawing',
    SUMMARY,
    /(<drawing [^>]*>)(<tableParts.*?<\/tableParts>)/s,
    '$2$1',
    /<drawing> comes too late/,
  ],
  [
    'a drawing that is not there',
    SUMMARY,
    /<drawing r:id="[^"]*"/,
    '<drawing r:id="rId99"',
    /names the relationship rId99/,
  ],
  ['a chart over a table', DRAWING, /<xdr:row>22<\/xdr:row>/, '<xdr:row>30</xdr:row>', /covers the cell/],
  ['a chart of no size', DRAWING, /<xdr:row>22<\/xdr:row>/, '<xdr:row>7</xdr:row>', /has no size/],
  [
    'a part without a type',
    '[Content_Types].xml',
    /<Override PartName="\/xl\/charts\/chart1.xml"[^>]*>/,
    '',
    /has no content type/,
  ],
  ['a column called otherwise', TABLE, /name="([^"]*)"\/>/, 'name="x$1"/>', /another header cell/],
  ['two columns of one name', TABLE, /(<tableColumn id="2" name=")[^"]*/, '$1小程序', /two columns are called/],
  [
    'a table with another table’s name',
    TABLE,
    /displayName="[^"]*"/,
    'displayName="report_summary"',
    /is taken|is no name for a table/,
  ],
  ['a total of another formula', TABLE, /<totalsRowFormula>[^<]*/, '<totalsRowFormula>1', /another formula/],
  ['a name that looks like a cell', BOOK, /name="report_summary"/, 'name="AB12"', /is no name for a range/],
  ['a name that leads nowhere', BOOK, /('汇总'!\$A\$\d+:\$[A-Z]+\$)\d+/, '$19999', /leads to/],
  ['a look that is not there', SUMMARY, / s="\d+"/, ' s="9999"', /has no look 9999/],
  [
    'bars without their block',
    SUMMARY,
    /<x14:cfRule type="dataBar" id="[^"]*"/,
    '<x14:cfRule type="dataBar" id="{0}"',
    /do not match/,
  ],
  ['merged cells that overlap', SUMMARY, /<mergeCells[^>]*>/, '$&<mergeCell ref="B4:C6"/>', /merged cells overlap/],
  ['a bare ampersand', CHART, /<a:t>/, '<a:t>&', /ampersand/],
  ['a tag that is not closed', BARS, '</c:legend>', '', /closes/],
]

test.each(broken)('finds %s', (_, path, what, instead, problem) => {
  const before = good.get(path) ?? ''
  const after = before.replace(what, instead)
  expect(after).not.toBe(before)
  const problems = packageProblems(new Map(good).set(path, after))
  expect(problems.join('\n')).toMatch(problem)
})

test('finds parts that are missing, and parts nobody leads to', () => {
  const without = new Map(good)
  without.delete(CHART)
  expect(packageProblems(without).join()).toMatch(/no such part|leads to xl\/charts\/chart1\.xml/)
  const type = '<Override PartName="/xl/charts/chart99.xml" ContentType="x"/></Types>'
  const types = (good.get('[Content_Types].xml') ?? '').replace('</Types>', type)
  const more = new Map(good).set('xl/charts/chart99.xml', '<x/>').set('[Content_Types].xml', types)
  expect(packageProblems(more)).toEqual(['nothing leads to xl/charts/chart99.xml'])
  expect(packageProblems(good)).toEqual([])
})
