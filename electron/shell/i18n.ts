import type { Job } from '../contract/methods/jobs.ts'
import type { Locale } from '../contract/primitives.ts'

type Kind = Job['kind']

const zh = {
  menu: {
    file: '文件',
    settings: '设置…',
    quit: '退出 Cygnet',
    closeWindow: '关闭窗口',
    edit: '编辑',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    view: '视图',
    reload: '重新加载',
    developer: '开发者工具',
    resetZoom: '实际大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    fullScreen: '切换全屏',
    window: '窗口',
    minimize: '最小化',
    zoom: '缩放',
    front: '全部置于前面',
    help: '帮助',
    docs: '百度智能小程序数据接口文档',
    about: '关于 Cygnet',
    services: '服务',
    hide: '隐藏 Cygnet',
    hideOthers: '隐藏其他',
    unhide: '全部显示',
  },
  quit: {
    title: '仍有任务在进行',
    detail: '现在退出会取消这些任务。已取得的数据都已保存，下次可以继续。',
    now: '取消任务并退出',
    stay: '继续等待',
  },
  job: {
    titles: { done: '已完成', partial: '部分完成', failed: '没有成功' },
    kinds: { sync: '数据同步', export: '导出', backup: '备份' } satisfies Record<Kind, string>,
    title: (kind: string, end: string) => `${kind}${end}`,
    snapshots: (n: number) => `取得 ${n} 份新数据`,
    failures: (n: number) => `${n} 项失败`,
    separator: '，',
  },
  crash: {
    title: 'Cygnet 遇到了问题',
    core: '数据进程反复意外结束，Cygnet 将退出。历史数据不受影响。若重新启动后再次出现，请把数据文件夹里的 logs 目录发给我们。',
    page: '页面反复意外结束。历史数据不受影响。',
    start: 'Cygnet 无法启动。',
    reload: '重新加载',
    quit: '退出',
  },
}

const en: typeof zh = {
  menu: {
    file: 'File',
    settings: 'Settings…',
    quit: 'Quit Cygnet',
    closeWindow: 'Close Window',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    view: 'View',
    reload: 'Reload',
    developer: 'Developer Tools',
    resetZoom: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    fullScreen: 'Toggle Full Screen',
    window: 'Window',
    minimize: 'Minimize',
    zoom: 'Zoom',
    front: 'Bring All to Front',
    help: 'Help',
    docs: 'Baidu Smart Program Data API',
    about: 'About Cygnet',
    services: 'Services',
    hide: 'Hide Cygnet',
    hideOthers: 'Hide Others',
    unhide: 'Show All',
  },
  quit: {
    title: 'Work is still going on',
    detail: 'Quitting now cancels it. Everything fetched so far is kept, and you can go on next time.',
    now: 'Cancel and Quit',
    stay: 'Wait',
  },
  job: {
    titles: { done: 'finished', partial: 'finished in part', failed: 'failed' },
    kinds: { sync: 'Sync', export: 'Export', backup: 'Backup' },
    title: (kind, end) => `${kind} ${end}`,
    snapshots: (n) => (n === 1 ? '1 new snapshot' : `${n} new snapshots`),
    failures: (n) => (n === 1 ? '1 failure' : `${n} failures`),
    separator: ', ',
  },
  crash: {
    title: 'Cygnet has run into a problem',
    core: 'The data process keeps ending unexpectedly, so Cygnet quits. Your history is safe. If this comes back after a restart, send us the folder “logs” of the data folder.',
    page: 'The page keeps ending unexpectedly. Your history is safe.',
    start: 'Cygnet could not start.',
    reload: 'Reload',
    quit: 'Quit',
  },
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
