import { join } from 'node:path'
import { defineConfig } from 'vite'
import { pageDefines, pagePlugins } from '../../../build/renderer.vite.config.ts'
import { root } from '../../../build/vite.ts'

/** The page on a fake host, built beside the real one: `vite build --config test/renderer/page/vite.config.ts`. */
export default defineConfig({
  root: join(root, 'test/renderer/page'),
  base: './',
  envDir: false,
  publicDir: false,
  logLevel: 'warn',
  define: pageDefines,
  plugins: pagePlugins(),
  server: { fs: { allow: [root] } },
  build: { outDir: join(root, 'out/fake-page'), emptyOutDir: true, target: 'chrome140', reportCompressedSize: false },
})
