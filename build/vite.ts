import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { InlineConfig } from 'vite'
import { oldBuffers } from './old-buffers.ts'

/** The project's root folder. */
export const root = join(import.meta.dirname, '..')

/** Everything else is bundled: one file starts faster than a hundred. Native code cannot be, Electron provides itself, Playwright is for benches. */
const EXTERNAL = ['better-sqlite3', 'electron', 'playwright-core']

/** Workers of the core: every host that starts them has them in its own output folder, under these names. */
export const workers = {
  'data-worker': 'electron/core/runtime/data-worker.ts',
  'export-worker': 'electron/core/runtime/export-worker.ts',
  'sandbox-worker': 'electron/sandbox/worker.ts',
} as const

/**
 * What runs on plain Node, a folder each below `out/`. All files of a folder lie side by side, shared chunks too, so that
 * `new URL('./export-worker.js', import.meta.url)` finds the worker from wherever the bundler puts the line.
 */
export const targets = {
  node: { cygnet: 'electron/hosts/cli/main.ts', ...workers },
  bench: { bench: 'test/bench/main.ts', ...workers },
  main: { main: 'electron/main.ts', ...workers },
} as const satisfies Record<string, Record<string, string>>

/** The desktop app's main process, with the icon that its window shows on Linux. */
export function mainBuild(outDir: string): InlineConfig {
  const config = nodeBuild(targets.main, outDir)
  const icon = {
    name: 'cygnet:icon',
    generateBundle(this: { emitFile(file: object): void }) {
      const source = readFileSync(join(root, 'build/icons/linux/512x512.png'))
      this.emitFile({ type: 'asset', fileName: 'icon.png', source })
    },
  }
  return { ...config, plugins: [...(config.plugins ?? []), icon] }
}

/** Electron's sandboxed preload must be one CommonJS file: an ES module would break the sandbox. */
export function preloadBuild(outDir: string): InlineConfig {
  const config = nodeBuild({ preload: 'electron/preload.ts' }, outDir)
  const rolldownOptions = { ...config.build?.rolldownOptions, output: { format: 'cjs', entryFileNames: '[name].cjs' } }
  return { ...config, build: { ...config.build, rolldownOptions } } as InlineConfig
}

export type Target = keyof typeof targets

/**
 * The build of code for Node 24, as ES modules with source maps.
 * @param entries output name → source file below the root
 * @param outDir absolute
 */
export function nodeBuild(entries: Readonly<Record<string, string>>, outDir: string): InlineConfig {
  return {
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [oldBuffers()],
    resolve: { alias: { 'buffer-crc32': join(root, 'build/native-crc32.ts') } },
    ssr: { noExternal: true, external: [...EXTERNAL] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: true,
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(root, file)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  }
}
