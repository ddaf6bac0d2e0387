import type { Locale } from '../contract/primitives.ts'

const zh = {
  file: '文件',
  settings: '设置…',
  edit: '编辑',
  view: '视图',
  window: '窗口',
  help: '帮助',
  docs: '百度智能小程序文档',
  shortcuts: '快捷键',
  quitTitle: '仍有任务在进行',
  quitDetail: '现在退出会取消这些任务。已取得的数据都已保存，下次可以继续。',
  quitNow: '取消任务并退出',
  stay: '继续等待',
  jobEnded: { done: '任务已完成', partial: '任务部分完成', failed: '任务失败' },
  jobKinds: { sync: '同步数据', export: '导出工作簿', backup: '备份历史', restore: '恢复历史' },
  crashTitle: 'Cygnet 遇到了问题',
  crashDetail: '数据进程意外结束，历史数据不受影响。请重新启动 Cygnet；若再次出现，请把日志发给我们。',
}

const en: typeof zh = {
  file: 'File',
  settings: 'Settings…',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  help: 'Help',
  docs: 'Baidu Smart Program documentation',
  shortcuts: 'Keyboard Shortcuts',
  quitTitle: 'Work is still going on',
  quitDetail: 'Quitting now cancels it. Everything fetched so far is kept, and you can go on next time.',
  quitNow: 'Cancel and Quit',
  stay: 'Wait',
  jobEnded: { done: 'Finished', partial: 'Finished in part', failed: 'Failed' },
  jobKinds: { sync: 'Syncing data', export: 'Exporting a workbook', backup: 'Backing up', restore: 'Restoring' },
  crashTitle: 'Cygnet has run into a problem',
  crashDetail:
    'The data process ended unexpectedly; your history is safe. Start Cygnet again, and if this comes back, send us the log.',
}

export type ShellTexts = typeof zh

/** The shell's own few words; everything else is said by the page. */
export function shellTexts(locale: Locale): ShellTexts {
  return locale === 'zh-CN' ? zh : en
}

/** Chinese systems get Chinese, all others English, until the person chooses. */
export function systemLocale(tag: string): Locale {
  return tag.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
