import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ensureBuilt } from '../../../build/setup/built.mjs'
import { pinnedNode, ROOT } from '../../../build/setup/paths.mjs'

/** Builds the command line unless it is fresh. For `beforeAll`. */
export const buildCli = (): Promise<void> => ensureBuilt(ROOT, 'node')

export interface CliOptions {
  readonly home: string
  /** The sandbox's address. */
  readonly api: string
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
}

export interface Ran {
  /** Null when it was killed. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ran>
}

/** The built command line in a process of its own. */
export function start(args: readonly string[], { home, api, stdin = '', env = {} }: CliOptions): Running {
  const child = spawn(pinnedNode(ROOT), [join(ROOT, 'out/node/cygnet.js'), ...args], {
    env: { PATH: process.env['PATH'], CYGNET_HOME: home, CYGNET_API_BASE: api, CYGNET_LANG: 'en', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  // A command that reads nothing may have ended before this arrives.
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  const ended = once(child, 'close').then(([code]: (number | null)[]): Ran => ({ code: code ?? null, ...said }))
  return { child, ended }
}

export function cygnet(args: readonly string[], options: CliOptions): Promise<Ran> {
  return start(args, options).ended
}
