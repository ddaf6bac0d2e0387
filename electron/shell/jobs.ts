import { Notification, type BrowserWindow } from 'electron'
import type { Job } from '../contract/methods/jobs.ts'
import type { ShellTexts } from './i18n.ts'

export interface JobTracker {
  told(job: Job): void
  /** Work that quitting would cancel is going on. */
  busy(): boolean
  /** Nothing runs any more: whoever ran it has ended. */
  forget(): void
}

/** Shows long work where the system shows it: the task bar's progress, and a notification when it ends behind the person's back. */
export function trackJobs(deps: {
  window: () => BrowserWindow | null
  texts: () => ShellTexts
  /** A notification was clicked. */
  onClick: () => void
}): JobTracker {
  const running = new Map<number, Job>()
  const show = () => deps.window()?.setProgressBar(fraction([...running.values()]))
  return {
    told(job) {
      if (job.state === 'running') running.set(job.id, job)
      else if (running.delete(job.id) && deps.window()?.isFocused() !== true) announce(job, deps)
      show()
    },
    busy: () => running.size > 0,
    forget() {
      running.clear()
      show()
    },
  }
}

/** All running work as one bar; -1 takes the bar away, 2 is "busy, no telling how far". */
export function fraction(jobs: readonly Pick<Job, 'progress'>[]): number {
  if (jobs.length === 0) return -1
  const total = jobs.reduce((sum, job) => sum + (job.progress?.total ?? 0), 0)
  const done = jobs.reduce((sum, job) => sum + (job.progress?.done ?? 0), 0)
  return total === 0 ? 2 : done / total
}

/** What a notification says; null for an end that is no news. */
export function notice(job: Job, { job: words }: ShellTexts): { title: string; body: string } | null {
  const { state } = job
  if (state === 'running' || state === 'cancelled' || state === 'interrupted') return null
  const facts = [
    ...(job.sync && job.sync.snapshots > 0 ? [words.snapshots(job.sync.snapshots)] : []),
    ...(job.sync && job.sync.failed.length > 0 ? [words.failures(job.sync.failed.length)] : []),
    ...(job.export ? [job.export.path.replace(/^.*[\\/]/, '')] : []),
  ]
  return { title: words.title(words.kinds[job.kind], words.titles[state]), body: facts.join(words.separator) }
}

/** Shown ones are held: Electron forgets the click on one that was collected. */
const shown = new Set<Notification>()

function announce(job: Job, { texts, onClick }: { texts: () => ShellTexts; onClick: () => void }): void {
  const said = notice(job, texts())
  if (!said || !Notification.isSupported()) return
  const notification = new Notification(said)
  shown.add(notification)
  const gone = () => shown.delete(notification)
  notification.on('close', gone)
  notification.on('click', () => {
    gone()
    onClick()
  })
  notification.show()
}
