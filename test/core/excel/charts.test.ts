import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { axisFormat } from '../../../electron/core/excel/charts/axes-xml.ts'
import { appColour, looksOf, SERIES_COLOURS } from '../../../electron/core/excel/charts/palette.ts'
import { exportWorkbook } from '../../../electron/core/excel/export.ts'
import { fakeDeps, fakeOrder, type FixtureOptions } from '../../fixtures/workbook-input.ts'
import { chartsOf, type ReadChart } from '../../tools/ooxml/charts.ts'
import { readPackage } from '../../tools/ooxml/read.ts'
import { all } from '../../tools/xml.ts'
import { cellsOf, partsOf, python, readWorkbook, scratch, soffice } from './reader.ts'

async function written(options: FixtureOptions): Promise<string> {
  const path = join(scratch(), '图表.xlsx')
  await exportWorkbook(fakeDeps(options), fakeOrder(options, path))
  return path
}

const chartsIn = async (options: FixtureOptions): Promise<ReadChart[]> =>
  chartsOf(readPackage(await partsOf(await written(options))))

/** The cells of `'Sheet'!$B$5:$B$9`, sheet apart. */
function cellsIn(ref: string): { sheet: string; cells: string[] } {
  const [, sheet = '', from = '', top = '', to = from, bottom = top] =
    /^'((?:[^']|'')+)'!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?$/.exec(ref) ?? []
  const number = (letters: string) =>
    Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  const letters = (n: number): string =>
    n > 0 ? letters(Math.floor((n - 1) / 26)) + String.fromCharCode(65 + ((n - 1) % 26)) : ''
  const cells: string[] = []
  for (let row = Number(top); row <= Number(bottom); row += 1)
    for (let column = number(from); column <= number(to); column += 1) cells.push(`${letters(column)}${row}`)
  return { sheet: sheet.replaceAll("''", "'"), cells }
}

test.skipIf(python === null)(
  'openpyxl finds every chart, and in the copies of its ranges what their cells hold',
  async () => {
    const path = await written({
      apps: 28,
      to: '2019-04-06',
      reports: ['user-trend', 'sources', 'habits'],
    })
    const book = await readWorkbook(path)
    const known = chartsOf(readPackage(await partsOf(path)))
    expect(book.sheets.flatMap(({ charts }) => charts)).toHaveLength(known.length)
    expect(known.length).toBeGreaterThan(12)
    let gaps = 0
    let beyond = 0
    for (const { series } of book.sheets.flatMap(({ charts }) => charts))
      for (const { values, categories, points } of series) {
        const { sheet, cells } = cellsIn(values)
        const found = cellsOf(book.sheets.find(({ name }) => name === sheet))
        const held = cells.map((cell) => found.get(cell)?.[2] ?? null)
        expect(points?.map((point) => (point === null ? null : Number(point)))).toEqual(held)
        expect(cellsIn(categories).cells).toHaveLength(cells.length)
        gaps += held.filter((value) => value === null).length
        beyond += cells.filter((cell) => /^[A-Z]{2}/.test(cell)).length
      }
    // numbers that are not known stay gaps, and columns go on after Z
    expect(gaps).toBeGreaterThan(0)
    expect(beyond).toBeGreaterThan(0)
  },
  60_000,
)

