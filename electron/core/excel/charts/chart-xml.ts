import { COLOURS } from '../styles.ts'
import { axisFormat, AXES, categoryAxis, valueAxis, type AxisLook } from './axes-xml.ts'
import { barSeries, lineSeries, ringSeries, type SeriesSource } from './series-xml.ts'
import { solid, textLook, titleXml } from './text-xml.ts'
import type { ChartSeries } from './types.ts'

const NAMESPACES =
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"' +
  ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"' +
  ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

/** A chart's part, its elements in the order the standard asks for (ECMA-376, CT_ChartSpace and below). */
export function chartXml(source: SeriesSource, look: AxisLook): string {
  const { chart, font } = source
  const legend = chart.series.length > 1 || chart.kind === 'doughnut' ? legendXml(chart.kind === 'doughnut', font) : ''
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace ${NAMESPACES}>` +
    '<c:date1904 val="0"/><c:roundedCorners val="0"/>' +
    `<c:chart>${titleXml(font, chart.title, chart.note)}<c:autoTitleDeleted val="0"/>` +
    `<c:plotArea><c:layout/>${plotXml(source, look)}<c:spPr><a:noFill/></c:spPr></c:plotArea>${legend}` +
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>' +
    `<c:spPr>${solid(COLOURS.white)}<a:ln w="9525">${solid(COLOURS.line)}</a:ln></c:spPr>${textLook(font, 9)}` +
    '<c:printSettings><c:headerFooter/><c:pageMargins b="0.75" l="0.7" r="0.7" t="0.75" header="0.3" footer="0.3"/>' +
    '<c:pageSetup/></c:printSettings></c:chartSpace>'
  )
}

const legendXml = (right: boolean, font: string) =>
  `<c:legend><c:legendPos val="${right ? 'r' : 'b'}"/><c:overlay val="0"/>${textLook(font, 9)}</c:legend>`

function plotXml(source: SeriesSource, look: AxisLook): string {
  switch (source.chart.kind) {
    case 'line':
      return lines(source, look)
    case 'column':
      return bars(source, look, { direction: 'col', grouping: 'clustered' })
    case 'bar':
      return bars(source, look, { direction: 'bar', grouping: 'clustered' })
    case 'stacked':
      return bars(source, look, { direction: 'col', grouping: 'stacked' })
    case 'share':
      return bars(source, look, { direction: 'bar', grouping: 'percentStacked' })
    case 'doughnut':
      return ring(source)
    case 'combo':
      return combo(source, look)
  }
}

const axes = (category: number, value: number) => `<c:axId val="${category}"/><c:axId val="${value}"/>`

/** The largest value of some series, as its cells hold it. */
function mostOf({ cells, sheet }: SeriesSource, series: readonly ChartSeries[]): number {
  const values = series.flatMap((one) => cells.of(sheet, one.values))
  return values.reduce<number>((most, value) => (typeof value === 'number' && value > most ? value : most), 0)
}

function lines(source: SeriesSource, look: AxisLook): string {
  const { chart } = source
  const series = chart.series.map((one, n) => lineSeries(source, one, n, chart.unit))
  const format = axisFormat(chart.unit, look.locale, mostOf(source, chart.series))
  return (
    `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series.join('')}<c:marker val="1"/>` +
    `${axes(AXES.category, AXES.value)}</c:lineChart>` +
    `${categoryAxis(look, { days: chart.days, down: false })}${valueAxis(look, { format, down: false })}`
  )
}

interface BarLook {
  readonly direction: 'col' | 'bar'
  readonly grouping: 'clustered' | 'stacked' | 'percentStacked'
}

function barsOnly(source: SeriesSource, series: readonly string[], { direction, grouping }: BarLook): string {
  const overlap = grouping === 'clustered' ? (source.chart.series.length > 1 ? -5 : 0) : 100
  return (
    `<c:barChart><c:barDir val="${direction}"/><c:grouping val="${grouping}"/><c:varyColors val="0"/>` +
    `${series.join('')}<c:gapWidth val="60"/><c:overlap val="${overlap}"/>${axes(AXES.category, AXES.value)}</c:barChart>`
  )
}

function bars(source: SeriesSource, look: AxisLook, how: BarLook): string {
  const { chart } = source
  const down = how.direction === 'bar'
  const series = chart.series.map((one, n) => barSeries(source, one, n, chart.unit))
  const share = how.grouping === 'percentStacked'
  const format = share ? '0%' : axisFormat(chart.unit, look.locale, mostOf(source, chart.series))
  return (
    barsOnly(source, series, how) +
    `${categoryAxis(look, { days: chart.days, down })}${valueAxis(look, { format, down, min: 0 })}`
  )
}

function ring(source: SeriesSource): string {
  const series = source.chart.series.slice(0, 1).map((one, n) => ringSeries(source, one, n, source.chart.unit))
  return (
    `<c:doughnutChart><c:varyColors val="1"/>${series.join('')}` +
    '<c:firstSliceAng val="0"/><c:holeSize val="58"/></c:doughnutChart>'
  )
}

/** Columns on the first axis, lines on the second. */
function combo(source: SeriesSource, look: AxisLook): string {
  const { chart } = source
  const secondUnit = chart.secondUnit ?? chart.unit
  const [columns, rest] = [chart.series.filter(({ second }) => !second), chart.series.filter(({ second }) => second)]
  const written = columns.map((one, n) => barSeries(source, one, n, chart.unit))
  const drawn = rest.map((one, n) => lineSeries(source, one, columns.length + n, secondUnit))
  const first = axisFormat(chart.unit, look.locale, mostOf(source, columns))
  const second = axisFormat(secondUnit, look.locale, mostOf(source, rest))
  const hidden = { id: AXES.secondCategory, crosses: AXES.second, hidden: true }
  return (
    barsOnly(source, written, { direction: 'col', grouping: 'clustered' }) +
    `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${drawn.join('')}<c:marker val="1"/>` +
    `${axes(AXES.secondCategory, AXES.second)}</c:lineChart>` +
    `${categoryAxis(look, { days: chart.days, down: false })}${valueAxis(look, { format: first, down: false, min: 0 })}` +
    categoryAxis(look, { days: chart.days, down: false, ...hidden }) +
    valueAxis(look, { format: second, down: false, second: true })
  )
}
