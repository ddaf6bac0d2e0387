import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnLetters } from '../../../electron/core/excel/refs.ts'
import { escapeText, rowsXml, SharedStrings } from '../../../electron/core/excel/sheet-xml.ts'
import { stylesFor } from '../../../electron/core/excel/styles.ts'
import type { PlanRow } from '../../../electron/core/excel/types.ts'

const { text } = stylesFor('en').cell.body
const xmlOf = (rows: readonly PlanRow[], strings = new SharedStrings()) => {
  const xf = stylesFor('en').all.map((_, i) => i + 1)
  return Buffer.concat([...rowsXml(rows, xf, strings, null, () => undefined)]).toString()
}

test('columns are counted as Excel letters them', () => {
  expect([1, 26, 27, 52, 53, 702, 703, 16_384].map(columnLetters)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
    'XFD',
  ])
})

test('a row is its cells: numbers as they are, texts by number, blanks with their style, nothing where nothing is', () => {
  const strings = new SharedStrings()
  const rows = [
    { values: ['=1+1', 0.1, null, null, 'b'], styles: [text, text, text, null, text], height: 20 },
    { values: [], styles: [] },
    { values: ['=1+1'], styles: [null], outline: 1 },
  ]
  const s = text.index + 1
  expect(xmlOf(rows, strings)).toBe(
    `<row r="1" ht="20" customHeight="1"><c r="A1" s="${s}" t="s"><v>0</v></c><c r="B1" s="${s}"><v>0.1</v></c>` +
      `<c r="C1" s="${s}"/><c r="E1" s="${s}" t="s"><v>1</v></c></row>` +
      '<row r="2"></row><row r="3" outlineLevel="1"><c r="A3" s="0" t="s"><v>0</v></c></row>',
  )
  expect([...strings.xml()].join('')).toContain('count="3" uniqueCount="2"><si><t>=1+1</t></si><si><t>b</t></si></sst>')
})

test('a blank whose style cannot be seen is left out', () => {
  const { text: plain } = stylesFor('en').cell.data
  expect(xmlOf([{ values: [null, '', 1], styles: [plain, plain, plain] }])).toBe(
    `<row r="1"><c r="C1" s="${plain.index + 1}"><v>1</v></c></row>`,
  )
})

test('whatever the number, it stands there as JavaScript writes it', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.maxSafeInteger()),
      (value) => {
        expect(/<v>(.*)<\/v>/.exec(xmlOf([{ values: [value], styles: [text] }]))?.[1]).toBe(String(value))
      },
    ),
  )
})

test('rows come in pieces, a row longer than a piece too, and none is lost or overwritten', () => {
  const rows = (count: number, width: number): PlanRow[] =>
    Array.from({ length: count }, (_, r) => {
      const values = Array.from({ length: width }, (_, c) => r * width + c)
      return { values, styles: values.map(() => text) }
    })
  for (const [count, width] of [
    [6000, 5],
    [3, 16_384],
  ] as const) {
    const found = [...xmlOf(rows(count, width)).matchAll(/<v>(\d+)<\/v>/g)].map(([, value]) => Number(value))
    expect(found).toEqual(Array.from({ length: count * width }, (_, i) => i))
  }
})

test('a number that is not finite is left blank', () => {
  expect(xmlOf([{ values: [NaN, Infinity], styles: [text, text] }])).not.toContain('<v>')
})

test('texts XML cannot hold are written as Excel does', () => {
  expect(escapeText('a<b>&c')).toBe('a&lt;b&gt;&amp;c')
  expect(escapeText('\u0007\u0000')).toBe('_x0007__x0000_')
  expect(escapeText('_x0041_')).toBe('_x005F_x0041_')
  expect(escapeText('\ud800!')).toBe('\ufffd!')
  expect(escapeText('x'.repeat(40_000))).toHaveLength(32_767)
})

test('whatever the text, the element is well-formed and says the same when read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (given) => {
      const xml = escapeText(given)
      expect(xml).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)|[\u{0}-\u{8}\u{b}-\u{1f}]/u)
      expect(decoded(xml)).toBe(given.toWellFormed())
    }),
  )
})

/** As a reader of Excel's own form does. */
function decoded(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

test('long formulas before many numbers lose nothing, however near the end of a chunk', () => {
  const formula = { formula: `SUM(${'A1,'.repeat(35)}A1)`, value: 123456.789 }
  // a chunk is handed on at seven eighths of 128 KB: what is left of it is a little more than these formulas take
  const narrow = Array.from({ length: 2260 }, () => ({ values: [0.5], styles: [null] }))
  for (let formulas = 80; formulas < 110; formulas += 1) {
    const wide = Array.from({ length: 165 }, (_, c) => (c < formulas ? formula : -1.2345678901234567e-300 * c))
    for (const before of [2180, 2200, 2220, 2240, 2260]) {
      const xml = xmlOf([...narrow.slice(0, before), { values: wide, styles: [] }])
      expect([formulas, xml.split('</c>').length - 1, xml.endsWith('</row>')]).toEqual([formulas, before + 165, true])
    }
  }
})
