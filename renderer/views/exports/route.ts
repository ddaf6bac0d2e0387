import type { View } from '../../router/view.ts'

export default {
  name: 'exports',
  title: { 'zh-CN': '导出', en: 'Exports' },
  icon: 'export',
  section: 'data',
  order: 5,
  needsApps: true,
  scoped: true,
  granular: true,
  load: () => import('./ExportsView.vue'),
} satisfies View
