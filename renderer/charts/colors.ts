/** A series' colour: a place in the palette (1–8, an app's own by `seriesOf`), or a token of the page. */
export type SeriesColor = number | `--${string}`

/** The colour for the document, where CSS follows the theme by itself. */
export const cssColor = (color: SeriesColor): string =>
  typeof color === 'number' ? `var(--s${color})` : `var(${color})`

/** A colour of the tokens (`#rrggbb` or `#rgb`) made see-through, for a canvas. */
export function faded(color: string, alpha: number): string {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color.trim())?.[1]
  if (hex === undefined) return color
  const pairs = (hex.length === 3 ? hex.replaceAll(/./g, '$&$&') : hex).match(/../g) ?? []
  return `rgb(${pairs.map((pair) => Number.parseInt(pair, 16)).join(' ')} / ${alpha})`
}
