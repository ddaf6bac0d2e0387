import { declareType, placeInSheet, relate, sheetPath, type Parts } from './parts.ts'
import { rangeRef } from './refs.ts'
import { escapeAttribute, escapeText } from './sheet-xml.ts'
import type { PlanTable, TableColumn, WorkbookPlan } from './types.ts'

const TABLE_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml'

/** Adds the sheets' tables; the cells they lie over are written with the rows. */
export function attachTables(parts: Parts, plan: WorkbookPlan): void {
  let n = 0
  plan.sheets.forEach(({ tables }, s) => {
    if (tables.length === 0) return
    const ids = tables.map((table) => {
      n += 1
      declareType(parts, `xl/tables/table${n}.xml`, TABLE_TYPE)
      parts.set(`xl/tables/table${n}.xml`, tableXml(table, n))
      return relate(parts, sheetPath(s), 'table', `../tables/table${n}.xml`)
    })
    const listed = ids.map((id) => `<tablePart r:id="${id}"/>`).join('')
    placeInSheet(parts, s, 'tableParts', `<tableParts count="${ids.length}">${listed}</tableParts>`)
  })
}

/** The sum of a table's column, of the rows that are not filtered away. */
export const columnSum = (table: string, column: string) => `SUBTOTAL(109,${table}[${escapeColumn(column)}])`

/** A column's name within `[ ]`. */
const escapeColumn = (name: string) => name.replace(/['#[\]]/g, (sign) => `'${sign}`)

function tableXml(table: PlanTable, id: number): string {
  const { name, range, columns, totals } = table
  const filter = rangeRef(totals ? { ...range, bottom: range.bottom - 1 } : range)
  const known = escapeAttribute(name)
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    `<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="${id}" name="${known}"` +
    ` displayName="${known}" ref="${rangeRef(range)}" ${totals ? 'totalsRowCount="1"' : 'totalsRowShown="0"'}>` +
    `<autoFilter ref="${filter}"/><tableColumns count="${columns.length}">` +
    `${columns.map((column, c) => columnXml(column, c + 1)).join('')}</tableColumns>` +
    '<tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>'
  )
}

function columnXml({ name, total }: TableColumn, id: number): string {
  // as Excel writes them: a line break in a header is _x000a_
  const head = `<tableColumn id="${id}" name="${escapeAttribute(name).replaceAll('&#10;', '_x000a_')}"`
  if (!total) return `${head}/>`
  if ('label' in total) return `${head} totalsRowLabel="${escapeAttribute(total.label)}"/>`
  if ('sum' in total) return `${head} totalsRowFunction="sum"/>`
  return `${head} totalsRowFunction="custom"><totalsRowFormula>${escapeText(total.formula)}</totalsRowFormula></tableColumn>`
}
