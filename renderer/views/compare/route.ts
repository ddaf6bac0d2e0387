import type { View } from '../../router/view.ts'

export default {
  name: 'compare',
  title: { 'zh-CN': '多应用对比', en: 'Compare' },
  icon: 'compare',
  section: 'main',
  order: 2,
  needsApps: true,
  scoped: true,
  granular: true,
  load: () => import('./CompareView.vue'),
} satisfies View
