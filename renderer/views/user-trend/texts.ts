import { defineTexts } from '../../i18n/define.ts'

export const t = defineTexts('userTrend', {
  'zh-CN': {
    tab: '图表内容',
    tabs: { trend: '走势', hours: '24 小时', split: '新老用户' },
    splitForm: '新老用户的表示',
    splitForms: { count: '人数', share: '占比' },
    chart: '用户趋势图',
    split: '新老用户',
    splitLabel: '{who}的新老用户，{range}。左右键看各个周期；数值见下方表格。',
    splitAppsLabel: '{n} 个应用的新老用户占比，{range}；数值见下方表格。',
    splitNote: '新用户 + 老用户 = 启动用户；整段日期的人数取自接口对该时间段的汇总',
    table: '用户趋势数据表',
    unknown: '无数据',
    partial: '周期不完整',
  },
  en: {
    tab: 'What the chart shows',
    tabs: { trend: 'Over time', hours: '24 hours', split: 'New / returning' },
    splitForm: 'New and returning users as',
    splitForms: { count: 'People', share: 'Share' },
    chart: 'Chart of the user trend',
    split: 'New and returning users',
    splitLabel:
      'New and returning users of {who}, {range}. Left and right walk through the periods; the numbers are in the table below.',
    splitAppsLabel:
      'Shares of new and returning users of {n} app, {range}; the numbers are in the table below. | Shares of new and returning users of {n} apps, {range}; the numbers are in the table below.',
    splitNote:
      'New + returning = active users; users of the whole range are the API’s own total for exactly that range',
    table: 'Numbers of the user trend',
    unknown: 'no data',
    partial: 'incomplete period',
  },
})