test.skipIf(soffice === null)(
  'LibreOffice opens the workbook with all its charts, each bound to cells',
  async () => {
    const path = await written({ apps: 3, reports: ['user-trend', 'retention', 'region', 'sources', 'habits'] })
    const folder = scratch()
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const args = [profile, '--headless', '--convert-to', 'ods', '--outdir', folder, path]
    execFileSync(soffice ?? '', args, { stdio: 'ignore', timeout: 100_000 })
    const ods = await JSZip.loadAsync(readFileSync(join(folder, '图表.ods')))
    const objects = Object.keys(ods.files).filter((name) => /^Object \d+\/content\.xml$/.test(name))
    const known = chartsOf(readPackage(await partsOf(path)))
    expect(objects).toHaveLength(known.length)
    const bound: string[] = []
    for (const name of objects) {
      const xml = (await ods.file(name)?.async('string')) ?? ''
      for (const [, range = ''] of xml.matchAll(/chart:values-cell-range-address="([^"]*)"/g)) bound.push(range)
      // the numbers themselves arrived
      expect(xml, name).toMatch(/office:value="\d/)
    }
    const plain = (ref: string) => {
      const { sheet, cells } = cellsIn(ref)
      return [sheet, cells[0], cells.at(-1)].join(' ')
    }
    const asOds = (range: string) => {
      const [, sheet = '', from = '', to = from] =
        /^\$?(?:'([^']+)'|[^.]+)\.\$?([A-Z]+\$?\d+)(?::\.?(?:[^.]*\.)?\$?([A-Z]+\$?\d+))?$/.exec(
          range.replaceAll('&apos;', "'"),
        ) ?? []
      const name = sheet === '' ? (/^\$?([^.']+)\./.exec(range)?.[1] ?? '') : sheet
      return [name, from.replace('$', ''), to.replace('$', '')].join(' ')
    }
    expect(bound.map(asOds).sort()).toEqual(
      known.flatMap(({ series }) => series.map(({ values }) => plain(values))).sort(),
    )
  },
  120_000,
)

test('an app has the colour it has on the page', () => {
  const css = readFileSync(join(import.meta.dirname, '..', '..', '..', 'renderer', 'theme', 'tokens.css'), 'utf8')
  const light = css.slice(0, css.indexOf('}'))
  const tokens = [...light.matchAll(/--s\d: #(\w{6});/g)].map(([, colour]) => colour)
  expect(SERIES_COLOURS.map((colour) => colour.toLowerCase())).toEqual(tokens)
  // the page counts its palette by the app's id, from 1 on
  for (const id of [1, 2, 8, 9, 23, 1000]) expect(appColour(id).toLowerCase()).toBe(tokens[(id - 1) % 8])
})

test('a colour that comes again is told apart by its line', () => {
  expect(looksOf(['A', 'B', 'A', 'A'])).toEqual([
    { colour: 'A' },
    { colour: 'B' },
    { colour: 'A', dash: 'dash' },
    { colour: 'A', dash: 'dot' },
  ])
})

test('lines wear the colours of their apps; the way to a day that is not whole is dashed', async () => {
  const [chart] = (await chartsIn({ apps: 3, reports: ['user-trend'] })).filter(({ sheet }) => sheet === '用户趋势')
  const series = chart ? all(chart.xml, 'c:ser') : []
  const colours = series.map((one) => all(one, 'a:srgbClr')[0]?.attributes['val'])
  expect(colours).toEqual(['0B6E75', 'D9822B', '4A62C8'])
  for (const one of series) {
    const points = all(one, 'c:dPt')
    expect(points.map((point) => all(point, 'c:idx')[0]?.attributes['val'])).toEqual(['14'])
    expect(points.map((point) => all(point, 'a:prstDash')[0]?.attributes['val'])).toEqual(['sysDash'])
  }
})

test('axes show percent, seconds and large counts as people write them', () => {
  expect(axisFormat('percent', 'en', 0.8)).toBe('0%')
  expect(axisFormat('percent', 'en', 0.03)).toBe('0.0%')
  expect(axisFormat('seconds', 'zh-CN', 90)).toBe('#,##0"秒"')
  expect(axisFormat('count', 'zh-CN', 2_000_000)).toContain('万')
  expect(axisFormat('count', 'zh-CN', 9_000)).toBe('#,##0')
  expect(axisFormat('count', 'en', 2_000_000)).toBe('#,##0')
})

test('a chart of one day compares the apps, one app’s trend has a combination of columns and a line', async () => {
  const day = await chartsIn({ apps: 3, from: '2019-04-15', reports: ['user-trend'] })
  expect(day.filter(({ sheet }) => sheet === '用户趋势').every(({ kinds }) => kinds.join() === 'c:barChart')).toBe(true)
  const one = await chartsIn({ apps: 1, reports: ['user-trend'] })
  const combo = one.find(({ kinds }) => kinds.length === 2)
  expect(combo?.title).toBe('新用户数 · 新用户占比')
  expect(combo && all(combo.xml, 'c:valAx').map((axis) => all(axis, 'c:numFmt')[0]?.attributes['formatCode'])).toEqual([
    '#,##0',
    '0%',
  ])
})
