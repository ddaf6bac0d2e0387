import { Workbook, type Style as CellStyle, type Worksheet } from 'exceljs'
import { COLOURS, type Style, type StyleSpec } from './styles.ts'
import { rangeRef } from './refs.ts'
import type { PlanSheet, WorkbookPlan } from './types.ts'

/**
 * The only importer of exceljs. It makes the workbook's frame: styles, columns, frozen panes, filters, merged cells, colour scales, pages and
 * properties. Rows, links and names are put in afterwards (package.ts), as exceljs would keep every cell in memory and serialise its style
 * again. The styles stand, in their order, in the first row of the first sheet.
 */
export async function writeFrame(plan: WorkbookPlan): Promise<Uint8Array> {
  const book = new Workbook()
  const { title, subject, keywords, creator, description, created } = plan.properties
  Object.assign(book, {
    title,
    subject,
    keywords,
    creator,
    description,
    lastModifiedBy: creator,
    created,
    modified: created,
  })
  plan.sheets.forEach((sheet, n) => {
    const made = book.addWorksheet(sheet.name, n === 0 ? { state: 'visible' } : {})
    frameSheet(made, sheet, plan, n === 0)
    if (n === 0) palette(made, plan.styles, plan.font)
  })
  const buffer = await book.xlsx.writeBuffer({ zip: { compression: 'STORE' } } as never)
  return new Uint8Array(buffer)
}

function palette(sheet: Worksheet, styles: readonly Style[], font: string): void {
  styles.forEach(({ spec }, i) => (sheet.getCell(1, i + 1).style = cellStyle(spec, font)))
}

function frameSheet(made: Worksheet, sheet: PlanSheet, plan: WorkbookPlan, first: boolean): void {
  made.columns = sheet.widths.map((width) => ({ width }))
  made.properties.defaultRowHeight = 18
  if (sheet.tab) made.properties.tabColor = { argb: `FF${sheet.tab}` }
  if (sheet.outline) {
    made.properties.outlineLevelRow = 1
    made.properties.outlineProperties = { summaryBelow: false, summaryRight: false }
  }
  const { rows, columns } = sheet.freeze
  const corner = { showGridLines: false, zoomScale: 100, ...(first && { activeCell: 'A1' }) }
  made.views =
    rows + columns > 0
      ? [{ ...corner, state: 'frozen', xSplit: columns, ySplit: rows }]
      : [{ ...corner, state: 'normal' }]
  if (sheet.filter) made.autoFilter = rangeRef(sheet.filter)
  for (const range of sheet.merges) made.mergeCells(rangeRef(range))
  sheet.scales.forEach((range, i) => {
    made.addConditionalFormatting({ ref: rangeRef(range), rules: [colourScale(i + 1)] })
  })
  framePage(made, sheet, plan)
}

const colourScale = (priority: number) => ({
  type: 'colorScale' as const,
  priority,
  cfvo: [{ type: 'min' as const }, { type: 'max' as const }],
  color: [{ argb: `FF${COLOURS.white}` }, { argb: `FF${COLOURS.scaleHigh}` }],
})

function framePage(made: Worksheet, { print }: PlanSheet, plan: WorkbookPlan): void {
  made.pageSetup = {
    paperSize: 9,
    orientation: print.landscape ? 'landscape' : 'portrait',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: print.onePage === true ? 1 : 0,
    horizontalCentered: true,
    margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    ...(print.repeatRows && { printTitlesRow: print.repeatRows.join(':') }),
  }
  const page = plan.pageText.replace('{page}', '&P').replace('{pages}', '&N')
  made.headerFooter.oddFooter = `&L&9${footerText(print.footer)}&R&9${page}`
  const breaks = made as unknown as { rowBreaks: { id: number; max: number; man: number }[] }
  breaks.rowBreaks.push(...print.breaks.map((id) => ({ id, max: 16_383, man: 1 })))
}

/** An ampersand begins a code in a footer; digits right after the size would belong to it. */
const footerText = (text: string) => ` ${text.replaceAll('&', '&&')}`

function cellStyle(spec: StyleSpec, font: string): CellStyle {
  const { format, fill, border } = spec
  return Object.freeze({
    font: fontOf(spec, font),
    ...(format !== undefined && { numFmt: format }),
    ...(fill !== undefined && {
      fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb: `FF${fill}` } },
    }),
    alignment: {
      ...(spec.align && { horizontal: spec.align }),
      ...(spec.middle && { vertical: 'middle' as const }),
      ...(spec.wrap && { wrapText: true }),
      ...(spec.indent !== undefined && { indent: spec.indent }),
    },
    ...(border && { border: border === 'strong' ? STRONG : LINE }),
  }) as CellStyle
}

function fontOf({ size, bold, italic, underline, colour }: StyleSpec, name: string) {
  return {
    name,
    size: size ?? 10,
    color: { argb: `FF${colour ?? COLOURS.ink}` },
    ...(bold && { bold }),
    ...(italic && { italic }),
    ...(underline && { underline }),
  }
}

const thin = (colour: string) => ({ style: 'thin' as const, color: { argb: `FF${colour}` } })
const LINE = { bottom: thin(COLOURS.line) }
const STRONG = { top: thin(COLOURS.lineStrong), bottom: thin(COLOURS.lineStrong) }
