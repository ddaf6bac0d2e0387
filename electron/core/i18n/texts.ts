import type { AppErrorShape } from '../../contract/errors.ts'
import { sayError } from '../../contract/i18n/error-text.ts'
import { sharedTexts, type SharedTexts } from '../../contract/i18n/index.ts'
import type { Locale } from '../../contract/primitives.ts'
import { createTranslator, type Translator } from './translate.ts'

const translators = new Map<Locale, Translator<SharedTexts>>()

/** The shared texts in a language; compiled once. */
export function sharedTranslator(locale: Locale): Translator<SharedTexts> {
  const known = translators.get(locale)
  if (known) return known
  const made = createTranslator(locale, sharedTexts[locale])
  translators.set(locale, made)
  return made
}

/** What a person reads about a failure, in a language. */
export function errorText(error: Pick<AppErrorShape, 'code' | 'details'>, locale: Locale): string {
  return sayError(error, sharedTranslator(locale))
}
