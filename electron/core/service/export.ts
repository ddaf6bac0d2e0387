import type { Handlers } from '../../contract/index.ts'
import type { Context } from './context.ts'

/** Workbooks are written in a worker of their own; only a path and progress come back. */
export function exportHandlers(context: Context): Pick<Handlers, 'export.start'> {
  return {
    'export.start': (input) => {
      const job = context.store().jobs.start('export', input)
      const locale = input.locale ?? context.locale()
      context.jobs.start(job, async (control) => {
        const { runExport } = await import('../runtime/export-job.ts')
        const summary = await runExport({
          storePath: context.storePath,
          workerUrl: context.options.exportWorker,
          input,
          locale,
          now: context.clock(),
          version: context.options.version,
          onProgress: control.progress,
          signal: control.signal,
        })
        return { state: 'done', export: summary }
      })
      return { job }
    },
  }
}
