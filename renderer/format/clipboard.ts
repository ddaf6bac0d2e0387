import type { Unit } from '../../electron/contract/units.ts'

/** A cell to copy. Numbers are right-aligned in documents; anything else that looks like a formula is kept a text. */
export interface CopyCell {
  readonly text: string
  readonly number?: boolean
}
export interface CopyTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly CopyCell[])[]
}

/**
 * A number as a spreadsheet reads it rightly: unrounded, percent with its sign, durations in seconds (`01:41` would become a time
 * of day; the column's head has to say so), nothing for unknown.
 */
export function numberCell(unit: Unit, value: number | null): CopyCell {
  if (value === null) return { text: '', number: true }
  const exact = String(Number(value.toPrecision(12)))
  return { text: unit === 'percent' ? `${exact}%` : exact, number: true }
}

/** Tab-separated with a header row, for spreadsheets; a tab or line break in a name becomes a space. */
export function toTsv(table: CopyTable): string {
  const clean = (text: string) => text.replaceAll(/[\t\r\n]+/g, ' ')
  const lines = [table.head.map(clean), ...table.rows.map((row) => row.map((cell) => clean(guarded(cell))))]
  return lines.map((line) => line.join('\t')).join('\r\n')
}

/** The same as an HTML table, which documents, mail and most spreadsheets prefer. */
export function toHtml(table: CopyTable): string {
  const head = table.head.map((text) => `<th>${escape(text)}</th>`).join('')
  const cell = (each: CopyCell) =>
    each.number ? `<td style="text-align:right">${escape(each.text)}</td>` : `<td>${escape(guarded(each))}</td>`
  const rows = table.rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`
}

/** Puts a table on the clipboard in both forms. Throws where the browser refuses. */
export async function copyTable(table: CopyTable): Promise<void> {
  const part = (text: string, type: string) => new Blob([text], { type })
  await navigator.clipboard.write([
    new ClipboardItem({
      'text/plain': part(toTsv(table), 'text/plain'),
      'text/html': part(toHtml(table), 'text/html'),
    }),
  ])
}

/** A name that a spreadsheet would run as a formula is kept a name. */
function guarded({ text, number }: CopyCell): string {
  return number !== true && /^[=+\-@]/.test(text) ? `'${text}` : text
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
