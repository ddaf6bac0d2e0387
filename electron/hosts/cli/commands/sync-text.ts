import type { Job, SyncFailure } from '../../../contract/methods/jobs.ts'
import { errorText } from '../../../core/i18n/texts.ts'
import type { Session } from '../session.ts'
import { oneLine } from '../table.ts'

/** Lines of failures a person reads; all of them are in the document of --json. */
const FAILURES_MAX = 30

/** What a person reads after a sync. */
export function syncText(session: Session, job: Job): string {
  const { t, locale } = session
  const lines: string[] = []
  const head = t(`sync.heads.${job.state}`)
  const sync = job.sync
  if (sync) {
    const count = (value: number) => value.toLocaleString(locale)
    lines.push(
      t('sync.counts', {
        head,
        requests: count(sync.requests),
        pages: count(sync.pages),
        snapshots: count(sync.snapshots),
        unchanged: count(sync.unchanged),
        rows: count(sync.rows),
        seconds: sync.seconds.toFixed(1),
      }),
    )
    if (sync.skipped > 0) lines.push(t('sync.skipped', { count: sync.skipped }))
    for (const { app, report, rows, total } of sync.capped)
      lines.push(t('sync.capped', { app: oneLine(app), report, rows, total }))
    lines.push(...failureLines(session, sync.failed))
    if (sync.remaining > 0) lines.push(t('sync.remaining', { count: sync.remaining }))
  } else lines.push(head)
  if (job.error && job.error.code !== 'cancelled') lines.push(t('sync.reason', { text: errorText(job.error, locale) }))
  return lines.join('\n')
}

/** Failures of one app and report for one reason are one line. */
function failureLines(session: Session, failed: readonly SyncFailure[]): string[] {
  if (failed.length === 0) return []
  const { t, shared, locale } = session
  const texts = failed.map(({ app, report, error, action }) =>
    t('sync.failure', {
      app: oneLine(app),
      report,
      text: oneLine(errorText(error, locale)),
      action: shared(`actions.${action}`),
    }),
  )
  const different = [...new Set(texts)]
  const shown = different.slice(0, FAILURES_MAX)
  const more = different.length - shown.length
  const rest = more > 0 ? [t('sync.more', { count: more })] : []
  return [t('sync.failures', { count: failed.length }), ...shown, ...rest]
}
