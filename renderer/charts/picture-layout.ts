/** Items of these widths one after the other in rows of `width`: where each begins. */
export function flow(widths: readonly number[], width: number): { x: number; row: number }[] {
  let x = 0
  let row = 0
  return widths.map((own) => {
    if (x > 0 && x + own > width) {
      x = 0
      row += 1
    }
    const at = { x, row }
    x += own
    return at
  })
}

/** A text as lines no wider than `width`, broken at spaces and after any Chinese sign. */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  const parts = text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? []
  const lines: string[] = []
  let line = ''
  for (const part of parts) {
    if (line !== '' && measure((line + part).trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = part.trimStart()
    } else line += part
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()]
}
