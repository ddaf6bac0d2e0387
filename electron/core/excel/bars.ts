import { placeInSheet, type Parts } from './parts.ts'
import { rangeRef } from './refs.ts'
import { COLOURS } from './styles.ts'
import type { PlanSheet, WorkbookPlan } from './types.ts'

const X14 = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main'
const XM = 'http://schemas.microsoft.com/office/excel/2006/main'
const COLOUR = `FF${COLOURS.bar}`

/**
 * Adds bars behind numbers: plain, as every program knows them, with the block beside them by which Excel draws them from zero and without a
 * gradient. Their priorities go on after those of the colour scales.
 */
export function attachBars(parts: Parts, plan: WorkbookPlan): void {
  plan.sheets.forEach((sheet, n) => {
    if (sheet.bars.length === 0) return
    const ids = sheet.bars.map((_, i) => idOf(n, i))
    const rules = sheet.bars.map((range, i) => ruleXml(rangeRef(range), sheet.scales.length + i + 1, ids[i] ?? ''))
    placeInSheet(parts, n, 'conditionalFormatting', rules.join(''))
    placeInSheet(parts, n, 'extLst', blockXml(sheet, ids))
  })
}

/** An id of a sheet's nth bar; like Excel's, but the same each time. */
const idOf = (sheet: number, n: number) => {
  const part = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0')
  return `{${part(sheet + 1, 8)}-C161-4E75-9A00-${part(n + 1, 12)}}`
}

const ruleXml = (ref: string, priority: number, id: string) =>
  `<conditionalFormatting sqref="${ref}"><cfRule type="dataBar" priority="${priority}"><dataBar><cfvo type="num" val="0"/>` +
  `<cfvo type="max"/><color rgb="${COLOUR}"/></dataBar><extLst><ext xmlns:x14="${X14}"` +
  ` uri="{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"><x14:id>${id}</x14:id></ext></extLst></cfRule></conditionalFormatting>`

function blockXml({ bars }: PlanSheet, ids: readonly string[]): string {
  const rules = bars.map(
    (range, i) =>
      `<x14:conditionalFormatting xmlns:xm="${XM}"><x14:cfRule type="dataBar" id="${ids[i] ?? ''}">` +
      '<x14:dataBar minLength="0" maxLength="100" gradient="0"><x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo>' +
      `<x14:cfvo type="autoMax"/><x14:negativeFillColor rgb="${COLOUR}"/><x14:axisColor rgb="FF${COLOURS.lineStrong}"/>` +
      `</x14:dataBar></x14:cfRule><xm:sqref>${rangeRef(range)}</xm:sqref></x14:conditionalFormatting>`,
  )
  return (
    `<extLst><ext xmlns:x14="${X14}" uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}">` +
    `<x14:conditionalFormattings>${rules.join('')}</x14:conditionalFormattings></ext></extLst>`
  )
}
