import { defineTexts } from '../../i18n/define.ts'

/** What every section of the settings says. */
export const t = defineTexts('settings', {
  'zh-CN': {
    sections: '设置分类',
    saving: '正在保存…',
    saved: '已保存',
    undo: '撤销',
    number: '请填写 {min} 到 {max} 之间的数字。',
    integer: '请填写 {min} 到 {max} 之间的整数。',
    sample: '现在打开的是示例数据：这里的改动只影响示例。',
  },
  en: {
    sections: 'Sections of the settings',
    saving: 'Saving…',
    saved: 'Saved',
    undo: 'Undo',
    number: 'Enter a number between {min} and {max}.',
    integer: 'Enter a whole number between {min} and {max}.',
    sample: 'The sample data is open: what is changed here changes the sample only.',
  },
})
