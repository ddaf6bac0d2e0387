import type { View } from '../../router/view.ts'

export default {
  name: 'region',
  title: { 'zh-CN': '地域分布', en: 'Regions' },
  icon: 'region',
  section: 'reports',
  order: 5,
  needsApps: true,
  scoped: true,
  load: () => import('./RegionView.vue'),
} satisfies View
