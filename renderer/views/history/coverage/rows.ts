import type { Coverage } from '../../../../electron/contract/methods/history-coverage.ts'
import type { GridSort } from '../../../components/grid/grid.ts'
import { gapsOf, partOf, sumOf, tallyOf, type StateLetter, type Tally } from './states.ts'

/** A line of the matrix: an app, a report, or one report of one app below either. */
export interface MatrixRow {
  readonly id: number
  readonly name: string
  /** What it is of; null for all. */
  readonly appId: number | null
  readonly report: string | null
  /** The days of every series in it. */
  readonly days: readonly string[]
  readonly tally: Tally
  /** Lines below it; none for one report of one app. */
  readonly below: readonly MatrixRow[]
}
/** A line as it is shown. */
export interface ShownRow extends MatrixRow {
  readonly depth: 0 | 1
  readonly open: boolean
}

export interface Names {
  readonly app: (id: number, name: string) => string
  readonly report: (id: string) => string
}

/** The matrix as lines: apps with their reports below, or reports with their apps. Ids stay the same while apps and reports do. */
export function matrixRows({ apps, reports }: Coverage, by: 'app' | 'report', names: Names): MatrixRow[] {
  const leaf = (a: number, r: number): MatrixRow | null => {
    const [app, report] = [apps[a], reports[r]]
    const days = app?.rows[r] ?? ''
    if (!app || report === undefined || days === '') return null
    const id = 1 + app.appId * 100 + r
    const name = by === 'app' ? names.report(report) : names.app(app.appId, app.app)
    return { id, name, appId: app.appId, report, days: [days], tally: tallyOf([days]), below: [] }
  }
  const line = (id: number, own: Pick<MatrixRow, 'name' | 'appId' | 'report'>, below: readonly MatrixRow[]) => ({
    id,
    ...own,
    days: below.flatMap(({ days }) => days),
    tally: sumOf(below.map(({ tally }) => tally)),
    below,
  })
  if (by === 'app')
    return apps.map(({ appId, app }, a) => {
      const below = reports.flatMap((_, r) => leaf(a, r) ?? [])
      return line(-1 - appId, { name: names.app(appId, app), appId, report: null }, below)
    })
  return reports.map((report, r) => {
    const below = apps.flatMap((_, a) => leaf(a, r) ?? [])
    return line(-1 - r, { name: names.report(report), appId: null, report }, below)
  })
}

export interface Wanted {
  /** Names that contain it. */
  readonly query: string
  /** Only lines that have such days. */
  readonly state: StateLetter | ''
  readonly open: ReadonlySet<number>
  readonly sort: GridSort | null
  readonly locale: string
}

/** The lines to show, those below an open one behind it. */
export function shownRows(rows: readonly MatrixRow[], { query, state, open, sort, locale }: Wanted): ShownRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const named = ({ name }: MatrixRow) => words.every((word) => name.toLowerCase().includes(word))
  const fits = (row: MatrixRow) => state === '' || row.tally[state] > 0
  return sorted(
    rows.filter((row) => fits(row) && (named(row) || row.below.some(named))),
    sort,
    locale,
  ).flatMap((row): ShownRow[] => {
    const isOpen = open.has(row.id)
    const all = named(row)
    const below = isOpen ? row.below.filter((each) => fits(each) && (all || named(each))) : []
    return [{ ...row, depth: 0, open: isOpen }, ...below.map((each): ShownRow => ({ ...each, depth: 1, open: false }))]
  })
}

function sorted(rows: readonly MatrixRow[], sort: GridSort | null, locale: string): readonly MatrixRow[] {
  if (!sort) return rows
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const sign = sort.descending ? -1 : 1
  const number = ({ tally }: MatrixRow) =>
    sort.key === 'gaps' ? gapsOf(tally) : sort.key === 'wider' ? tally.w : (partOf(tally) ?? 101)
  return rows.toSorted((a, b) => sign * (sort.key === 'name' ? compare(a.name, b.name) : number(a) - number(b)))
}
