import {
  compile,
  createCoreContext,
  registerMessageCompiler,
  registerMessageResolver,
  resolveValue,
  translate,
  type LocaleMessage,
} from '@intlify/core-base'
import type { Locale } from '../../contract/primitives.ts'

registerMessageCompiler(compile)
registerMessageResolver(resolveValue)

/** Values for a message's placeholders. */
export type Named = Readonly<Record<string, string | number>>

/** The dotted paths of a message tree's leaves. */
export type KeyOf<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeyOf<T[K]>}` }[keyof T & string]

/** Speaks one language: typed keys for what is written in code, `lookup` for keys that come as data. */
export interface Translator<T> {
  readonly locale: Locale
  /** The text of a key. A key or placeholder that is not there is a bug and throws. */
  (key: KeyOf<T>, named?: Named): string
  /** The text of a key made at run time, or null where there is none; placeholders without a value get `blank`. */
  lookup(key: string, named: Named, blank: string): string | null
}

const PLACEHOLDER = /\{(\w+)\}/g

/** The names of a message's placeholders. */
export function placeholders(message: string): string[] {
  return [...message.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '')
}

/** A translator over plain message data in vue-i18n syntax. */
export function createTranslator<T extends object>(locale: Locale, messages: T): Translator<T> {
  const context = createCoreContext({
    locale,
    messages: { [locale as string]: messages as unknown as LocaleMessage },
    missingWarn: false,
    fallbackWarn: false,
    warnHtmlMessage: false,
  })
  const render = (key: string, named: Named) => String(translate(context, key, { ...named }))
  const find = (key: string) => {
    const found = resolveValue(messages, key)
    return typeof found === 'string' ? found : null
  }
  const speak = (key: string, named: Named = {}) => {
    const message = find(key)
    if (message === null) throw new Error(`no text for ${key} in ${locale}`)
    const lacking = placeholders(message).filter((name) => !(name in named))
    if (lacking.length > 0) throw new Error(`the text ${key} lacks ${lacking.join(', ')}`)
    return render(key, named)
  }
  const lookup = (key: string, named: Named, blank: string) => {
    const message = find(key)
    if (message === null) return null
    const blanks = Object.fromEntries(placeholders(message).map((name) => [name, blank]))
    return render(key, { ...blanks, ...named })
  }
  return Object.assign(speak, { locale, lookup })
}
