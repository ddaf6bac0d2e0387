import { absoluteRef, quoteSheet, columnLetters } from '../refs.ts'
import { escapeText } from '../sheet-xml.ts'
import type { CellRange, CellValue } from '../ranges.ts'

/** `'Sheet'!$A$1` of one cell, `'Sheet'!$A$1:$A$9` of more. */
export function chartRef(sheet: string, range: CellRange): string {
  const one = range.top === range.bottom && range.left === range.right
  if (!one) return absoluteRef(sheet, range)
  return `${quoteSheet(sheet)}!$${columnLetters(range.left)}$${range.top}`
}

/** Numbers with the copy of what their cells hold; blanks are left out of it, so that they stay gaps. */
export function numberRef(ref: string, values: readonly CellValue[], format: string): string {
  const points = values
    .map((value, i) => (typeof value === 'number' ? `<c:pt idx="${i}"><c:v>${value}</c:v></c:pt>` : ''))
    .join('')
  return (
    `<c:numRef><c:f>${escapeText(ref)}</c:f><c:numCache><c:formatCode>${escapeText(format)}</c:formatCode>` +
    `<c:ptCount val="${values.length}"/>${points}</c:numCache></c:numRef>`
  )
}

/** Texts with the copy of what their cells hold. */
export function textRef(ref: string, values: readonly CellValue[]): string {
  const points = values
    .map((value, i) => {
      if (value === null) return ''
      const shown = typeof value === 'object' ? value.value : value
      return `<c:pt idx="${i}"><c:v>${escapeText(String(shown))}</c:v></c:pt>`
    })
    .join('')
  return (
    `<c:strRef><c:f>${escapeText(ref)}</c:f><c:strCache><c:ptCount val="${values.length}"/>${points}` +
    `</c:strCache></c:strRef>`
  )
}
