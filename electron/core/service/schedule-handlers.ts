import { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import type { Handlers, Output } from '../../contract/index.ts'
import { errorShape } from '../../contract/primitives.ts'
import type { Context } from './context.ts'
import { createSchedule, type Schedule } from './schedule.ts'
import { readSettings } from './read-settings.ts'
import { syncHandlers } from './sync.ts'
import type { ExportSchedule } from './templates/schedule.ts'

/** The day the schedule last ran on, and what came of it. */
const LAST_RUN = 'lastScheduledRun'
const LAST_RESULT = 'lastScheduledResult'
const result = z.object({ at: z.int(), job: z.int().nullable(), error: errorShape.nullable() })

type LastRun = Output<'schedule.status'>['last']

/** The home's own daily sync. */
export function openSchedule(context: Context): Schedule {
  return createSchedule({
    clock: context.clock,
    time: () => scheduledTime(context),
    lastRun: {
      get: () => {
        const day = context.store().settings.get(LAST_RUN)
        return typeof day === 'string' ? day : null
      },
      set: (day) => {
        context.store().settings.set(LAST_RUN, day)
      },
    },
    run: () => run(context),
  })
}

/** Starts it, and keeps what came of that for the page to tell: nobody is there to see a refusal. */
async function run(context: Context): Promise<number> {
  const keep = (rest: Omit<z.infer<typeof result>, 'at'>) => {
    context.store().settings.set(LAST_RESULT, { at: context.clock(), ...rest })
  }
  try {
    const { job } = await syncHandlers(context)['sync.daily']({ scope: { apps: [], tags: [] } })
    keep({ job, error: null })
    return job
  } catch (thrown) {
    const error = AppError.from(thrown).toShape()
    context.log.write('error', 'schedule', { error })
    keep({ job: null, error })
    throw thrown
  }
}

/** A history that cannot be opened is told by every call; its schedule just waits. */
function scheduledTime(context: Context): string | null {
  try {
    return readSettings(context.store()).schedule
  } catch {
    return null
  }
}

export function scheduleHandlers(
  context: Context,
  schedule: Schedule,
  exports: ExportSchedule,
): Pick<Handlers, 'schedule.catchUp' | 'schedule.status'> {
  return {
    'schedule.catchUp': async () => {
      const job = await schedule.catchUp()
      // they wait for the sync: whoever asked does not
      void exports.catchUp().catch(() => [])
      return { job }
    },
    'schedule.status': () => {
      const next = context.options.schedule === true ? schedule.next() : null
      return { nextAt: next === null ? null : new Date(next).toISOString(), last: lastRun(context) }
    },
  }
}

function lastRun(context: Context): LastRun {
  const stored = result.safeParse(context.store().settings.get(LAST_RESULT))
  if (!stored.success) return null
  const { at, job, error } = stored.data
  return { at: new Date(at).toISOString(), job: job === null ? null : jobOf(context, job), error }
}

function jobOf(context: Context, id: number) {
  try {
    return context.jobs.get(id)
  } catch (thrown) {
    if (AppError.from(thrown).code === 'job.unknown') return null
    throw thrown
  }
}
