import type { Clock } from '../runtime/capabilities.ts'

export interface ScheduleDeps {
  readonly clock: Clock
  /** `HH:MM` of this machine's own time, or null for no schedule. */
  readonly time: () => string | null
  /** The day of the last scheduled run, as `toDateString` has it. */
  readonly lastRun: { get(): string | null; set(day: string): void }
  /** Starts the daily sync; answers its job. */
  readonly run: () => Promise<number>
  readonly setTimer?: (work: () => void, ms: number) => { cancel(): void }
}

export interface Schedule {
  /** Waits for the next time; called again when the settings have changed. */
  arm(): void
  /** Runs today's if its time has passed without it. */
  catchUp(): Promise<number | null>
  /** When it will run next; null without a time. */
  next(): number | null
  stop(): void
}

/** A sync once a day while the app is open, also when the machine slept through its time. */
export function createSchedule(deps: ScheduleDeps): Schedule {
  const setTimer = deps.setTimer ?? realTimer
  let timer: { cancel(): void } | null = null

  const catchUp = async (): Promise<number | null> => {
    const due = dueAt(deps.time(), deps.clock())
    if (due === null || deps.clock() < due) return null
    const today = new Date(deps.clock()).toDateString()
    if (deps.lastRun.get() === today) return null
    // Written first: a run that fails is told as a failed job and not tried every minute.
    deps.lastRun.set(today)
    return deps.run()
  }
  const next = (): number | null => {
    const now = deps.clock()
    const due = dueAt(deps.time(), now)
    if (due === null) return null
    return due > now ? due : nextDay(due)
  }
  const arm = () => {
    timer?.cancel()
    timer = null
    const at = next()
    if (at === null) return
    timer = setTimer(() => {
      arm()
      void catchUp().catch(() => null)
    }, at - deps.clock())
  }
  return {
    arm,
    catchUp,
    next,
    stop: () => {
      timer?.cancel()
      timer = null
    },
  }
}

/** Today's moment of `HH:MM`; null without a schedule. */
function dueAt(time: string | null, now: number): number | null {
  const [hours, minutes] = (time ?? '').split(':').map(Number)
  if (hours === undefined || minutes === undefined || Number.isNaN(hours) || Number.isNaN(minutes)) return null
  return new Date(now).setHours(hours, minutes, 0, 0)
}

function nextDay(due: number): number {
  const date = new Date(due)
  return date.setDate(date.getDate() + 1)
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
