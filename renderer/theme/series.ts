/** How many colours the palette has. */
export const SERIES_COLORS = 8

/** An app's place in the palette, 1–8: by its id, so that it keeps its colour in every view and every session. */
export function seriesOf(appId: number): number {
  return ((((appId - 1) % SERIES_COLORS) + SERIES_COLORS) % SERIES_COLORS) + 1
}

/** The app's colour as a CSS value. */
export const seriesColor = (appId: number): string => `var(--s${seriesOf(appId)})`
export const seriesInk = (appId: number): string => `var(--s${seriesOf(appId)}-on)`
