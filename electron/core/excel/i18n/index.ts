import type { Locale } from '../../../contract/primitives.ts'
import { en } from './en.ts'
import { zhCN, type WorkbookTexts } from './zh-CN.ts'

export type { WorkbookTexts } from './zh-CN.ts'

/** The workbook's texts by language; a language that lacks a key does not compile. */
export const workbookTexts: Readonly<Record<Locale, WorkbookTexts>> = { 'zh-CN': zhCN, en }

/** Fills `{name}` placeholders; one without a value stays as it is. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
