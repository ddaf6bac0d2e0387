import type { AppErrorShape } from '../../electron/contract/errors.ts'
import { AppError } from '../../electron/contract/errors.ts'
import { sayError } from '../../electron/contract/i18n/error-text.ts'
import { sharedTexts } from '../../electron/contract/i18n/index.ts'
import { LinkLost } from '../api/index.ts'
import { defineTexts } from './define.ts'
import { t } from './texts.ts'

/** The texts every door shares: notes, job states, error sentences. */
export const shared = defineTexts('shared', sharedTexts)

/** A failure in words: what, why, and what to do. */
export function errorText(error: unknown): string {
  if (error instanceof LinkLost) return t('link.lostCall')
  return sayError(AppError.from(error), speaker)
}

export function errorShapeText(error: Pick<AppErrorShape, 'code' | 'details'>): string {
  return sayError(error, speaker)
}

const speaker = {
  lookup: (key: string, named: Readonly<Record<string, string | number>>, blank: string) =>
    shared.lookup(key, named, blank),
}

/** What a total's note says (`not-fetched`: "not synced yet"); empty for none. */
export const noteText = (note: string | null): string => (note === null ? '' : (shared.lookup(`notes.${note}`) ?? note))
