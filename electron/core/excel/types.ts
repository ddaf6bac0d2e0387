import type { Output } from '../../contract/index.ts'
import type { Annotation } from '../../contract/methods/annotations.ts'
import type { Comparison, Overview, ReportTable, SeriesTable } from '../../contract/methods/query.ts'
import type { Locale } from '../../contract/primitives.ts'
import type { PlanChart } from './charts/types.ts'
import type { CellRange, CellValue } from './ranges.ts'
import type { RecordOrder } from './record/order.ts'
import type { Style } from './styles.ts'

export type { CellRange, CellValue } from './ranges.ts'

/** A report as `reports.list` tells it. */
export type ReportInfo = Output<'reports.list'>[number]
export type MetricInfo = ReportInfo['metrics'][number]

/** An app as the workbook names it. */
export interface WorkbookApp {
  readonly id: number
  readonly name: string
  readonly externalId: string | null
  readonly tags: readonly string[]
}

/**
 * One variant of a report, as the screen's queries answer it. Both are asked more than once (for the layout, for the rows, for the long
 * data) so that no more than one table need be in memory; they must answer the same each time.
 */
export interface VariantSource {
  readonly key: string
  readonly name: string
  readonly granularity: 'hour' | 'day' | 'week' | 'month' | 'range'
  readonly table: () => ReportTable
  /** Of reports about periods: one metric by period, with totals by rule. */
  readonly series: ((metric: string) => SeriesTable) | null
}

export interface ReportSource {
  readonly info: ReportInfo
  readonly variants: readonly VariantSource[]
}

/** All a workbook is made from. Days are `YYYY-MM-DD`, moments ISO. */
export interface WorkbookInput {
  readonly locale: Locale
  readonly from: string
  readonly to: string
  readonly compare: { readonly kind: Comparison | 'range'; readonly from: string; readonly to: string } | null
  /** The moment whose knowledge the numbers are; null for the latest. */
  readonly asOf: string | null
  readonly madeAt: string
  readonly version: string
  readonly apps: readonly WorkbookApp[]
  readonly overview: Overview
  /** Every report the overview's metrics belong to, whether it has a sheet or not. */
  readonly catalogue: readonly ReportInfo[]
  readonly reports: readonly ReportSource[]
  /** What people noted on days of the range, oldest first. */
  readonly annotations: readonly Annotation[]
  /** Texts of the cover; the usual title where it is empty. */
  readonly cover: { readonly title: string; readonly lines: readonly string[] }
  /** A PNG or JPEG for the cover. */
  readonly logo: Buffer | null
  /** What the workbook is recorded to be made from. */
  readonly recorded: RecordOrder
  /** Rows a sheet may hold; Excel's own limit where absent. */
  readonly maxRows?: number
}

/** A row from column A on. Text is always text, never a formula; dates are Excel's serial numbers under a date format. */
export interface PlanRow {
  readonly values: readonly CellValue[]
  /** By column; shared between rows. */
  readonly styles: readonly (Style | null)[]
  /** Points. */
  readonly height?: number
  readonly outline?: number
}

export interface PlanLink {
  readonly row: number
  readonly column: number
  readonly sheet: string
  readonly cell: string
}

export interface PlanSheet {
  readonly name: string
  /** Tab colour, RRGGBB; null for none. */
  readonly tab: string | null
  /** Character widths by column. */
  readonly widths: readonly number[]
  readonly rowCount: number
  readonly rows: () => Iterable<PlanRow>
  /** Rows and columns that stay in sight. */
  readonly freeze: { readonly rows: number; readonly columns: number }
  readonly filter: CellRange | null
  readonly merges: readonly CellRange[]
  /** Two-colour scales, from white to the accent. */
  readonly scales: readonly CellRange[]
  /** Columns of cells with a bar behind each number. */
  readonly bars: readonly CellRange[]
  readonly tables: readonly PlanTable[]
  readonly charts: readonly PlanChart[]
  readonly picture?: PlanPicture
  /** By `report/metric`: the cells where all apps together stand by period, for charts on other sheets. */
  readonly trends?: ReadonlyMap<string, Trend>
  readonly links: readonly PlanLink[]
  /** Workbook-wide names of cell ranges. */
  readonly names: readonly { readonly name: string; readonly range: CellRange }[]
  readonly print: {
    readonly landscape: boolean
    /** First and last row repeated on every page; null for none. */
    readonly repeatRows: readonly [number, number] | null
    /** Rows after which a new page begins. */
    readonly breaks: readonly number[]
    /** Text at the left of the footer. */
    readonly footer: string
    /** What is printed; all of the sheet where absent. */
    readonly area?: CellRange
    /** Made smaller so that it fits on one page. */
    readonly onePage?: boolean
  }
  readonly outline: boolean
}

/** A picture whose upper right corner is that of a cell. Sizes in pixels. */
export interface PlanPicture {
  readonly kind: 'png' | 'jpeg'
  readonly content: Buffer
  readonly row: number
  readonly column: number
  readonly width: number
  readonly height: number
}

/** A metric by period: the body's cells, the row of its header, and the column of all apps together. */
export interface Trend {
  readonly body: CellRange
  readonly header: number
  readonly column: number
  readonly days: boolean
  /** Rows of the body, counted from 0, whose period is not whole. */
  readonly partial: readonly number[]
}

/** A list that Excel knows as one: sorted and filtered by its header, named, grown by typing below it. */
export interface PlanTable {
  /** Workbook-wide, as names of ranges are. */
  readonly name: string
  /** From the header to the last row, a row of totals included. */
  readonly range: CellRange
  /** The header's cells; no two alike. */
  readonly columns: readonly TableColumn[]
  readonly totals: boolean
}

export interface TableColumn {
  readonly name: string
  /** The cell below the column: a text, or the formula that makes its number. */
  readonly total?: { readonly label: string } | { readonly sum: true } | { readonly formula: string }
}

/** A workbook as data: everything about it is decided, nothing written. */
export interface WorkbookPlan {
  readonly sheets: readonly PlanSheet[]
  /** The checksums of these sheets, put in as each is written; the record on a later sheet tells them. */
  readonly seal: { readonly sheets: ReadonlySet<string>; readonly sums: Map<string, string> }
  readonly styles: readonly Style[]
  readonly font: string
  readonly locale: Locale
  /** `{page}` and `{pages}` stand for the numbers. */
  readonly pageText: string
  readonly properties: {
    readonly title: string
    readonly subject: string
    readonly keywords: string
    readonly creator: string
    readonly description: string
    readonly created: Date
  }
}
