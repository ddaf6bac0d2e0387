/** About how wide a text of 12 px is: a Chinese sign is as wide as it is high. */
export function textWidth(text: string): number {
  let width = 0
  for (const sign of text) width += /[\u2e80-\uffff]/u.test(sign) ? 12 : 6.7
  return width
}

/** A text of 12 px that fits into so many pixels, with an ellipsis where it had to be cut. */
export function fitText(text: string, room: number): string {
  if (textWidth(text) <= room) return text
  let cut = ''
  for (const sign of text) {
    if (textWidth(`${cut}${sign}…`) > room) break
    cut += sign
  }
  return `${cut.trimEnd()}…`
}
