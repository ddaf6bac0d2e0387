import vue from '@vitejs/plugin-vue'
import { join } from 'node:path'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import { defineConfig, type InlineConfig, type PluginOption } from 'vite'
import { licences } from './licences.ts'
import { root } from './vite.ts'

/** Vue, and Element Plus by the component: only what a template names is bundled, with its styles. Tests of the page use the same. */
export function pagePlugins(): PluginOption[] {
  return [
    vue(),
    licences(),
    components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css', directives: false })] }),
  ]
}

/** Only the Composition API, messages interpreted rather than compiled by `eval` (the page's CSP forbids it). */
export const pageDefines = {
  __VUE_OPTIONS_API__: 'true',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  __VUE_I18N_LEGACY_API__: 'false',
  __VUE_I18N_FULL_INSTALL__: 'false',
  __INTLIFY_PROD_DEVTOOLS__: 'false',
}

/** The page, which Electron serves as app:// and the loopback server as files. */
export function pageBuild(outDir: string): InlineConfig {
  return {
    root: join(root, 'renderer'),
    base: './',
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    define: pageDefines,
    plugins: pagePlugins(),
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome140',
      sourcemap: false,
      reportCompressedSize: false,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
    },
  }
}

export default defineConfig(pageBuild(join(root, 'out/renderer')))
