import type { View } from '../../router/view.ts'

export default {
  name: 'retention',
  title: { 'zh-CN': '留存', en: 'Retention' },
  icon: 'retention',
  section: 'reports',
  order: 3,
  needsApps: true,
  scoped: true,
  granular: ['day', 'week', 'month'],
  load: () => import('./RetentionView.vue'),
} satisfies View
