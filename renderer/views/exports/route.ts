import type { View } from '../../router/view.ts'

export default {
  name: 'exports',
  title: { 'zh-CN': '导出', en: 'Exports' },
  icon: 'export',
  section: 'data',
  order: 5,
  needsApps: true,
  // a template has its own, a workbook was asked for long ago
  scoped: (query) => query['part'] === undefined,
  granular: true,
  places: [
    { title: { 'zh-CN': '导出模板', en: 'Export templates' }, query: { part: 'templates' } },
    { title: { 'zh-CN': '核对已导出的工作簿', en: 'Check a workbook' }, query: { part: 'check' } },
  ],
  load: () => import('./ExportsView.vue'),
} satisfies View
