import type { ErrorCode } from '../../contract/errors.ts'

/** done; failed; wrong usage; done in part. */
export const EXIT = { done: 0, failed: 1, usage: 2, partial: 3 } as const

/** Codes that mean the command was asked for something that is not there. */
const USAGE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'input.invalid',
  'app.unknown',
  'report.unknown',
  'metric.unknown',
  'snapshot.unknown',
  'job.unknown',
  'template.unknown',
  'template.invalid',
])

export function exitCodeOf(code: ErrorCode): number {
  return USAGE.has(code) ? EXIT.usage : EXIT.failed
}
