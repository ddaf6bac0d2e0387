/**
 * `npm run pack`: the app as a person installs it, in an unpacked folder below `dist/`; with `--installers` the installers of
 * electron-builder.yml. Further words go to electron-builder (`--win`, `--mac`, `--linux`, `-c.…`).
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { pageBuild } from './renderer.vite.config.ts'
import { runForeground } from './setup/child.mjs'
import { mainBuild, preloadBuild, root } from './vite.ts'

const INSTALLERS = '--installers'
// Built on its own: the folders that programs run from keep chunks of older builds for a while.
const fresh = (name: string) => join(root, 'out', 'packed', name)

rmSync(fresh(''), { recursive: true, force: true })
await build(mainBuild(fresh('main')))
await build(preloadBuild(fresh('preload')))
await build(pageBuild(fresh('renderer')))

const words = process.argv.slice(2)
const builder = join(root, 'node_modules/electron-builder/cli.js')
process.exitCode = await runForeground(
  process.execPath,
  [
    builder,
    ...(words.includes(INSTALLERS) ? [] : ['--dir']),
    '--publish=never',
    ...words.filter((word) => word !== INSTALLERS),
  ],
  { cwd: root, env: process.env },
)
