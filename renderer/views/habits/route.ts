import type { View } from '../../router/view.ts'

export default {
  name: 'habits',
  title: { 'zh-CN': '使用习惯', en: 'Usage habits' },
  icon: 'habits',
  section: 'reports',
  order: 8,
  needsApps: true,
  scoped: true,
  load: () => import('./HabitsView.vue'),
} satisfies View
