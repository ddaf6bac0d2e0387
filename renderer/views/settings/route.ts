import type { View } from '../../router/view.ts'
import { SECTIONS } from './sections.ts'

export default {
  name: 'settings',
  title: { 'zh-CN': '设置', en: 'Settings' },
  icon: 'settings',
  section: 'data',
  order: 9,
  needsApps: false,
  scoped: false,
  places: SECTIONS.map(({ key, title }) => ({ title, query: { section: key } })),
  load: () => import('./SettingsView.vue'),
} satisfies View
