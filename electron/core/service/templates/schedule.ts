import type { TemplateSchedule } from '../../../contract/methods/templates.ts'
import type { Clock } from '../../runtime/capabilities.ts'
import { latestDue, nextDue } from './due.ts'

/** A template that runs by itself. */
export interface Scheduled {
  readonly id: number
  readonly schedule: TemplateSchedule
  /** The newest moment that was seen to, milliseconds since the epoch. */
  readonly lastDue: number
}

export interface ExportScheduleDeps {
  readonly clock: Clock
  readonly templates: () => readonly Scheduled[]
  /** Says that a template's schedule was seen to up to this moment. */
  readonly seen: (id: number, due: number) => void
  /** Answers when the day's sync, where one is due or running, has ended. */
  readonly synced: () => Promise<void>
  /** Runs a template; answers its job when that has ended, null where it could not begin. */
  readonly run: (id: number) => Promise<number | null>
  readonly setTimer?: (work: () => void, ms: number) => { cancel(): void }
}

export interface ExportSchedule {
  /** Waits for the next moment; called again when templates have changed. */
  arm(): void
  /** Runs what is due and was not run, each template once however many of its moments were missed; answers the jobs. */
  catchUp(): Promise<number[]>
  stop(): void
}

/** A timer is never set further ahead: a machine sleeps, clocks are put right. */
const LONGEST_WAIT = 3_600_000

/** Exports at their times while the app is open, after the day's sync; missed ones once, when it is next open. */
export function createExportSchedule(deps: ExportScheduleDeps): ExportSchedule {
  const setTimer = deps.setTimer ?? realTimer
  let timer: { cancel(): void } | null = null
  let stopped = false
  let running: Promise<number[]> | null = null

  const due = () =>
    deps.templates().flatMap(({ id, schedule, lastDue }) => {
      const moment = latestDue(schedule, deps.clock())
      return moment !== null && moment > lastDue ? [{ id, moment }] : []
    })
  const runDue = async (): Promise<number[]> => {
    const jobs: number[] = []
    const some = due()
    // written first: one that fails is told as a failed job and not tried every minute
    for (const { id, moment } of some) deps.seen(id, moment)
    if (some.length > 0) await deps.synced()
    for (const { id } of some) {
      if (stopped) break
      const job = await deps.run(id)
      if (job !== null) jobs.push(job)
    }
    return jobs
  }
  const catchUp = (): Promise<number[]> => {
    running ??= runDue().finally(() => (running = null))
    return running
  }
  const arm = () => {
    timer?.cancel()
    timer = null
    if (stopped) return
    const now = deps.clock()
    const next = deps.templates().flatMap(({ schedule }) => nextDue(schedule, now) ?? [])
    if (next.length === 0) return
    const wait = Math.min(LONGEST_WAIT, Math.max(0, Math.min(...next) - now))
    timer = setTimer(() => {
      arm()
      void catchUp().catch(() => [])
    }, wait)
  }
  return {
    arm,
    catchUp,
    stop: () => {
      stopped = true
      timer?.cancel()
      timer = null
    },
  }
}

function realTimer(work: () => void, ms: number): { cancel(): void } {
  const timer = setTimeout(work, ms)
  // A waiting schedule is no reason for a process to go on living.
  timer.unref()
  return {
    cancel: () => {
      clearTimeout(timer)
    },
  }
}
