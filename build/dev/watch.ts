import { build, type InlineConfig, type Rolldown } from 'vite'

/** Builds now and on every change of what goes into it; `built` is told each time it went well. */
export async function watch(config: InlineConfig, built: () => void): Promise<() => Promise<void>> {
  const watching = { ...config, build: { ...config.build, emptyOutDir: false, watch: {} } }
  // What vite answers depends on its input: with `watch` it is a watcher.
  const watcher = (await build(watching)) as Rolldown.RolldownWatcher
  let failed = false
  watcher.on('event', (event) => {
    if (event.code === 'START') failed = false
    // Vite prints what is wrong; the last good build goes on running.
    if (event.code === 'ERROR') failed = true
    if (event.code === 'END' && !failed) built()
  })
  return () => watcher.close()
}
