import { defineTexts } from '../../../i18n/define.ts'

export const t = defineTexts('historySince', {
  'zh-CN': {
    choose: '选择已发出的工作簿',

    file: '从文件选择…',
    table: '发出之后的变化',
    none: '还没有导出过工作簿',
    noneHelp: '从“导出”里生成的工作簿会列在这里；也可以选择一个以前由 Cygnet 生成的文件。',
    toExports: '去导出',
    pick: '选一个工作簿，看它发出之后有哪些数变了',
    pickHelp: '按工作簿所用的应用、日期、对比期和指标，比较它生成时和现在所知道的数。',
    made: '{moment} 生成',
    unchanged: '发出之后没有变化',
    unchangedHelp: '用现在的数据重新生成，数值和当时一样。',
    changed: '{n} 个数变了',
    compared: '比较了 {n} 个数',
    byReport: '{report} {n}',

    edited: '这个文件里的 {sheets} 在生成之后被改过；比较用的是它自带的生成记录。',
    removed: '{apps} 已不在 Cygnet 里，不能重新生成。',
    again: '用现在的数据重新导出',
    reproduce: '按当时的数据重做一份',
    reproduceName: '{name}（重做）',
  },
  en: {
    choose: 'Choose a workbook that was sent',

    file: 'Choose a file…',
    table: 'Changed since',
    none: 'No workbook was exported yet',
    noneHelp: 'Workbooks made under “Exports” are listed here; a file that Cygnet wrote before can be chosen too.',
    toExports: 'Go to Exports',
    pick: 'Choose a workbook to see which of its numbers have changed since it was sent',
    pickHelp:
      'What was known when it was made is held against what is known now, for its apps, days, comparison and metrics.',
    made: 'made {moment}',
    unchanged: 'Nothing has changed since',
    unchangedHelp: 'Made again with the data of now, it has the same numbers.',
    changed: '{n} number has changed | {n} numbers have changed',
    compared: '{n} number compared | {n} numbers compared',
    byReport: '{report} {n}',

    edited: '{sheets} of this file were edited after it was made; what is compared is its own record.',
    removed: '{apps} are no longer in Cygnet: it cannot be made again.',
    again: 'Export again with the data of now',
    reproduce: 'Make it again as it was',
    reproduceName: '{name} (again)',
  },
})
