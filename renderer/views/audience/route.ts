import type { View } from '../../router/view.ts'

export default {
  name: 'audience',
  title: { 'zh-CN': '用户画像', en: 'Audience' },
  icon: 'audience',
  section: 'reports',
  order: 4,
  needsApps: true,
  scoped: true,
  load: () => import('./AudienceView.vue'),
} satisfies View
