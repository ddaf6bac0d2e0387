import stringWidth from 'string-width'

/** The width of a text in Excel's character units; full-width characters count two. */
export function textWidth(text: string): number {
  let widest = 0
  for (const line of text.split('\n')) widest = Math.max(widest, stringWidth(line))
  return widest
}

export const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

/** How many lines a text takes in a column of this width when wrapped. */
export function linesOf(text: string, width: number): number {
  return text
    .split('\n')
    .map((line) => Math.max(1, Math.ceil((stringWidth(line) * 1.06) / Math.max(1, width - 1))))
    .reduce((a, b) => a + b, 0)
}

/** Points a row of so many lines of body text needs. */
export const rowHeight = (lines: number) => Math.max(18, 4 + lines * 14)
