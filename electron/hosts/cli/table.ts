import stringWidth from 'string-width'

export interface TableColumn {
  readonly title: string
  readonly right?: boolean
}

/** Cells are cut here: a page path of 300 characters must not push the numbers off the screen. */
const CELL_MAX = 48

/** An aligned table; Chinese characters take two places. */
export function renderTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  widest = CELL_MAX,
): string {
  const lines = [columns.map((column) => column.title), ...rows].map((row) =>
    columns.map((_, i) => cut(oneLine(row[i] ?? ''), widest)),
  )
  const widths = columns.map((_, i) => lines.reduce((most, line) => Math.max(most, stringWidth(line[i] ?? '')), 0))
  return lines
    .map((line) =>
      line
        .map((cell, i) => pad(cell, widths[i] ?? 0, columns[i]?.right))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Facts about one thing, a line each. */
export function renderFacts(facts: readonly (readonly [string, string])[]): string {
  const width = facts.reduce((most, [name]) => Math.max(most, stringWidth(name)), 0)
  return facts.map(([name, value]) => `${pad(name, width)}  ${oneLine(value)}`.trimEnd()).join('\n')
}

/** At most `width` places wide; what was cut shows as …. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let kept = ''
  let used = 0
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += stringWidth(segment)
    if (used > width - 1) break
    kept += segment
  }
  return `${kept}…`
}

/** Names come from files and from the API: a control character in one must not steer the terminal. */
const CONTROLS = new RegExp('[\\u0000-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]+', 'g')

export function oneLine(text: string): string {
  return text.replace(CONTROLS, ' ')
}

function pad(text: string, width: number, right = false): string {
  const spaces = ' '.repeat(Math.max(0, width - stringWidth(text)))
  return right ? spaces + text : text + spaces
}
