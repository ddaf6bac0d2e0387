import type { View } from '../../router/view.ts'

export default {
  name: 'pages',
  title: { 'zh-CN': '页面分析', en: 'Pages' },
  icon: 'pages',
  section: 'reports',
  order: 7,
  needsApps: true,
  scoped: true,
  load: () => import('./PagesView.vue'),
} satisfies View
