import { defineTexts } from '../../i18n/define.ts'

export const t = defineTexts('history', {
  'zh-CN': {
    parts: '看历史的哪一方面',
    platform: '平台',
    reports: '报表',
    allReports: '全部报表',
    someReports: '{n} 张报表',
    every: '全选',
    only: '只看它',
    noApps: '这个范围里没有应用',
    noAppsHelp: '换一个应用范围或标签再看。',
    allApps: '看全部应用',
    copy: '复制表格（Ctrl C）',
    saveView: '保存当前视图…',
  },
  en: {
    parts: 'Part of the history',
    platform: 'Platform',
    reports: 'Reports',
    allReports: 'All reports',
    someReports: '{n} report | {n} reports',
    every: 'All of them',
    only: 'only',
    noApps: 'There is no app in this scope',
    noAppsHelp: 'Choose other apps or another tag.',
    allApps: 'See all apps',
    copy: 'Copy the table (Ctrl C)',
    saveView: 'Save this view…',
  },
})
