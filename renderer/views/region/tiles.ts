/**
 * Where each province stands on the tile map, by its letters: seven columns and nine rows in which neighbours stay neighbours as far as
 * squares allow, and what lies north or east of something does so here.
 */
const ROWS = [
  '.. .. .. .. .. .. HL',
  '.. .. .. .. .. .. JL',
  '.. .. .. NM BJ LN ..',
  'XJ .. NX SX HE TJ ..',
  'QH GS SN HA SD JS ..',
  'XZ SC CQ HB AH ZJ SH',
  '.. YN GZ HN JX FJ TW',
  '.. .. GX GD HK .. ..',
  '.. .. HI MO .. .. ..',
]

export interface Place {
  readonly column: number
  readonly row: number
}

export const MAP_COLUMNS = 7
export const MAP_ROWS = ROWS.length

export const TILES: ReadonlyMap<string, Place> = new Map(
  ROWS.flatMap((line, row) =>
    line.split(' ').flatMap((code, column): [string, Place][] => (code === '..' ? [] : [[code, { column, row }]])),
  ),
)

/** The tile an arrow key leads to: the nearest that way, straight on if there is one. */
export function tileTowards(from: Place, dx: number, dy: number): string | null {
  let best: string | null = null
  let least = Infinity
  for (const [code, { column, row }] of TILES) {
    const along = (column - from.column) * dx + (row - from.row) * dy
    const aside = Math.abs((column - from.column) * dy) + Math.abs((row - from.row) * dx)
    if (along <= 0 || aside > along * 2) continue
    const far = along + aside * 2
    if (far < least) [best, least] = [code, far]
  }
  return best
}
