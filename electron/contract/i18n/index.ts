import type { Locale } from '../primitives.ts'
import { en } from './en.ts'
import type { SharedTexts } from './schema.ts'
import { zhCN } from './zh-CN.ts'

export * from './schema.ts'

/** The texts every door shares, by language. */
export const sharedTexts: Readonly<Record<Locale, SharedTexts>> = { 'zh-CN': zhCN, en }
