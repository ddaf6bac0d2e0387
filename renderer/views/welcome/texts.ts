import { defineTexts } from '../../i18n/define.ts'

export const t = defineTexts('welcome', {
  'zh-CN': {
    title: '欢迎使用 Cygnet',
    text: '把很多个百度智能小程序的统计放在一张表里看：每天的数字存在本机，随时可比、可导出。',
    sample: '先看看示例',
    sampleText: '打开一份虚构的数据，十秒内看到完整的总览。随时一键退出，不影响您自己的数据。',
    sampleDo: '打开示例数据',
    opening: '正在准备示例…',
    add: '添加应用',
    addText: '粘贴一个令牌、使用平台令牌、接入公司的令牌服务，或导入 CSV / XLSX 清单。',
    addDo: '添加应用',
    importDo: '导入清单',
    restore: '恢复备份',
    restoreText: '换了电脑，或重装之后：选择之前备份的文件，历史数据和应用都会回来。',
    restoreDo: '选择备份文件…',
    restored: '已恢复 {apps} 个应用、{snapshots} 份数据',
    home: '数据保存在 {home}',
    memoryOnly: '这台电脑没有可靠的密钥环，令牌只保存在内存里，退出后需要重新设置。',
  },
  en: {
    title: 'Welcome to Cygnet',
    text: 'The statistics of many Baidu Smart Mini Programs in one table: every day’s numbers are kept on this machine, ready to be compared and exported.',
    sample: 'Look round first',
    sampleText:
      'Opens made-up data and shows a full Overview within ten seconds. One click leaves it; your own data is not touched.',
    sampleDo: 'Open the sample data',
    opening: 'Preparing the sample…',
    add: 'Add apps',
    addText: 'Paste a token, use the platform token, connect your company’s token broker, or import a CSV / XLSX list.',
    addDo: 'Add apps',
    importDo: 'Import a list',
    restore: 'Restore a backup',
    restoreText: 'A new machine, or a new installation: choose the backup file, and history and apps are back.',
    restoreDo: 'Choose a backup file…',
    restored: '{apps} apps and {snapshots} snapshots are back',
    home: 'Data is kept in {home}',
    memoryOnly:
      'This machine has no real key ring: tokens are kept in memory only and have to be set again after quitting.',
  },
})
