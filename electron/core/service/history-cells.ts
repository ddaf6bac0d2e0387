import { formatDay } from '../../contract/calendar.ts'
import { changePercent } from '../../contract/compare.ts'
import type { ChangedCell } from '../../contract/methods/history-changes.ts'
import type { Locale } from '../../contract/primitives.ts'
import { columnsFor, memberLabel, type Column } from '../catalogue/lookup.ts'
import type { Report } from '../catalogue/schema.ts'
import type { ChangedRow } from '../store/changes.ts'
import type { SlotRow } from '../store/coverage.ts'
import type { Store } from '../store/open.ts'

/** A series whose changes are looked for. */
export interface ChangedSlot {
  readonly slot: SlotRow
  readonly report: Report
  readonly app: string
  readonly columns: readonly Column[]
}

/** One number that changed, not yet put into words. */
export interface FoundCell {
  readonly slot: ChangedSlot
  readonly row: ChangedRow
  readonly column: Column
  readonly kind: ChangedCell['kind']
  readonly before: number | null
  readonly after: number | null
  readonly percent: number | null
}

/** Which of the numbers that changed are wanted. */
export interface CellFilter {
  readonly kinds: readonly ChangedCell['kind'][]
  /** Keys, or `report/metric`; all where empty. */
  readonly metrics: readonly string[]
  readonly minPercent: number
}

export interface SlotFilter {
  readonly variant?: string | undefined
  readonly granularity?: string | undefined
}

/** The stored series of some apps and reports. */
export function changedSlots(
  store: Store,
  apps: readonly { readonly id: number; readonly name: string }[],
  reports: readonly Report[],
  { variant, granularity }: SlotFilter,
): ChangedSlot[] {
  const names = new Map(apps.map(({ id, name }) => [id, name]))
  const byId = new Map(reports.map((report) => [report.id, report]))
  return store.coverage.slots(apps.map(({ id }) => id)).flatMap((slot) => {
    const report = byId.get(slot.report)
    const other = (variant ?? slot.variant) !== slot.variant || (granularity ?? slot.granularity) !== slot.granularity
    if (!report || other || !report.variants.some(({ key }) => key === slot.variant)) return []
    const columns = columnsFor(report, slot.variant, slot.granularity)
    return [{ slot, report, app: names.get(slot.app) ?? '', columns }]
  })
}

/** The numbers of a row that changed. */
export function cellsOfRow(slot: ChangedSlot, row: ChangedRow, filter: CellFilter): FoundCell[] {
  return slot.columns.flatMap((column): FoundCell[] => {
    if (!isWanted(filter.metrics, slot.report.id, column.metric.key)) return []
    const before = row.before?.values[column.column] ?? null
    const after = row.after.values?.[column.column] ?? null
    const kind = kindOf(row, before, after)
    if (!kind || !filter.kinds.includes(kind)) return []
    const percent = changePercent(after, before)
    if (filter.minPercent > 0 && percent !== null && Math.abs(percent) < filter.minPercent) return []
    return [{ slot, row, column, kind, before, after, percent }]
  })
}

const isWanted = (metrics: readonly string[], report: string, key: string) =>
  metrics.length === 0 || metrics.includes(key) || metrics.includes(`${report}/${key}`)

function kindOf(row: ChangedRow, before: number | null, after: number | null): ChangedCell['kind'] | null {
  if (before === after) return null
  if (row.before === null) return 'added'
  if (before === null) return 'filled'
  return after === null ? 'withdrawn' : 'restated'
}

export const noChanges = (): Record<ChangedCell['kind'], number> => ({ restated: 0, filled: 0, withdrawn: 0, added: 0 })

/** Some of the cells in words: names of rows, and when the replies came. */
export function describeCells(store: Store, cells: readonly FoundCell[], locale: Locale): ChangedCell[] {
  const ids = new Set(cells.flatMap(({ row }) => [row.before?.snapshot ?? 0, row.after.snapshot]))
  const times = new Map(store.snapshots.many([...ids]).map(({ id, fetchedAt }) => [id, fetchedAt]))
  const at = (id: number | undefined) => {
    const time = id === undefined ? undefined : times.get(id)
    return time === undefined ? null : new Date(time).toISOString()
  }
  const names = namesOf(store, cells, locale)
  return cells.map(({ slot: { slot, report, app }, row, column, kind, before, after, percent }) => ({
    appId: slot.app,
    app,
    report: report.id,
    variant: slot.variant,
    granularity: slot.granularity,
    ...(names.get(row.member ?? '') ?? { key: null, label: null, parent: null }),
    whole: row.member === null,
    from: formatDay(row.from),
    to: formatDay(row.to),
    metric: column.metric.key,
    unit: column.metric.unit,
    kind,
    before,
    after,
    difference: before === null || after === null ? null : after - before,
    percent,
    snapshots: { before: row.before?.snapshot ?? null, after: row.after.snapshot },
    beforeAt: at(row.before?.snapshot),
    at: at(row.after.snapshot),
  }))
}

/** Keys and names of the members that cells are about. */
function namesOf(store: Store, cells: readonly FoundCell[], locale: Locale) {
  const reports = new Map(cells.flatMap(({ row, slot }) => (row.member ? [[row.member, slot.report] as const] : [])))
  const members = store.facts.members([...reports.keys()])
  const parents = store.facts.members([...new Set([...members.values()].flatMap(({ parent }) => parent ?? []))])
  return new Map(
    [...members].map(([id, member]) => {
      const report = reports.get(id)
      const parent = member.parent === null ? undefined : parents.get(member.parent)
      const name = (of: { key: string; label: string; parent: string | null }, ofId: string) =>
        report ? memberLabel(report, { id: ofId, ...of }, locale) : of.label
      return [
        id,
        {
          key: member.key,
          label: name(member, id),
          parent: parent && member.parent !== null ? name(parent, member.parent) : null,
        },
      ]
    }),
  )
}
