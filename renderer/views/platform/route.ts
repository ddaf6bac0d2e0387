import type { View } from '../../router/view.ts'

export default {
  name: 'platform',
  title: { 'zh-CN': '平台汇总', en: 'Platform' },
  icon: 'platform',
  section: 'reports',
  order: 10,
  needsApps: true,
  scoped: true,
  granular: ['day', 'week', 'month'],
  load: () => import('./PlatformView.vue'),
  places: [
    { title: { 'zh-CN': '平台与各应用之和的核对', en: 'Platform against the sum of apps' }, query: { tab: 'apps' } },
    { title: { 'zh-CN': '报表之间的核对', en: 'Reports against each other' }, query: { tab: 'reports' } },
  ],
} satisfies View
