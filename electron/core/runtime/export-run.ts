import type { AnnotationsInput } from '../../contract/methods/annotations.ts'
import { describeCatalogue } from '../catalogue/index.ts'
import { exportWorkbook } from '../excel/export.ts'
import type { ExportDeps } from '../excel/order.ts'
import { previewWorkbook } from '../excel/preview.ts'
import { listAnnotations } from '../service/annotations.ts'
import { queryOver } from '../service/query-over.ts'
import { openStore, type Store } from '../store/open.ts'
import { inspectWorkbook, reproduceWorkbook } from './export-again.ts'
import { exportTable } from './export-table.ts'
import type { ExportAnswers, ExportControl, ExportData, ExportTask } from './export-task.ts'

/**
 * Does one task in this thread, from the history as it is when it begins. Throws what the contract says of `export.start`,
 * `export.reproduce` and `export.inspect`, and what opening the history can throw.
 */
export async function exportHere(data: ExportData, control: ExportControl): Promise<ExportAnswers[ExportTask['kind']]> {
  const store = openStore(data.storePath, { readonly: true, frozen: true, clock: () => data.now })
  try {
    const { task } = data
    switch (task.kind) {
      case 'export': {
        const { logo } = task
        const deps = {
          ...depsOf(store, data),
          ...controlled(control),
          ...(logo && { logo: Buffer.from(logo.content) }),
        }
        return await exportWorkbook(deps, { ...task.input, locale: data.locale }, data.temporary)
      }
      case 'reproduce':
        return await reproduceWorkbook(store, data, task.input, controlled(control))
      case 'inspect':
        return await inspectWorkbook(store, data, task.input)
      case 'table':
        return await exportTable(store, data, task.input, { ...controlled(control), platform: task.platform })
      case 'preview':
        return previewWorkbook(depsOf(store, data), { ...task.input, locale: data.locale, path: '', force: false })
    }
  } finally {
    store.close()
  }
}

const controlled = ({ signal, onProgress }: ExportControl) => ({ signal, ...(onProgress && { onProgress }) })

function depsOf(store: Store, { now, locale, version }: ExportData): ExportDeps {
  const clock = () => now
  const newest = store.snapshots.newest()?.fetchedAt ?? 0
  return {
    query: queryOver(store, clock, () => locale),
    apps: store.apps.list(),
    catalogue: describeCatalogue(),
    annotations: (input: AnnotationsInput) => listAnnotations(store, input),
    version,
    knownAt: new Date(Math.max(now, newest)).toISOString(),
    clock,
  }
}
