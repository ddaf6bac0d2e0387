import type { View } from '../../router/view.ts'

export default {
  name: 'overview',
  title: { 'zh-CN': '总览', en: 'Overview' },
  icon: 'overview',
  section: 'main',
  order: 1,
  needsApps: true,
  scoped: true,
  load: () => import('./OverviewView.vue'),
} satisfies View
