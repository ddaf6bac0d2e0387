import { AppError } from '../../contract/errors.ts'
import {
  methods,
  type CoreMethodName,
  type Events,
  type Handlers,
  type Input,
  type Output,
} from '../../contract/index.ts'
import { createContext, type CoreOptions } from './context.ts'
import { alertHandlers } from './alerts.ts'
import { annotationHandlers } from './annotations.ts'
import { appHandlers } from './apps.ts'
import { exportHandlers } from './export.ts'
import { historyHandlers } from './history.ts'
import { homeHandlers } from './home.ts'
import { importHandlers } from './import.ts'
import { insightHandlers } from './insights-handlers.ts'
import { jobHandlers } from './jobs.ts'
import { platformHandlers } from './platform.ts'
import { queryHandlers } from './query-handlers.ts'
import { reportHandlers } from './reports.ts'
import { openSchedule, scheduleHandlers } from './schedule-handlers.ts'
import { settingsHandlers } from './settings.ts'
import { statusHandlers } from './status.ts'
import { syncHandlers } from './sync.ts'
import { templateHandlers } from './templates/handlers.ts'
import { openExportSchedule } from './templates/scheduled.ts'
import { viewHandlers } from './views.ts'

export type { CoreOptions } from './context.ts'

/** The one core behind every door. */
export interface Core {
  /** Answers a method of the contract; throws AppError. Input is always validated, output in development and tests. */
  call<M extends CoreMethodName>(method: M, input: Input<M>): Promise<Output<M>>
  /** Returns the function that ends the listening. */
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void
  /** Cancels running jobs, waits for them and closes the history. */
  close(): Promise<void>
}

export function createCore(options: CoreOptions): Core {
  const context = createContext(options)
  const schedule = openSchedule(context)
  const exportSchedule = openExportSchedule(context, schedule)
  const arm = () => {
    if (options.schedule !== true) return
    schedule.arm()
    exportSchedule.arm()
  }
  arm()
  if (options.schedule === true) void exportSchedule.catchUp().catch(() => [])
  context.events.on('changed', ({ what }) => {
    if (what === 'settings' || what === 'templates' || what === 'workspace') arm()
  })
  const handlers: Handlers = {
    ...appHandlers(context),
    ...importHandlers(context),
    ...platformHandlers(context),
    ...syncHandlers(context),
    ...exportHandlers(context),
    ...jobHandlers(context),
    ...queryHandlers(context),
    ...historyHandlers(context),
    ...annotationHandlers(context),
    ...alertHandlers(context),
    ...insightHandlers(context),
    ...homeHandlers(context),
    ...settingsHandlers(context),
    ...reportHandlers(),
    ...statusHandlers(context),
    ...viewHandlers(context),
    ...templateHandlers(context),
    ...scheduleHandlers(context, schedule, exportSchedule),
  }
  return {
    async call(method, input) {
      const parsed = methods[method].input.safeParse(input)
      if (!parsed.success) throw invalid(method, parsed.error.issues[0])
      const handler = handlers[method] as (input: unknown) => unknown
      try {
        const value = await handler(parsed.data)
        if (options.checkOutput) methods[method].output.parse(value)
        return value as never
      } catch (thrown) {
        const error = AppError.from(thrown)
        if (error.code === 'internal') context.log.write('error', 'internal', { method, stack: stackOf(thrown) })
        throw error
      }
    },
    on: (event, listener) => context.events.on(event, listener),
    close: () => {
      schedule.stop()
      exportSchedule.stop()
      return context.close()
    },
  }
}

function invalid(method: string, issue: { path: PropertyKey[]; message: string } | undefined): AppError {
  return new AppError('input.invalid', {
    method,
    field: issue?.path.map(String).join('.') ?? '',
    problem: issue?.message ?? '',
  })
}

const stackOf = (thrown: unknown) => (thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
