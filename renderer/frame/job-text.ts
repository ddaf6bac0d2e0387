import type { Job } from '../../electron/contract/methods/jobs.ts'
import { shared } from '../i18n/shared.ts'
import { t } from '../i18n/texts.ts'

const ENDED = {
  sync: 'jobs.endedSync',
  export: 'jobs.endedExport',
  backup: 'jobs.endedBackup',
} as const

/** `Syncing`, `Sync done in part`. */
export function jobTitle(job: Job): string {
  if (job.state === 'running') return t(`jobs.${job.kind}`)
  return t(ENDED[job.kind], { state: shared(`jobStates.${job.state}`) })
}

/** 0–1; null while it is not known how much there is to do. */
export function jobPart(job: Job): number | null {
  return job.progress && job.progress.total > 0 ? Math.min(1, job.progress.done / job.progress.total) : null
}

/** How long it will still take, from how long it has taken; empty before that can be said. */
export function jobRest(job: Job, now: number): string {
  const part = jobPart(job)
  const spent = now - Date.parse(job.startedAt)
  if (part === null || part < 0.05 || spent < 3000) return ''
  const seconds = (spent / 1000) * (1 / part - 1)
  return seconds < 60 ? t('jobs.secondsLeft') : t('jobs.minutesLeft', { n: Math.round(seconds / 60) })
}
