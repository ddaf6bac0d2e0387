import { AppError } from '../../../contract/errors.ts'
import type { Context } from '../context.ts'
import type { Schedule } from '../schedule.ts'
import { templateRow, toTemplate } from './handlers.ts'
import { recordFailure, runTemplate } from './run.ts'
import { createExportSchedule, type ExportSchedule, type Scheduled } from './schedule.ts'

/** The home's templates at their times, each after the day's sync. */
export function openExportSchedule(context: Context, sync: Schedule): ExportSchedule {
  return createExportSchedule({
    clock: context.clock,
    templates: () => scheduledIn(context),
    seen: (id, due) => {
      context.store().templates.due(id, due)
    },
    synced: async () => {
      const due = await sync.catchUp().catch(() => null)
      const running = due ?? context.jobs.running('sync')?.id ?? null
      if (running !== null) await context.jobs.wait(running)
    },
    run: async (id) => {
      try {
        const job = startOrFail(context, id)
        await context.jobs.wait(job)
        return job
      } catch (thrown) {
        const { code } = AppError.from(thrown)
        context.log.write('error', 'template.failed', { template: id, code })
        return null
      }
    },
  })
}

/** A run that cannot begin (its apps are gone) is in the list of jobs all the same. */
function startOrFail(context: Context, id: number): number {
  const row = templateRow(context, id)
  try {
    return runTemplate(context, row, { force: false, now: context.clock() }).job
  } catch (thrown) {
    return recordFailure(context, row, AppError.from(thrown))
  }
}

/** A history that cannot be opened is told by every call; its templates just wait. */
function scheduledIn(context: Context): Scheduled[] {
  try {
    const now = context.clock()
    return context
      .store()
      .templates.list()
      .flatMap((row) => {
        const { schedule } = toTemplate(row, now)
        return schedule ? [{ id: row.id, schedule, lastDue: row.lastDue }] : []
      })
  } catch {
    return []
  }
}
