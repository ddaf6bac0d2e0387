import { defineTexts } from '../../i18n/define.ts'

export const t = defineTexts('appSearch', {
  'zh-CN': {
    search: '搜索应用、ID、标签…',
    none: '没有匹配“{query}”的应用',
    more: '还有 {n} 个，请输入更多文字缩小范围',
  },
  en: {
    search: 'Search apps, ids, tags…',
    none: 'No app matches “{query}”',
    more: '{n} more: type to narrow the list',
  },
})
