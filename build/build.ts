/**
 * `node build/build.ts <target>…` builds targets of vite.ts into `out/<target>/`. The launcher calls it when sources are newer.
 * A process that runs from the folder meanwhile loses nothing: files are replaced one by one, the entries last, and chunks that
 * an older entry may still import stay for an hour.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build, type InlineConfig } from 'vite'
import { pageBuild } from './renderer.vite.config.ts'
import { mainBuild, nodeBuild, preloadBuild, root, targets } from './vite.ts'

const KEEP_MS = 3_600_000

/** What can be built: the configuration, and the files that lead to all others. */
const builds: Record<string, { config: (outDir: string) => InlineConfig; entries: readonly string[] }> = {
  ...Object.fromEntries(
    Object.entries(targets).map(([name, files]) => {
      const entries = Object.keys(files).map((entry) => `${entry}.js`)
      return [name, { config: (outDir: string) => nodeBuild(files, outDir), entries }]
    }),
  ),
  main: { config: mainBuild, entries: Object.keys(targets.main).map((entry) => `${entry}.js`) },
  preload: { config: preloadBuild, entries: ['preload.cjs'] },
  renderer: { config: pageBuild, entries: ['index.html'] },
}

for (const name of process.argv.slice(2)) {
  const wanted = builds[name]
  if (!wanted) throw new Error(`no build target "${name}"`)
  const fresh = join(root, 'out', `.new-${name}-${process.pid}`)
  try {
    await build(wanted.config(fresh))
    publish(fresh, join(root, 'out', name), wanted.entries)
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : thrown)
    process.exitCode = 1
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** Moves the new files into place and removes what no build of the last hour made. */
function publish(from: string, to: string, entries: readonly string[]): void {
  mkdirSync(to, { recursive: true })
  const files = filesBelow(from)
  const isEntry = (file: string) => entries.includes(file)
  for (const file of [...files.filter((each) => !isEntry(each)), ...files.filter(isEntry)]) {
    mkdirSync(dirname(join(to, file)), { recursive: true })
    renameSync(join(from, file), join(to, file))
  }
  for (const file of filesBelow(to)) {
    const old = Date.now() - statSync(join(to, file)).mtimeMs > KEEP_MS
    if (old && !files.includes(file)) rmSync(join(to, file))
  }
}

/** Paths relative to the folder, however deep. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}
