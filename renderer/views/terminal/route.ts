import type { View } from '../../router/view.ts'

export default {
  name: 'terminal',
  title: { 'zh-CN': '终端分布', en: 'Devices' },
  icon: 'terminal',
  section: 'reports',
  order: 6,
  needsApps: true,
  scoped: true,
  load: () => import('./TerminalView.vue'),
} satisfies View
