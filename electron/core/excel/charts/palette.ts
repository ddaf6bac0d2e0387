/** The page's series colours (renderer/theme/tokens.css, light), RRGGBB. */
export const SERIES_COLOURS = ['0B6E75', 'D9822B', '4A62C8', 'B0457B', '5B8C2A', '8A5CC2', 'C2A318', '3D8FD1'] as const

const COUNT = SERIES_COLOURS.length
const DASHES = [undefined, 'dash', 'dot'] as const

/** The colour of the nth thing that has none of its own, counted from 0. */
export const nthColour = (n: number): string => SERIES_COLOURS[n % COUNT] ?? SERIES_COLOURS[0]

/** An app's colour: the one it has on the page (renderer/theme/series.ts). */
export const appColour = (appId: number): string => nthColour((((appId - 1) % COUNT) + COUNT) % COUNT)

/** Looks for series in their order: colours that come again are dashed, then dotted. */
export function looksOf(colours: readonly string[]): { colour: string; dash?: 'dash' | 'dot' }[] {
  const uses = new Map<string, number>()
  return colours.map((colour) => {
    const use = uses.get(colour) ?? 0
    uses.set(colour, use + 1)
    const dash = DASHES[use % DASHES.length]
    return { colour, ...(dash && { dash }) }
  })
}
