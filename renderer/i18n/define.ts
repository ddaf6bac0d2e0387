import type { Words } from '../../electron/contract/i18n/index.ts'
import type { Locale } from '../../electron/contract/primitives.ts'
import { i18n } from './locale.ts'

export interface Texts {
  readonly [key: string]: string | Texts
}
/** The dotted paths of a text tree's leaves. */
export type KeyOf<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeyOf<T[K]>}` }[keyof T & string]
export type Named = Readonly<Record<string, string | number>>

/** The text of a key in the present language; reactive. A key that is not there does not compile. */
export interface Translate<T> {
  (key: KeyOf<T>, named?: Named): string
  /** For a key that comes as data; null where there is no such text. Placeholders without a value read `blank`. */
  lookup(key: string, named?: Named, blank?: string): string | null
}

/**
 * A folder's texts in both languages, below a name of its own: call once in the folder's `texts.ts`. English must have exactly the
 * keys of Chinese. Messages are in vue-i18n's syntax: `{name}` is replaced, `|` parts plurals (`t('rows', { n: 3 })` picks by `n`).
 */
export function defineTexts<T>(scope: string, texts: { 'zh-CN': T; en: NoInfer<Words<T>> }): Translate<T> {
  for (const locale of ['zh-CN', 'en'] satisfies Locale[])
    i18n.global.mergeLocaleMessage(locale, { [scope]: texts[locale] })
  const say = (path: string, named: Named) =>
    typeof named['n'] === 'number'
      ? i18n.global.t(path, { ...named, n: named['n'].toLocaleString(i18n.global.locale.value) }, named['n'])
      : i18n.global.t(path, named)
  const translate = (key: KeyOf<T>, named: Named = {}) => say(`${scope}.${key}`, named)
  return Object.assign(translate, {
    lookup: (key: string, named: Named = {}, blank = '') => {
      const path = `${scope}.${key}`
      const locale = i18n.global.locale.value
      if (key === '' || !i18n.global.te(path, locale)) return null
      return say(path, { ...blanks(i18n.global.getLocaleMessage(locale), path, blank), ...named })
    },
  })
}

const PLACEHOLDER = /\{(\w+)\}/g

/** Every placeholder of a message, blank: what the details do not say reads "unknown", not "{app}". */
function blanks(messages: unknown, path: string, blank: string): Record<string, string> {
  const found = path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], messages)
  const names = typeof found === 'string' ? [...found.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '') : []
  return Object.fromEntries(names.map((name) => [name, blank]))
}
