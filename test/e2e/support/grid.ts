import type { Locator, Page } from 'playwright-core'

/** A table of the page as it is read: each row by its columns' keys (`user-trend/session_count`, `app`). */
export interface GridText {
  readonly titles: Readonly<Record<string, string>>
  /** Only rows in sight: the table is virtual. */
  readonly rows: readonly Readonly<Record<string, string>>[]
  /** The first of the lines at the bottom. */
  readonly foot: Readonly<Record<string, string>>
}

export const grid = (page: Page): Locator => page.getByRole('grid')

export function readGrid(table: Locator): Promise<GridText> {
  return table.evaluate((element) => {
    const cells = (row: Element) =>
      Object.fromEntries(
        [...row.querySelectorAll<HTMLElement>('[data-column]')].map((cell) => [
          cell.dataset['column'] ?? '',
          cell.textContent.trim(),
        ]),
      )
    const [head, ...rest] = [...element.querySelectorAll('[role=row]')].map((row) => ({ row, cells: cells(row) }))
    const isFoot = ({ row }: { row: Element }) => row.querySelector('[data-row^="-"]') !== null
    return {
      titles: head?.cells ?? {},
      rows: rest.filter((each) => !isFoot(each)).map((each) => each.cells),
      foot: rest.find(isFoot)?.cells ?? {},
    }
  })
}

/** The row whose cell of the column holds the text. */
export function rowOf({ rows }: GridText, column: string, text: string): Readonly<Record<string, string>> {
  const found = rows.find((row) => row[column]?.includes(text))
  if (!found) throw new Error(`no row ${text}; there are ${rows.map((row) => row[column] ?? '').join(', ')}`)
  return found
}
