import type { Handlers } from '../../contract/index.ts'
import type { ExportAnswers, ExportControl, ExportTask, WritingTask } from '../runtime/export-task.ts'
import type { Context } from './context.ts'
import { platformShows } from './history.ts'

type ExportHandlers = Pick<
  Handlers,
  'export.start' | 'export.preview' | 'export.inspect' | 'export.reproduce' | 'export.table'
>

/** Workbooks are written and read in a worker of their own; only a path, progress and what was found come back. */
export function exportHandlers(context: Context): ExportHandlers {
  let looking: AbortController | null = null
  return {
    'export.preview': async (input) => {
      // Nobody waits for the answer to the question before.
      looking?.abort()
      const own = new AbortController()
      looking = own
      return exportTask(context, { kind: 'preview', input }, { signal: own.signal })
    },
    'export.start': (input) => startExport(context, { kind: 'export', input }),
    'export.reproduce': (input) => startExport(context, { kind: 'reproduce', input }),
    'export.table': (input) => startExport(context, { kind: 'table', input, platform: platformShows(context) }),
    'export.inspect': (input) => exportTask(context, { kind: 'inspect', input }),
  }
}

/** Starts a task that writes a workbook, as a job. */
export function startExport(context: Context, task: WritingTask): { job: number } {
  const { input } = task
  const job = context
    .store()
    .jobs.start('export', 'out' in input ? { ...input, path: input.out, from: input.path } : input)
  context.jobs.start(job, async (control) => ({
    state: 'done',
    export: await exportTask(context, task, { onProgress: control.progress, signal: control.signal }),
  }))
  return { job }
}

export async function exportTask<T extends ExportTask>(
  context: Context,
  task: T,
  control?: ExportControl,
): Promise<ExportAnswers[T['kind']]> {
  const { runExport } = await import('../runtime/export-job.ts')
  return runExport({
    storePath: context.storePath,
    workerUrl: context.options.exportWorker,
    task,
    locale: ('locale' in task.input ? task.input.locale : undefined) ?? context.locale(),
    now: context.clock(),
    version: context.options.version,
    ...control,
  })
}
