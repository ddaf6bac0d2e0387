// How a view is added: a folder below views/ with `route.ts` (a View: name, title, icon, place in the rail, how to load it),
// `texts.ts` (defineTexts, both languages) and its components. Rail, palette and address follow by themselves.
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import PageFrame from './frame/PageFrame.vue'
import { i18n } from './i18n/locale.ts'
import { router } from './router/index.ts'
import './theme/tokens.css'
import './theme/base.css'
import './theme/element.css'
import { restoreLook } from './theme/look.ts'

restoreLook()
createApp(PageFrame).use(createPinia()).use(i18n).use(router).mount('#app')
