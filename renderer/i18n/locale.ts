import { createI18n } from 'vue-i18n'
import type { Locale } from '../../electron/contract/primitives.ts'

/** The language of the machine: Chinese of any kind reads zh-CN, everybody else English. */
export function systemLocale(languages: readonly string[]): Locale {
  return languages[0]?.toLowerCase().startsWith('zh') === false ? 'en' : 'zh-CN'
}

const messages: Record<string, Record<string, string>> = { 'zh-CN': {}, en: {} }

// Said by a variable: the option is the default of the next version, and marked as going away until then.
const composition = { legacy: false } as const

export const i18n = createI18n<false>({
  ...composition,
  locale: systemLocale(navigator.languages),
  fallbackLocale: false,
  missingWarn: false,
  fallbackWarn: false,
  messages,
})

export const currentLocale = (): Locale => (i18n.global.locale.value === 'en' ? 'en' : 'zh-CN')

export function setLocale(locale: Locale): void {
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}

/** A name of the catalogue within a sentence: English begins it small. */
export const inSentence = (name: string): string =>
  currentLocale() === 'en' ? name.charAt(0).toLowerCase() + name.slice(1) : name

/** The one of the two texts (report and metric names) that is to be read now. */
export function inLocale(text: Readonly<Record<Locale, string>>): string {
  return text[currentLocale()]
}
