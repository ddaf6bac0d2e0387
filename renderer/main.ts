// How a view is added: CONTRIBUTING.md.
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
