/** A column of a DataGrid. Pinned ones stand left and stay when the grid is scrolled sideways. */
export interface GridColumn {
  readonly key: string
  readonly title: string
  /** Said of it by itself, where the title needs its neighbours. */
  readonly full?: string
  /** Pixels; columns that are not pinned grow in proportion when there is room. */
  readonly width: number
  readonly align: 'left' | 'right'
  readonly sortable: boolean
  readonly pinned: boolean
}
export interface GridSort {
  readonly key: string
  readonly descending: boolean
}
/** The cell the keyboard is on; row −1 is the head. */
export interface GridCell {
  readonly row: number
  readonly column: number
}

/** Where the pointer or the keyboard rests: a row, or a line of the foot (row null). `now`: asked for, not just passed over. */
export interface GridRest<Row> {
  readonly row: Row | null
  readonly line: number
  readonly column: string
  readonly element: HTMLElement
  readonly now: boolean
}

/** What `grid-template-columns` all lines of the grid share. */
export function gridTemplate(columns: readonly GridColumn[], lead: number): string {
  const widths = columns.map(({ width, pinned }) => (pinned ? `${width}px` : `minmax(${width}px, ${width}fr)`))
  return [`${lead}px`, ...widths].join(' ')
}

/** Where each pinned column sticks, in pixels from the left. */
export function pinOffsets(columns: readonly GridColumn[], lead: number): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>()
  let left = lead
  for (const column of columns) {
    if (!column.pinned) break
    offsets.set(column.key, left)
    left += column.width
  }
  return offsets
}

/** Where a key leads from a cell; null for keys that do not move. */
export function moved(cell: GridCell, key: string, rows: number, columns: number, page: number): GridCell | null {
  const to = (row: number, column: number): GridCell => ({
    row: Math.max(-1, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  })
  switch (key) {
    case 'ArrowUp':
      return to(cell.row - 1, cell.column)
    case 'ArrowDown':
      return to(cell.row + 1, cell.column)
    case 'ArrowLeft':
      return to(cell.row, cell.column - 1)
    case 'ArrowRight':
      return to(cell.row, cell.column + 1)
    case 'PageUp':
      return to(Math.max(0, cell.row - page), cell.column)
    case 'PageDown':
      return to(cell.row + page, cell.column)
    case 'Home':
      return to(0, cell.column)
    case 'End':
      return to(rows - 1, cell.column)
    default:
      return null
  }
}

/** A click on a column's head: numbers begin with the largest, then the other way round, then as they came. */
export function nextSort(sort: GridSort | null, key: string, numbers: boolean): GridSort | null {
  if (sort?.key !== key) return { key, descending: numbers }
  return sort.descending === numbers ? { key, descending: !numbers } : null
}

/** The selection after one row was clicked; with `anchor`, all rows from there to it are selected. */
export function selectRows(
  selected: ReadonlySet<number>,
  ids: readonly number[],
  row: number,
  anchor: number | null,
): Set<number> {
  const next = new Set(selected)
  const id = ids[row]
  if (id === undefined) return next
  if (anchor !== null) {
    for (const each of ids.slice(Math.min(anchor, row), Math.max(anchor, row) + 1)) next.add(each)
  } else if (!next.delete(id)) next.add(id)
  return next
}
