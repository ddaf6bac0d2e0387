import { defineTexts } from '../../i18n/define.ts'

export const t = defineTexts('activeUsers', {
  'zh-CN': {
    theme: '看什么',
    themes: { active: '活跃', sticky: '粘性', churn: '流失', total: '累计', other: '自选' },
    otherWhy: '点选上方的指标卡片，自选要画的指标',
    chart: '活跃用户图',
    table: '活跃用户数据表',
    lastDay: '最后一天',
    windows: '每个数都是截至该日的滚动窗口，一段时间取最后一天（{day}），各天不能相加',
    ours: '日活/周活由 Cygnet 按接口给出的日活、周活计算',
  },
  en: {
    theme: 'What to look at',
    themes: { active: 'Activity', sticky: 'Stickiness', churn: 'Churn', total: 'To date', other: 'Chosen' },
    otherWhy: 'Click the cards above to choose what is drawn',
    chart: 'Chart of active users',
    table: 'Numbers of active users',
    lastDay: 'Last day',
    windows: 'Every number is a window ending that day; a range shows its last day ({day}), days cannot be added',
    ours: 'DAU/WAU is worked out by Cygnet from the API’s DAU and WAU',
  },
})
