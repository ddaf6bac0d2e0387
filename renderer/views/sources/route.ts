import type { View } from '../../router/view.ts'

export default {
  name: 'sources',
  title: { 'zh-CN': '来源分析', en: 'Sources' },
  icon: 'sources',
  section: 'reports',
  order: 9,
  needsApps: true,
  scoped: true,
  load: () => import('./SourcesView.vue'),
} satisfies View
