import type { Locale } from '../../../contract/primitives.ts'
import { en } from './en.ts'
import { zhCN, type CliTexts } from './zh-CN.ts'

export type { CliTexts } from './zh-CN.ts'

/** What only the command line says, by language. */
export const cliTexts: Readonly<Record<Locale, CliTexts>> = { 'zh-CN': zhCN, en }
