import type { View } from '../../router/view.ts'

export default {
  name: 'active-users',
  title: { 'zh-CN': '活跃用户', en: 'Active users' },
  icon: 'active-users',
  section: 'reports',
  order: 2,
  needsApps: true,
  scoped: true,
  granular: ['day', 'week', 'month'],
  load: () => import('./ActiveUsersView.vue'),
} satisfies View
