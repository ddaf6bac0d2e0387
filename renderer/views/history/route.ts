import type { View } from '../../router/view.ts'
import { TAB_TITLES, TABS } from './tabs.ts'

export default {
  name: 'history',
  title: { 'zh-CN': '历史', en: 'History' },
  icon: 'history',
  section: 'data',
  order: 2,
  needsApps: true,
  scoped: true,
  compared: false,
  places: TABS.map((tab) => ({ title: TAB_TITLES[tab], query: { tab } })),
  load: () => import('./HistoryView.vue'),
} satisfies View
