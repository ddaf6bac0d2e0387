import type { View } from '../../router/view.ts'

export default {
  name: 'user-trend',
  title: { 'zh-CN': '用户趋势', en: 'User trend' },
  icon: 'user-trend',
  section: 'reports',
  order: 1,
  needsApps: true,
  scoped: true,
  granular: true,
  load: () => import('./UserTrendView.vue'),
} satisfies View
