import type { BrowserWindow } from 'electron'
import type { Job } from '../contract/methods/jobs.ts'
import type { ShellTexts } from './i18n.ts'

export interface JobTracker {
  told(job: Job): void
  /** Work that quitting would cancel is going on. */
  busy(): boolean
}

/** Shows long work where the system shows it: the task bar's progress, and a notification when it ends behind the person's back. */
export function trackJobs(deps: {
  window: () => BrowserWindow | null
  texts: ShellTexts
  notify: (title: string, body: string) => void
}): JobTracker {
  const running = new Map<number, Job>()
  return {
    told(job) {
      if (job.state === 'running') running.set(job.id, job)
      else if (running.delete(job.id) && deps.window()?.isFocused() !== true) announce(job, deps)
      deps.window()?.setProgressBar(fraction([...running.values()]))
    },
    busy: () => running.size > 0,
  }
}

/** All running work as one bar; -1 takes the bar away, 2 is "busy, no telling how far". */
function fraction(jobs: readonly Job[]): number {
  if (jobs.length === 0) return -1
  const total = jobs.reduce((sum, job) => sum + (job.progress?.total ?? 0), 0)
  const done = jobs.reduce((sum, job) => sum + (job.progress?.done ?? 0), 0)
  return total === 0 ? 2 : done / total
}

function announce(
  job: Job,
  { texts, notify }: { texts: ShellTexts; notify: (title: string, body: string) => void },
): void {
  if (job.state === 'cancelled' || job.state === 'interrupted') return
  const title = texts.jobEnded[job.state === 'done' ? 'done' : job.state === 'partial' ? 'partial' : 'failed']
  notify(title, texts.jobKinds[job.kind])
}
