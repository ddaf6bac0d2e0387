import { defineTexts } from '../../i18n/define.ts'

export const t = defineTexts('about', {
  'zh-CN': { about: '对象', all: '全部应用', tag: '标签“{tag}”', gone: '已删除的应用' },
  en: { about: 'About', all: 'All apps', tag: 'Tag “{tag}”', gone: 'a removed app' },
})
