import type { Locale } from '../../../electron/contract/primitives.ts'
import type { IconName } from '../../components/icons.ts'

interface Section {
  readonly key: string
  readonly title: Readonly<Record<Locale, string>>
  readonly icon: IconName
}

/** The parts of the settings, each at an address of its own: `#/settings?section=apps`. */
export const SECTIONS = [
  { key: 'apps', title: { 'zh-CN': '应用', en: 'Apps' }, icon: 'overview' },
  { key: 'tokens', title: { 'zh-CN': '令牌与平台', en: 'Tokens' }, icon: 'key' },
  { key: 'fetching', title: { 'zh-CN': '数据获取', en: 'Fetching' }, icon: 'network' },
  { key: 'schedule', title: { 'zh-CN': '定时同步', en: 'Schedule' }, icon: 'clock' },
  { key: 'history', title: { 'zh-CN': '数据与备份', en: 'Data and backup' }, icon: 'folder' },
  { key: 'look', title: { 'zh-CN': '外观与语言', en: 'Look' }, icon: 'sun' },
  { key: 'log', title: { 'zh-CN': '日志', en: 'Log' }, icon: 'report' },
  { key: 'about', title: { 'zh-CN': '关于', en: 'About' }, icon: 'info' },
] as const satisfies readonly Section[]

export type SectionKey = (typeof SECTIONS)[number]['key']

/** The section an address means; the first where it means none. */
export const sectionOf = (text: unknown): SectionKey => SECTIONS.find(({ key }) => key === text)?.key ?? SECTIONS[0].key
