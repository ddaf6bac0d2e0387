import type { Handlers } from '../../contract/index.ts'
import type { Context } from './context.ts'
import { createSchedule, type Schedule } from './schedule.ts'
import { readSettings } from './read-settings.ts'
import { syncHandlers } from './sync.ts'

const LAST_RUN = 'lastScheduledRun'

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
    run: async () => (await syncHandlers(context)['sync.daily']({ scope: { apps: [], tags: [] } })).job,
  })
}

/** A history that cannot be opened is told by every call; its schedule just waits. */
function scheduledTime(context: Context): string | null {
  try {
    return readSettings(context.store()).schedule
  } catch {
    return null
  }
}

export function scheduleHandlers(schedule: Schedule): Pick<Handlers, 'schedule.catchUp'> {
  return { 'schedule.catchUp': async () => ({ job: await schedule.catchUp() }) }
}
