import type { Note } from '../../../contract/methods/query.ts'
import type { PlanChart } from '../charts/types.ts'
import { clamp, linesOf, rowHeight, textWidth } from '../text-width.ts'
import type { CellRange } from '../types.ts'
import { anchorOf, bindChart, placesFor, rowsAbove, rowsBeside, type ChartPlaces } from './chart-place.ts'
import {
  isDays,
  notesOf,
  type Foot,
  type Head,
  type Section,
  type SectionBody,
  type SectionChart,
  type SectionColumn,
} from './sections.ts'

export const LINE = 16.5
export const NUMBER_WIDTH = 11

/** A section with what its place on the sheet depends on; its numbers are not kept. */
export interface Measured {
  readonly section: Section
  readonly columns: readonly SectionColumn[]
  readonly heads: number
  /** The height of the foot; null where there is none. */
  readonly foot: number | null
  readonly more: number
  readonly groups: boolean
  readonly days: boolean
  /** Rows whose period is not whole, counted from 0. */
  readonly partial: readonly number[]
  readonly charts: readonly SectionChart[]
}

export interface Measures {
  readonly sections: readonly Measured[]
  readonly widths: readonly number[]
  readonly notes: readonly Note[]
  readonly partial: boolean
  readonly noted: boolean
  readonly seconds: boolean
}

export function measure(sections: readonly Section[]): Measures {
  const widths: number[] = [14]
  const notes = new Set<Note>()
  let seconds = false
  let noted = false
  const measured = sections.map((section): Measured => {
    const body = section.load()
    widenFor(widths, section, body)
    for (const note of notesOf(body)) notes.add(note)
    noted ||= body.heads.some((head) => head.noted)
    seconds ||= body.columns.some(({ unit }) => unit === 'seconds')
    return {
      section,
      columns: body.columns,
      heads: body.heads.length,
      foot: body.foot && footHeight(body.foot, widths),
      more: body.more,
      groups: body.heads.some((head) => head.child),
      days: isDays(body),
      partial: body.heads.flatMap((head, n) => (head.partial ? [n] : [])),
      charts: section.charts?.(body) ?? [],
    }
  })
  return {
    sections: measured,
    widths,
    notes: [...notes],
    partial: measured.some((one) => one.partial.length > 0),
    noted,
    seconds,
  }
}

function widenFor(widths: number[], section: Section, body: SectionBody): void {
  const headWidth = (head: Head) => (typeof head.label === 'number' ? 20 : textWidth(head.label) + (head.child ? 5 : 2))
  const first = [textWidth(section.corner) + 2, textWidth(body.foot?.label ?? '') + 2, ...body.heads.map(headWidth)]
  widths[0] = clamp(
    first.reduce((a, b) => Math.max(a, b), widths[0] ?? 0),
    14,
    46,
  )
  body.columns.forEach(({ label }, c) => {
    const largest = body.values.reduce((most, row) => Math.max(most, Math.abs(row[c] ?? 0)), 0)
    const total = Math.abs(body.foot?.totals[c]?.value ?? 0)
    const digits = String(Math.round(Math.max(largest, total))).length
    const number = digits + Math.floor((digits - 1) / 3) + 4
    widths[c + 1] = Math.max(widths[c + 1] ?? NUMBER_WIDTH, number, clamp(textWidth(label) + 3, NUMBER_WIDTH, 17))
  })
}

function footHeight(foot: Foot, widths: readonly number[]): number {
  const texts = foot.totals.map((total, c) =>
    total?.value === null && total.note !== null && total.note !== 'no-total'
      ? linesOf('x'.repeat(WHY_WIDTH), widths[c + 1] ?? NUMBER_WIDTH)
      : 1,
  )
  return Math.max(LINE, rowHeight(Math.max(1, ...texts)))
}

/** About as long as the longest reason for an empty total. */
const WHY_WIDTH = 40

export interface Placed {
  readonly measured: Measured
  readonly section: Section
  readonly top: number
  readonly body: CellRange
  /** Blank rows between the band and the table, for charts. */
  readonly above: number
  /** Blank rows below the table, so that the charts beside it end with it. */
  readonly below: number
  readonly charts: readonly PlanChart[]
}

export interface Layout {
  readonly placed: readonly Placed[]
  readonly shared: boolean
  readonly widths: readonly number[]
  readonly blocks: readonly { readonly top: number; readonly rows: number }[]
  /** The first row after the last section. */
  readonly end: number
}

/** The row of the header that all sections share. */
const SHARED_HEADER = 4

export function placeSections(measures: Measures): Layout {
  const { sections } = measures
  const labels = (measured: Measured) =>
    JSON.stringify([measured.section.corner, ...measured.columns.map((column) => column.label)])
  const [first] = sections
  const shared = first !== undefined && sections.every((measured) => labels(measured) === labels(first))
  const places = placesFor(
    measures.widths,
    sections.map(({ charts }) => charts),
  )
  let row = shared ? SHARED_HEADER + 1 : SHARED_HEADER
  const placed = sections.map((measured, n) => {
    const one = placeOne(measured, places.charts[n] ?? [], places, measures.widths.length, row, shared)
    row = one.end
    return one.placed
  })
  const blocks = placed.map(({ top }, i) => ({ top, rows: (placed[i + 1]?.top ?? row) - top }))
  return { placed, shared, widths: places.widths, blocks, end: row }
}

function placeOne(
  measured: Measured,
  charts: readonly SectionChart[],
  places: ChartPlaces,
  tableColumns: number,
  top: number,
  shared: boolean,
): { placed: Placed; end: number } {
  const above = rowsAbove(places, charts)
  const header = shared ? SHARED_HEADER : top + 1 + above
  const bodyTop = top + 1 + above + (shared ? 0 : 1)
  const filled = bodyTop + measured.heads + (measured.foot === null ? 0 : 1) + (measured.more > 0 ? 1 : 0)
  const below = Math.max(0, top + rowsBeside(places, charts) - filled)
  const body = {
    top: bodyTop,
    left: 1,
    bottom: Math.max(bodyTop, bodyTop + measured.heads - 1),
    right: 1 + measured.columns.length,
  }
  const bound = charts.map((chart, n) => {
    const anchor = anchorOf(places, tableColumns, places.beside ? top : top + 1, n)
    return bindChart(chart, { header, body: bodyTop }, anchor)
  })
  return {
    placed: { measured, section: measured.section, top, body, above, below, charts: bound },
    end: filled + below + 1,
  }
}
