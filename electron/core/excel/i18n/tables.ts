import type { Locale } from '../../../contract/primitives.ts'
import { tablesEn } from './tables-en.ts'
import { tablesZhCN, type TableTexts } from './tables-zh-CN.ts'

export type { TableTexts } from './tables-zh-CN.ts'

/** The words of the page's own tables by language; a language that lacks one does not compile. */
export const tableTexts: Readonly<Record<Locale, TableTexts>> = { 'zh-CN': tablesZhCN, en: tablesEn }
