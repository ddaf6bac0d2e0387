import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** The loopback server in a process of its own, its main thread watched. */
export interface WatchedServer {
  readonly address: string
  /** The longest the main thread was blocked since the last time it was asked, in milliseconds. */
  blocked(): Promise<number>
  close(): Promise<void>
}

export async function servePage(home: string, apiBase = 'http://127.0.0.1:9'): Promise<WatchedServer> {
  const env = { ...process.env, CYGNET_HOME: home, CYGNET_API_BASE: apiBase, CYGNET_LANG: 'zh-CN' }
  const child = watched([join('out', 'node', 'cygnet.js'), 'serve', '--json'], env)
  if (!child.stdout) throw new Error('the server has no output')
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { address } = JSON.parse(line.toString()) as { address: string }
  return { address, blocked: () => blocked(child), close: () => end(child) }
}

/** Watches a process that does nothing, beside a measured one; answers how long the machine kept it waiting at most. */
export async function watchIdle(): Promise<() => Promise<number>> {
  const child = watched(['--eval', 'setInterval(() => {}, 1000)'], process.env)
  await blocked(child)
  return async () => {
    const most = await blocked(child)
    await end(child)
    return most
  }
}

function watched(argv: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ['--import', './test/bench/delay-monitor.mjs', ...argv], {
    env,
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  })
}

async function blocked(child: ChildProcess): Promise<number> {
  const answer = once(child, 'message') as Promise<[{ maxMs: number }]>
  child.send('blocked?')
  const [{ maxMs }] = await answer
  return maxMs
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill()
  await ended
}
