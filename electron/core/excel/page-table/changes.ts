import type { ExportChange } from '../../../contract/methods/exports.ts'
import type { ChangedCell, Restatements } from '../../../contract/methods/history-changes.ts'
import { unitText } from '../book.ts'
import type { PageSheet, TableCell } from './types.ts'
import { rowName, type Words } from './words.ts'

/** A number that reads differently at two moments, from whichever answer. */
export type Change = Omit<ChangedCell, 'kind' | 'snapshots' | 'granularity' | 'key'> &
  Partial<Pick<ChangedCell, 'kind' | 'snapshots'>>

/** What a workbook held, as a change. */
export function changeOf({ now: after, ...rest }: ExportChange): Change {
  const { before } = rest
  const difference = before === null || after === null ? null : after - before
  const percent = difference === null || !before ? null : (100 * difference) / before
  return { ...rest, whole: false, after, difference, percent, beforeAt: null, at: null }
}

/** Changed numbers, a line each. */
export function changesSheet(
  words: Words,
  title: string,
  changes: readonly Change[],
  notes: readonly string[],
): PageSheet {
  const { p, t } = words
  const c = p.changes
  // those of a file come without the replies
  const traced = changes.some(({ snapshots }) => snapshots !== undefined)
  return {
    name: title,
    title,
    notes: [...notes, c.pointsNote],
    columns: [
      ...(traced ? [{ name: c.at, kind: 'moment' as const }] : []),
      { name: p.app, kind: 'text' },
      { name: p.report, kind: 'text' },
      { name: p.variant, kind: 'text' },
      { name: p.row, kind: 'text' },
      { name: t.from, kind: 'day' },
      { name: t.to, kind: 'day' },
      { name: p.metric, kind: 'text' },
      { name: p.unit, kind: 'text' },
      ...(traced
        ? [
            { name: c.kind, kind: 'text' as const },
            { name: c.beforeAt, kind: 'moment' as const },
            { name: c.beforeSnapshot, kind: 'id' as const },
            { name: c.afterSnapshot, kind: 'id' as const },
          ]
        : []),
      { name: c.before, kind: 'number' },
      { name: c.after, kind: 'number' },
      { name: c.difference, kind: 'number' },
      { name: c.percent, kind: 'change' },
    ],
    pinned: 2,
    rows: changes.map((change) => changeRow(words, change, traced)),
  }
}

function changeRow(words: Words, change: Change, traced: boolean): TableCell[] {
  const { unit, before, after, difference, kind, snapshots } = change
  const row = [
    words.app(change.appId, change.app),
    words.report(change.report),
    words.variant(change.report, change.variant),
    rowName(words, change),
    change.from,
    change.to,
    words.metric(change.report, change.metric),
    unitText(words, unit),
  ]
  const numbers = [
    { value: before, unit },
    { value: after, unit },
    // of two percentages in points
    { value: difference, unit: unit === 'percent' ? ('decimal' as const) : unit },
    change.percent,
  ]
  if (!traced) return [...row, ...numbers]
  const said = kind === undefined ? '' : words.p.changes.kinds[kind]
  const from = [said, change.beforeAt, snapshots?.before ?? null, snapshots?.after ?? null]
  return [change.at, ...row, ...from, ...numbers]
}

/** Changes by the day they came and by report. */
export function groupsSheet(words: Words, groups: Restatements['groups']): PageSheet {
  const c = words.p.changes
  return {
    name: c.groups,
    title: [words.shared.pageTables.restatements, c.groups].join(words.t.dot),
    notes: [],
    columns: [
      { name: c.day, kind: 'day' },
      { name: words.p.report, kind: 'text' },
      { name: c.cells, kind: 'count' },
      { name: c.apps, kind: 'count' },
      { name: c.largest, kind: 'change' },
    ],
    pinned: 2,
    rows: groups.map(({ day, report, cells, apps, largest }) => [day, words.report(report), cells, apps, largest]),
  }
}
