import { declareType, placeInSheet, relate, sheetPath, type Parts } from '../parts.ts'
import { escapeAttribute } from '../sheet-xml.ts'
import type { CellRange, WorkbookPlan } from '../types.ts'
import { chartXml } from './chart-xml.ts'
import type { ChartCells } from './cells.ts'
import type { PlanChart } from './types.ts'

const CHART_TYPE = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'
const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.drawing+xml'

/** Every chart of a workbook with its number, from 1 on, and the sheet it stands on. */
function* numbered(plan: WorkbookPlan): Iterable<{ n: number; chart: PlanChart; sheet: string }> {
  let n = 0
  for (const { name, charts } of plan.sheets) for (const chart of charts) yield { n: (n += 1), chart, sheet: name }
}

export const chartPath = (n: number) => `xl/charts/chart${n}.xml`

/** Adds the sheets' drawings, and says where their charts are; the charts themselves are written when the rows are known. */
export function attachCharts(parts: Parts, plan: WorkbookPlan): void {
  let n = 0
  let drawings = 0
  plan.sheets.forEach(({ charts }, s) => {
    if (charts.length === 0) return
    drawings += 1
    const path = `xl/drawings/drawing${drawings}.xml`
    declareType(parts, path, DRAWING_TYPE)
    const frames = charts.map((chart, c) => {
      n += 1
      declareType(parts, chartPath(n), CHART_TYPE)
      return anchorXml(chart, c + 1, relate(parts, path, 'chart', `../charts/chart${n}.xml`))
    })
    parts.set(path, drawingXml(frames))
    const id = relate(parts, sheetPath(s), 'drawing', `../drawings/drawing${drawings}.xml`)
    placeInSheet(parts, s, 'drawing', `<drawing r:id="${id}"/>`)
  })
}

/** The charts' parts; their text is to be asked for after every row was written. */
export function* chartParts(plan: WorkbookPlan, cells: ChartCells): Iterable<{ path: string; xml: () => string }> {
  const { font, locale } = plan
  for (const { n, chart, sheet } of numbered(plan))
    yield {
      path: chartPath(n),
      xml: () => chartXml({ chart, sheet: chart.sheet ?? sheet, cells, font }, { font, locale }),
    }
}

const drawingXml = (frames: readonly string[]) =>
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"' +
  ` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">${frames.join('')}</xdr:wsDr>`

/** From the first cell's corner to the corner after the last. */
function anchorXml({ anchor, title }: PlanChart, id: number, rel: string): string {
  const { top, left, bottom, right }: CellRange = anchor
  const at = (row: number, column: number) =>
    `<xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff>`
  const name = escapeAttribute(title)
  return (
    `<xdr:twoCellAnchor editAs="oneCell"><xdr:from>${at(top - 1, left - 1)}</xdr:from>` +
    `<xdr:to>${at(bottom, right)}</xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>` +
    `<xdr:cNvPr id="${id + 1}" name="Chart ${id}" descr="${name}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>` +
    '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>' +
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">' +
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"' +
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"' +
    ` r:id="${rel}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`
  )
}
