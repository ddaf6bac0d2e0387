import { all, child, parseXml, type XmlElement } from '../xml.ts'
import type { Package } from './read.ts'
import { areaOf, within, type Area, type SheetPart } from './sheet.ts'

/** A chart with what it is bound to, as its part says. */
export interface ReadChart {
  readonly path: string
  readonly sheet: string
  readonly anchor: Area
  readonly kinds: readonly string[]
  readonly title: string
  readonly series: readonly { readonly name: string; readonly categories: string; readonly values: string }[]
  readonly xml: XmlElement
}

/** Every chart of a workbook, sheet by sheet. */
export function chartsOf({ parts, sheets, related }: Package): ReadChart[] {
  return sheets.flatMap((sheet) =>
    all(sheet.xml, 'drawing').flatMap(({ attributes }) => {
      const drawing = related(sheet.path).get(attributes['r:id'] ?? '') ?? ''
      return parseXml(parts.get(drawing) ?? '').children.flatMap((anchor) => {
        const rel = all(anchor, 'c:chart')[0]?.attributes['r:id']
        if (rel === undefined) return []
        const path = related(drawing).get(rel) ?? ''
        return [readChart(path, sheet.name, anchorArea(anchor), parseXml(parts.get(path) ?? ''))]
      })
    }),
  )
}

function readChart(path: string, sheet: string, anchor: Area, xml: XmlElement): ReadChart {
  const plot = all(xml, 'c:plotArea')[0]
  const title = all(xml, 'c:title')[0]
  const ref = (series: XmlElement, name: string) => {
    const holder = child(series, name)
    return (holder && all(holder, 'c:f')[0]?.text) ?? ''
  }
  return {
    path,
    sheet,
    anchor,
    kinds: (plot?.children ?? []).map(({ name }) => name).filter((name) => name.endsWith('Chart')),
    title: title ? (all(title, 'a:t').map(({ text }) => text)[0] ?? '') : '',
    series: all(xml, 'c:ser').map((series) => ({
      name: ref(series, 'c:tx'),
      categories: ref(series, 'c:cat'),
      values: ref(series, 'c:val'),
    })),
    xml,
  }
}

function anchorArea(anchor: XmlElement): Area {
  const at = (end: string, what: string) => Number(child(child(anchor, end), what)?.text ?? NaN)
  return {
    top: at('xdr:from', 'xdr:row') + 1,
    left: at('xdr:from', 'xdr:col') + 1,
    bottom: at('xdr:to', 'xdr:row'),
    right: at('xdr:to', 'xdr:col'),
  }
}

/** Charts lie over blank cells of their sheet, are bound to cells that are there, and their copies say what the cells say. */
export function chartProblems(read: Package): string[] {
  return chartsOf(read).flatMap((chart) => {
    const sheet = read.sheets.find(({ name }) => name === chart.sheet)
    const problems = [
      ...(sheet ? placeProblems(chart, sheet) : []),
      ...(chart.series.length > 0 ? [] : ['it has no series']),
      ...all(chart.xml, 'c:ser').flatMap((series) => seriesProblems(series, read.sheets)),
      ...axisProblems(chart.xml),
    ]
    return problems.map((problem) => `${chart.path}: ${problem}`)
  })
}

function placeProblems({ anchor }: ReadChart, { cells, rows }: SheetPart): string[] {
  if (!(anchor.bottom > anchor.top && anchor.right > anchor.left)) return ['it has no size']
  const covered = [...cells.keys()].filter((key) => {
    const [row = 0, column = 0] = key.split(',').map(Number)
    return row >= anchor.top && row <= anchor.bottom && column >= anchor.left && column <= anchor.right
  })
  return [
    ...(anchor.bottom <= rows ? [] : ['it reaches below its sheet']),
    ...(covered.length > 0 ? [`it covers the cell ${covered[0] ?? ''}`] : []),
  ]
}

function seriesProblems(series: XmlElement, sheets: readonly SheetPart[]): string[] {
  const lengths = ['c:cat', 'c:val'].map((name) => pointCount(child(series, name)))
  return [
    ...(lengths[0] === lengths[1] ? [] : ['a series has more categories than values, or fewer']),
    ...['c:tx', 'c:cat', 'c:val'].flatMap((name) => {
      const holder = child(series, name)
      return holder ? copyProblems(holder, sheets) : [`a series has no ${name}`]
    }),
  ]
}

const pointCount = (holder: XmlElement | undefined) =>
  Number((holder && all(holder, 'c:ptCount')[0]?.attributes['val']) ?? NaN)

function copyProblems(holder: XmlElement, sheets: readonly SheetPart[]): string[] {
  const ref = all(holder, 'c:f')[0]?.text ?? ''
  const match = /^'((?:[^']|'')+)'!(.+)$/.exec(ref)
  const sheet = sheets.find(({ name }) => name === match?.[1]?.replaceAll("''", "'"))
  const area = areaOf(match?.[2] ?? '')
  if (!sheet || !area) return [`${ref} is nowhere`]
  if (!within(area, { top: 1, left: 1, bottom: sheet.rows, right: sheet.columns }))
    return [`${ref} is outside its sheet`]
  const cells: (string | number | null)[] = []
  for (let row = area.top; row <= area.bottom; row += 1)
    for (let column = area.left; column <= area.right; column += 1)
      cells.push(sheet.cells.get(`${row},${column}`)?.value ?? null)
  const copied = new Map(
    all(holder, 'c:pt').map((point) => [Number(point.attributes['idx']), child(point, 'c:v')?.text]),
  )
  const same = cells.every((value, n) => (value === null ? !copied.has(n) : copied.get(n) === String(value)))
  return [
    ...(pointCount(holder) === cells.length ? [] : [`the copy of ${ref} has another length`]),
    ...(same ? [] : [`the copy of ${ref} differs from its cells`]),
  ]
}

/** Every axis that is named is there, and crosses one that is. */
function axisProblems(xml: XmlElement): string[] {
  const axes = ['c:catAx', 'c:dateAx', 'c:valAx'].flatMap((name) => all(xml, name))
  const ids = axes.map((axis) => child(axis, 'c:axId')?.attributes['val'])
  const used = ['c:lineChart', 'c:barChart'].flatMap((name) =>
    all(xml, name).flatMap((plot) =>
      plot.children.filter((one) => one.name === 'c:axId').map((one) => one.attributes['val']),
    ),
  )
  const crossed = axes.map((axis) => child(axis, 'c:crossAx')?.attributes['val'])
  return [
    ...(new Set(ids).size === ids.length ? [] : ['two axes have one id']),
    ...used.filter((id) => !ids.includes(id)).map((id) => `there is no axis ${id ?? ''}`),
    ...crossed.filter((id) => !ids.includes(id)).map((id) => `an axis crosses ${id ?? ''}, which is not there`),
    ...ids.filter((id) => !used.includes(id)).map((id) => `the axis ${id ?? ''} is nobody’s`),
  ]
}
