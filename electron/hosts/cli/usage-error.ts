import type { ErrorDetails } from '../../contract/errors.ts'

/** The command was written wrongly: already in the reader's language. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly details: ErrorDetails

  constructor(text: string, details: ErrorDetails = {}) {
    super(text)
    this.details = details
  }
}
