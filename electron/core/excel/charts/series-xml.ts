import { EXCEL_FORMATS, type Unit } from '../../../contract/units.ts'
import { COLOURS } from '../styles.ts'
import { rangeOf, type ChartCells } from './cells.ts'
import { nthColour } from './palette.ts'
import { chartRef, numberRef, textRef } from './refs-xml.ts'
import { escapeText } from '../sheet-xml.ts'
import { fontXml, solid, textLook } from './text-xml.ts'
import type { ChartSeries, PlanChart } from './types.ts'

/** What a chart's series are written from. */
export interface SeriesSource {
  readonly chart: PlanChart
  readonly sheet: string
  readonly cells: ChartCells
  readonly font: string
}

const WIDTH = 22_225
const DASH = { dash: 'dash', dot: 'sysDot' } as const

const head = ({ sheet, cells }: SeriesSource, series: ChartSeries, n: number) => {
  const name = rangeOf(series.name)
  return (
    `<c:idx val="${n}"/><c:order val="${n}"/>` + `<c:tx>${textRef(chartRef(sheet, name), cells.of(sheet, name))}</c:tx>`
  )
}

function dataOf(source: SeriesSource, series: ChartSeries, unit: Unit): string {
  const { sheet, cells } = source
  const values = numberRef(chartRef(sheet, series.values), cells.of(sheet, series.values), EXCEL_FORMATS[unit])
  return `<c:cat>${categoriesOf(source)}</c:cat><c:val>${values}</c:val>`
}

/** Written once a chart: all its series have the same. */
const written = new WeakMap<SeriesSource, string>()

function categoriesOf(source: SeriesSource): string {
  const known = written.get(source)
  if (known !== undefined) return known
  const { chart, sheet, cells } = source
  const categories = cells.of(sheet, chart.categories)
  const ref = chartRef(sheet, chart.categories)
  const xml = chart.days ? numberRef(ref, categories, 'yyyy\\-mm\\-dd') : textRef(ref, categories)
  written.set(source, xml)
  return xml
}

/** A line; the way to a point that is not whole is dashed, and a line of one point is a dot. */
export function lineSeries(source: SeriesSource, series: ChartSeries, n: number, unit: Unit): string {
  const { colour, dash, partial = [] } = series
  const ln = (kind: string | undefined) =>
    `<c:spPr><a:ln w="${WIDTH}" cap="rnd">${solid(colour)}${kind ? `<a:prstDash val="${kind}"/>` : ''}<a:round/></a:ln></c:spPr>`
  const single = series.values.top === series.values.bottom && series.values.left === series.values.right
  const marker = (size: number) =>
    `<c:marker><c:symbol val="circle"/><c:size val="${size}"/><c:spPr>${solid(colour)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>`
  const none = '<c:marker><c:symbol val="none"/></c:marker>'
  const points = [...new Set([...partial, ...(series.remarks?.keys() ?? [])])].sort((a, b) => a - b)
  const dPt = points.map((i) => {
    const mark = series.remarks?.has(i) ? marker(7) : none
    return `<c:dPt><c:idx val="${i}"/>${mark}<c:bubble3D val="0"/>${ln(partial.includes(i) ? 'sysDash' : dash && DASH[dash])}</c:dPt>`
  })
  return (
    `<c:ser>${head(source, series, n)}${ln(dash && DASH[dash])}${single ? marker(7) : none}${dPt.join('')}` +
    `${remarksXml(source, series)}${dataOf(source, series, unit)}<c:smooth val="0"/></c:ser>`
  )
}

/** Columns or bars; what is not whole is pale. */
export function barSeries(source: SeriesSource, series: ChartSeries, n: number, unit: Unit): string {
  const pale = (series.partial ?? []).map(
    (i) =>
      `<c:dPt><c:idx val="${i}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr><a:solidFill>` +
      `<a:srgbClr val="${series.colour}"><a:alpha val="45000"/></a:srgbClr></a:solidFill></c:spPr></c:dPt>`,
  )
  return (
    `<c:ser>${head(source, series, n)}<c:spPr>${solid(series.colour)}</c:spPr><c:invertIfNegative val="0"/>` +
    `${pale.join('')}${dataOf(source, series, unit)}</c:ser>`
  )
}

/** The parts of a ring, a colour each, labelled with their part of the whole. */
export function ringSeries(source: SeriesSource, series: ChartSeries, n: number, unit: Unit): string {
  const { values } = series
  const count = Math.max(values.bottom - values.top, values.right - values.left) + 1
  const white = `<a:ln w="19050">${solid(COLOURS.white)}</a:ln>`
  const points = Array.from(
    { length: count },
    (_, i) =>
      `<c:dPt><c:idx val="${i}"/><c:bubble3D val="0"/><c:spPr>${solid(series.points?.[i] ?? nthColour(i))}${white}</c:spPr></c:dPt>`,
  )
  const labels =
    `<c:dLbls><c:numFmt formatCode="0%" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>` +
    `${textLook(source.font, 9, COLOURS.white)}<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/>` +
    '<c:showSerName val="0"/><c:showPercent val="1"/><c:showBubbleSize val="0"/><c:showLeaderLines val="0"/></c:dLbls>'
  return `<c:ser>${head(source, series, n)}${points.join('')}${labels}${dataOf(source, series, unit)}</c:ser>`
}

/** Texts beside single points. */
function remarksXml({ font }: SeriesSource, { remarks }: ChartSeries): string {
  if (!remarks || remarks.size === 0) return ''
  const shows = (on: boolean) =>
    `<c:showLegendKey val="0"/><c:showVal val="${on ? 1 : 0}"/><c:showCatName val="0"/><c:showSerName val="0"/>` +
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
  const labels = [...remarks]
    .sort(([a], [b]) => a - b)
    .map(
      ([i, text]) =>
        `<c:dLbl><c:idx val="${i}"/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r>` +
        `${fontXml('rPr', font, 8, COLOURS.ink2)}<a:t>${escapeText(text)}</a:t></a:r></a:p></c:rich></c:tx>` +
        `<c:dLblPos val="t"/>${shows(true)}</c:dLbl>`,
    )
  return `<c:dLbls>${labels.join('')}${shows(false)}</c:dLbls>`
}
