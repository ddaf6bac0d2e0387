import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { AppError } from '../../../contract/errors.ts'
import type { ExportSummary } from '../../../contract/methods/jobs.ts'
import { templateBody } from '../../../contract/methods/templates.ts'
import type { StoredLogo, TemplateRow } from '../../store/templates.ts'
import type { Context } from '../context.ts'
import { exportTask } from '../export.ts'
import type { JobControl, JobEnd } from '../job-runner.ts'
import { plannedWorkbooks, type PlannedWorkbook } from './plan.ts'

/** Starts the job that writes a template's workbooks. Throws `template.invalid` where there is no app to tell of. */
export function runTemplate(
  context: Context,
  row: TemplateRow,
  { force, now }: { readonly force: boolean; readonly now: number },
): { job: number } {
  const store = context.store()
  const body = templateBody.parse(row.body)
  const setting = { apps: store.apps.list(), now, locale: context.locale(), force, exists: existsSync }
  const workbooks = plannedWorkbooks(body, setting)
  const job = store.jobs.start('export', {
    template: row.name,
    templateId: row.id,
    folder: body.folder,
    path: workbooks[0]?.input.path ?? '',
  })
  store.templates.ran(row.id, context.clock())
  const logo = store.templates.logo(row.id)
  context.jobs.start(job, async (control) => {
    await mkdir(body.folder, { recursive: true }).catch((cause: unknown) => {
      const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : null
      throw new AppError('file.unwritable', { path: body.folder, reason }, { cause })
    })
    return writeAll(context, workbooks, logo, control)
  })
  return { job }
}

/** A run that could not begin, as a job that failed: nobody was there to be told. */
export function recordFailure(context: Context, { id, name, body }: TemplateRow, error: AppError): number {
  const { folder } = templateBody.parse(body)
  const job = context.store().jobs.start('export', { template: name, templateId: id, folder, path: '' })
  context.store().templates.ran(id, context.clock())
  context.jobs.start(job, () => Promise.reject(error))
  return job
}

/** One after the other; one that fails stops none of the others. */
async function writeAll(
  context: Context,
  workbooks: readonly PlannedWorkbook[],
  logo: StoredLogo | null,
  control: JobControl,
): Promise<JobEnd> {
  const files: ExportSummary[] = []
  const failed: AppError[] = []
  for (const [n, { input }] of workbooks.entries()) {
    const step = progressOf(control, n, workbooks.length)
    try {
      files.push(
        await exportTask(context, { kind: 'export', input, logo }, { onProgress: step, signal: control.signal }),
      )
    } catch (thrown) {
      const error = AppError.from(thrown)
      if (error.code === 'cancelled') return { state: 'cancelled', error, ...summaryOf(files) }
      failed.push(error)
    }
  }
  const [error] = failed
  if (!error) return { state: 'done', ...summaryOf(files) }
  return { state: files.length > 0 ? 'partial' : 'failed', error, ...summaryOf(files) }
}

/** Every workbook counts alike; within one its rows. */
function progressOf(control: JobControl, n: number, count: number): JobControl['progress'] {
  const SHARES = 1000
  return ({ done, total, label }) => {
    const part = total === 0 ? 0 : Math.floor((done / total) * SHARES)
    control.progress({ done: Math.min(n * SHARES + part, count * SHARES), total: count * SHARES, label })
  }
}

/** All files as one summary; the first is the one to show. */
function summaryOf(files: readonly ExportSummary[]): { export?: ExportSummary } {
  const [first] = files
  if (!first) return {}
  const sum = (field: 'bytes' | 'sheets' | 'cells' | 'seconds') => files.reduce((all, file) => all + file[field], 0)
  const totals = { bytes: sum('bytes'), sheets: sum('sheets'), cells: sum('cells'), seconds: sum('seconds') }
  return { export: { ...first, ...totals, files: files.map(({ path, bytes }) => ({ path, bytes })) } }
}
