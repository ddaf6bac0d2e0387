import { defineTexts } from '../../i18n/define.ts'

export const t = defineTexts('series', {
  'zh-CN': {
    totalOf: '{n} 个应用合计',
    unknown: '无数据',
    asOf: '数据截至 {moment}',
    newest: '最新数据',
    newestAt: '最新数据，取得于 {time}',
    comparedWith: '对比：{name}（{range}）',
  },
  en: {
    totalOf: '{n} app | {n} apps',
    unknown: 'no data',
    asOf: 'As of {moment}',
    newest: 'Newest data',
    newestAt: 'Newest data, fetched {time}',
    comparedWith: 'Compared with {name} ({range})',
  },
})
