// node --import ./test/electron-double/register.mjs out/main/main.js
// The real main process with `electron` answered by the double, under Node's own roof.
import { registerHooks } from 'node:module'

const double = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: double, shortCircuit: true, format: 'module-typescript' }
      : next(specifier, context),
})
Object.defineProperty(process.versions, 'electron', { value: '45.4.1' })
Object.assign(process, { type: 'browser', resourcesPath: process.cwd() })
