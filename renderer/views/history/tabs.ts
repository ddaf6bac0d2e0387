import type { Locale } from '../../../electron/contract/primitives.ts'

/** What of the history is looked at: `#/history?tab=coverage`. */
export const TABS = ['coverage'] as const
export type Tab = (typeof TABS)[number]

export const TAB_TITLES: Readonly<Record<Tab, Readonly<Record<Locale, string>>>> = {
  coverage: { 'zh-CN': '数据完整度', en: 'Coverage' },
}
