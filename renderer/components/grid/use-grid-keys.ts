import { nextTick, ref } from 'vue'
import { moved, nextSort, selectRows, type GridCell, type GridColumn, type GridRest, type GridSort } from './grid.ts'

export interface GridKeysOptions<Row extends { id: number }> {
  rows: () => readonly Row[]
  columns: () => readonly GridColumn[]
  selected: () => ReadonlySet<number>
  sort: () => GridSort | null
  /** Rows that fit at once. */
  page: () => number
  reveal: (row: number) => void
  cellElement: (row: number, column: number) => HTMLElement | null
  select: (selected: ReadonlySet<number>) => void
  sortBy: (sort: GridSort | null) => void
  copy: () => void
  open: (row: Row) => void
  edit: (row: Row) => void
  rest: (at: GridRest<Row> | null) => void
}

/** Selection and keyboard of a grid: one cell is active, Space and Shift select, Ctrl+A and Ctrl+C mean the rows. */
export function useGridKeys<Row extends { id: number }>(grid: GridKeysOptions<Row>) {
  const active = ref<GridCell>({ row: -1, column: 0 })
  const focused = ref(false)
  /** Where a stretch of rows began. */
  let anchor: number | null = null

  const activeElement = () => grid.cellElement(active.value.row, active.value.column)
  const ids = () => grid.rows().map((row) => row.id)

  function clicked(row: number, shift: boolean): void {
    grid.select(selectRows(grid.selected(), ids(), row, shift ? anchor : null))
    anchor = row
  }
  function toggleAll(): void {
    const all = ids()
    const every = all.length > 0 && all.every((id) => grid.selected().has(id))
    grid.select(new Set(every ? [] : all))
  }
  function sortBy(column: GridColumn): void {
    grid.sortBy(nextSort(grid.sort(), column.key, column.align === 'right'))
  }
  function go(cell: GridCell): void {
    active.value = cell
    grid.rest(null)
  }
  async function info(): Promise<void> {
    await nextTick()
    const element = activeElement()
    const column = grid.columns()[active.value.column]
    if (element && column && active.value.row >= 0)
      grid.rest({ row: grid.rows()[active.value.row] ?? null, line: 0, column: column.key, element, now: true })
  }
  function move(to: GridCell, shift: boolean): void {
    if (shift && to.row >= 0) {
      anchor ??= Math.max(0, active.value.row)
      grid.select(selectRows(grid.selected(), ids(), to.row, anchor))
    } else anchor = null
    go(to)
    grid.reveal(to.row)
    void nextTick(() => activeElement()?.scrollIntoView({ block: 'nearest', inline: 'nearest' }))
  }

  function pressed(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) return
    const command = event.ctrlKey || event.metaKey
    const to = command ? null : moved(active.value, event.key, grid.rows().length, grid.columns().length, grid.page())
    if (to) move(to, event.shiftKey)
    else if (!act(event.key.toLowerCase(), command)) return
    event.preventDefault()
  }
  /** False where the key means nothing here. */
  function act(key: string, command: boolean): boolean {
    const { row, column } = active.value
    const head = grid.columns()[column]
    const line = grid.rows()[row]
    if (command && key === 'a') toggleAll()
    else if (command && key === 'c') {
      if (window.getSelection()?.isCollapsed === false) return false
      grid.copy()
    } else if (command) return false
    else if (key === ' ' && row >= 0) clicked(row, false)
    else if ((key === 'enter' || key === ' ') && row < 0 && head?.sortable) sortBy(head)
    else if (key === 'enter' && line) grid.open(line)
    else if (key === 'f2' && line) grid.edit(line)
    else if (key === 'i') void info()
    else if (key === 'escape') {
      grid.rest(null)
      grid.select(new Set())
    } else return false
    return true
  }
  return {
    active,
    focused,
    pressed,
    clicked,
    toggleAll,
    sortBy,
    go,
    blurred: () => {
      focused.value = false
      grid.rest(null)
    },
  }
}
