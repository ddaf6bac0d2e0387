import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { medianTime, type Figure } from './harness.ts'

/** How long a user waits for the smallest answer. `out/node/` is built already: the launcher sees to it. */
export async function benchStartUp(): Promise<Figure[]> {
  const home = mkdtempSync(join(tmpdir(), 'cygnet-bench-start-'))
  const env = { ...process.env, CYGNET_HOME: home }
  const root = process.cwd()
  const run = (...argv: string[]) => () => {
    const { status, stderr } = spawnSync(process.execPath, argv, { cwd: root, env, encoding: 'utf8' })
    if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${String(status)}: ${stderr}`)
  }
  try {
    const cli = join('out', 'node', 'cygnet.js')
    const own = await medianTime(run(cli, 'apps', 'list'))
    const launched = await medianTime(run(join('build', 'launch.mjs'), 'cygnet', 'apps', 'list'))
    const bare = await medianTime(run('-e', '0'))
    return [
      {
        name: 'cygnet apps list, through the launcher',
        value: launched / 1000,
        unit: 's',
        bound: 0.5,
        kind: 'atMost',
        note: `the program alone ${own.toFixed(0)} ms, an empty Node ${bare.toFixed(0)} ms`,
      },
    ]
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
