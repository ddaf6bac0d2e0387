import type { Handlers, Output } from '../../contract/index.ts'
import type { App } from '../../contract/methods/apps.ts'
import { toContractApps } from './app-view.ts'
import { setTokens } from './apps.ts'
import type { Context } from './context.ts'
import { readImportFile } from './import-file.ts'
import { planImport, type ImportRow, type ImportStep } from './import-plan.ts'

/** Adds or updates many apps from a CSV or XLSX file. Rows with problems are left out and told; the others are taken. */
export function importHandlers(context: Context): Pick<Handlers, 'apps.import'> {
  return {
    'apps.import': async ({ path, dryRun }) => {
      const lines = await readImportFile(path)
      const apps = await toContractApps(context, context.store().apps.list())
      const steps = planImport(lines, apps)
      if (!dryRun) for (const step of steps) await carryOut(context, step)
      return summary(steps.map((step) => step.row))
    },
  }
}

async function carryOut(context: Context, { row, line, app }: ImportStep): Promise<void> {
  if (row.action === 'error' || row.action === 'unchanged') return
  const id = app ? update(context, app, row) : add(context, row)
  await setTokens(context, id, { token: line.token || undefined })
}

function add(context: Context, row: ImportRow): number {
  return context.store().apps.add({ name: row.name, externalId: row.externalId, tags: row.tags }).id
}

function update(context: Context, app: App, row: ImportRow): number {
  const store = context.store()
  if (row.name !== app.name && row.name !== row.externalId) store.apps.rename(app.id, row.name)
  if (row.externalId !== null && row.externalId !== app.externalId)
    store.apps.update(app.id, { externalId: row.externalId })
  store.apps.setTags(app.id, [...new Set([...app.tags, ...row.tags])])
  return app.id
}

function summary(rows: ImportRow[]): Output<'apps.import'> {
  const count = (action: ImportRow['action']) => rows.filter((row) => row.action === action).length
  return { rows, added: count('add'), updated: count('update'), unchanged: count('unchanged'), errors: count('error') }
}
