import { AppError } from '../../contract/errors.ts'
import type { Inspected, InspectInput, ReproduceInput } from '../../contract/methods/exports.ts'
import type { ExportSummary } from '../../contract/methods/jobs.ts'
import { describeCatalogue } from '../catalogue/index.ts'
import { exportWorkbook } from '../excel/export.ts'
import { workbookInput } from '../excel/input.ts'
import type { ExportDeps, ExportOrder } from '../excel/order.ts'
import { differencesOf } from '../excel/record/differences.ts'
import type { WorkbookRecord } from '../excel/record/order.ts'
import { readWorkbookFile } from '../excel/record/read.ts'
import { countIds } from '../excel/record/record.ts'
import { queryOver } from '../service/query-over.ts'
import type { Store } from '../store/open.ts'
import type { ExportData } from './export-task.ts'

type Control = Pick<ExportDeps, 'signal' | 'onProgress'>

/** Makes a workbook again, as of then, and compares its values with the former one's checksums. */
export async function reproduceWorkbook(
  store: Store,
  { temporary }: ExportData,
  { path, out, force, edited }: ReproduceInput,
  control: Control,
): Promise<ExportSummary> {
  const file = await readWorkbookFile(path)
  if (file.edited.length > 0 && !edited) throw new AppError('export.edited', { path, sheets: [...file.edited] })
  const removed = removedApps(store, file.record)
  if (removed.length > 0) throw new AppError('export.gone', { path, apps: removed.length, known: removed })
  const deps = { ...depsThen(store, file.record), ...control, ...(file.logo && { logo: file.logo }) }
  const sums = new Map<string, string>()
  const summary = await exportWorkbook(deps, orderOf(file.record, out, force), temporary, sums)
  const names = new Set([...Object.keys(file.sums), ...sums.keys()])
  return { ...summary, differing: [...names].filter((name) => file.sums[name] !== sums.get(name)) }
}

/** What a workbook says of itself, and which of its values are others now. */
export async function inspectWorkbook(
  store: Store,
  { now, version }: Pick<ExportData, 'now' | 'version'>,
  { path, limit }: InspectInput,
): Promise<Inspected> {
  const { record, edited } = await readWorkbookFile(path)
  const removed = removedApps(store, record)
  const order = orderOf(presentOf(store, record), path, false)
  const then = depsThen(store, record)
  const today = { ...depsOf(store, record, () => now), version }
  const nobody = order.scope.apps.length === 0
  const differences = nobody
    ? { compared: 0, changed: 0, cells: [] }
    : differencesOf(workbookInput(then, order), workbookInput(today, { ...order, asOf: undefined }), limit)
  return {
    path,
    version: record.version,
    madeAt: record.madeAt,
    knownAt: record.knownAt,
    locale: record.locale,
    query: record.order,
    apps: record.apps.map(([id, name]) => ({ id, name })),
    snapshots: countIds(record.snapshots),
    edited: [...edited],
    removed,
    compared: differences.compared,
    changed: differences.changed,
    changes: [...differences.cells],
  }
}

const appsOf = ({ apps }: WorkbookRecord) =>
  apps.map(([id, name, externalId, tags]) => ({ id, name, externalId, tags }))

function removedApps(store: Store, { apps }: WorkbookRecord): string[] {
  const present = new Set(store.apps.list().map(({ id }) => id))
  return apps.flatMap(([id, name]) => (present.has(id) ? [] : [name]))
}

/** The record about the apps that are still there. */
function presentOf(store: Store, record: WorkbookRecord): WorkbookRecord {
  const present = new Set(store.apps.list().map(({ id }) => id))
  const apps = record.order.scope.apps.filter((id) => present.has(id))
  return { ...record, order: { ...record.order, scope: { apps, tags: [] } } }
}

/** The history as it was known then, the clock standing at that moment. */
const depsThen = (store: Store, record: WorkbookRecord): ExportDeps => ({
  ...depsOf(store, record, () => Date.parse(record.madeAt)),
  askAsOf: record.knownAt,
})

/** The apps by the names they had then, with what was noted then. */
function depsOf(store: Store, record: WorkbookRecord, clock: () => number): ExportDeps {
  const apps = appsOf(record)
  const query = queryOver(
    store,
    clock,
    () => record.locale,
    () => apps,
  )
  return {
    query,
    apps,
    catalogue: describeCatalogue(),
    annotations: () => record.annotations,
    version: record.version,
    knownAt: record.knownAt,
    clock,
  }
}

const orderOf = ({ order, locale }: WorkbookRecord, path: string, force: boolean): ExportOrder => ({
  ...order,
  locale,
  format: 'xlsx',
  path,
  force,
})
