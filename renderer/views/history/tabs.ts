import type { Locale } from '../../../electron/contract/primitives.ts'

/** What of the history is looked at: `#/history?tab=coverage`. */
export const TABS = ['coverage', 'replies', 'changes', 'lag', 'since'] as const
export type Tab = (typeof TABS)[number]

export const TAB_TITLES: Readonly<Record<Tab, Readonly<Record<Locale, string>>>> = {
  coverage: { 'zh-CN': '数据完整度', en: 'Coverage' },
  replies: { 'zh-CN': '取数记录', en: 'Snapshots' },
  changes: { 'zh-CN': '数据修订', en: 'Restatements' },
  lag: { 'zh-CN': '修订周期', en: 'Revision lag' },
  since: { 'zh-CN': '报告发出之后', en: 'Since a workbook' },
}
