import { defineTexts } from '../../i18n/define.ts'

export const t = defineTexts('habits', {
  'zh-CN': {
    title: '{habit} · {metric}',
    none: '百度没有给出这段日期的{habit}',
    listed: '下方列出',
    half: {
      depth: '半数启动不超过 {bucket}',
      time: '半数启动不超过 {bucket}',
      interval: '不计首次启动，半数不超过 {bucket}',
      frequency: '半数用户一天不超过 {bucket}',
    },
    halfOther: '（{who}：{bucket}）',
    about: {
      depth: '一次启动看了几个不同页面',
      time: '一次启动用了多久',
      interval: '距上一次启动多久',
      frequency: '一天启动几次，按“用户×天”计',
    },
    table: '{habit}数据表',
    heat: '各应用的{metric} · {habit}',
    chartLabel: '{habit}，{who}。左右键看各个区间，上下键换对象，回车看定义与来源；数值见下方表格。',
    pictureTitle: '使用习惯：{who}',
    side: '{n} 个应用',
    colon: '：',
    stop: '；',
    nothing: '百度没有给出这段日期的使用习惯',
    nothingHelp: '这段日期可能没有启动。换一段日期再看。',
  },
  en: {
    title: '{habit}: {metric}',
    none: 'The API gave no numbers by {habit} for these days',
    listed: 'Listed below',
    half: {
      depth: 'Half of the sessions reach at most {bucket}',
      time: 'Half of the sessions last at most {bucket}',
      interval: 'First starts aside, half are at most {bucket}',
      frequency: 'Half of the users have at most {bucket} a day',
    },
    halfOther: ' ({who}: {bucket})',
    about: {
      depth: 'distinct pages seen in a session',
      time: 'how long a session lasts',
      interval: 'time since the start before',
      frequency: 'starts a day, counted by user and day',
    },
    table: 'Numbers by {habit}',
    heat: '{metric}, app by app: {habit}',
    chartLabel:
      '{habit}, {who}. Left and right walk through the buckets, up and down change whose, Enter shows definition and source; the numbers are in the table below.',
    pictureTitle: 'Usage habits: {who}',
    side: '{n} app | {n} apps',
    colon: ': ',
    stop: '; ',
    nothing: 'The API gave no usage habits for these days',
    nothingHelp: 'There may have been no sessions. Choose other days.',
  },
})
