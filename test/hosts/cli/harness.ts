import { PassThrough, Readable, Writable } from 'node:stream'
import { startOfDayMs, parseDay } from '../../../electron/contract/calendar.ts'
import type { Core } from '../../../electron/core/service/core.ts'
import type { CoreRequest, Environment, Io, Parts, Sandbox } from '../../../electron/hosts/cli/io.ts'
import { run } from '../../../electron/hosts/cli/run.ts'

class Sink extends Writable {
  text = ''
  readonly isTTY: boolean
  readonly columns = 100

  constructor(isTTY: boolean) {
    super({ decodeStrings: false })
    this.isTTY = isTTY
  }

  override _write(chunk: unknown, _encoding: unknown, done: () => void): void {
    this.text += String(chunk)
    done()
  }
}

export interface Scene {
  readonly core?: Core | ((request: CoreRequest) => Core)
  readonly stdin?: string
  readonly env?: Environment
  readonly terminal?: boolean
  /** Keys typed on a terminal instead of piped input. */
  readonly typed?: string
  readonly cwd?: string
  readonly sandbox?: Sandbox
  readonly today?: string
  readonly platform?: NodeJS.Platform
  /** Given the function that presses Ctrl+C. */
  readonly onReady?: (press: () => void) => void
}

export interface Played {
  readonly code: number
  readonly out: string
  readonly err: string
  /** Standard output as the one JSON document it is; undefined where it is anything else. */
  readonly json: unknown
  readonly requests: CoreRequest[]
  readonly exits: number[]
  readonly sandboxes: { apps: number; port?: number }[]
}

/** Runs one command line against a fake core; the clock stands at noon in Shanghai on `today`. */
export async function play(words: string | readonly string[], scene: Scene = {}): Promise<Played> {
  const argv = typeof words === 'string' ? words.split(' ').filter((word) => word !== '') : words
  const stdout = new Sink(false)
  const stderr = new Sink(scene.terminal ?? false)
  const listeners = new Set<() => void>()
  const exits: number[] = []
  scene.onReady?.(() => [...listeners].forEach((listener) => listener()))
  const io: Io = {
    stdin: stdinOf(scene),
    stdout,
    stderr,
    env: { LANG: 'en_US.UTF-8', ...scene.env },
    platform: scene.platform ?? 'linux',
    cwd: scene.cwd ?? '/work-here',
    userHome: '/home/someone',
    onSignal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    exitNow: (code) => exits.push(code),
  }
  const requests: CoreRequest[] = []
  const sandboxes: { apps: number; port?: number }[] = []
  const parts: Parts = {
    clock: () => startOfDayMs(parseDay(scene.today ?? '2026-11-24') ?? 0) + 12 * 3_600_000,
    version: '9.8.7',
    openCore: (request) => {
      requests.push(request)
      const core = typeof scene.core === 'function' ? scene.core(request) : scene.core
      return core ? Promise.resolve(core) : Promise.reject(new Error('no core in this scene'))
    },
    startSandbox: (options) => {
      sandboxes.push(options)
      return scene.sandbox ? Promise.resolve(scene.sandbox) : Promise.reject(new Error('no sandbox in this scene'))
    },
  }
  const code = await run(argv, io, parts)
  const out = stdout.text
  return {
    code,
    out,
    err: stderr.text,
    json: parsed(out),
    requests,
    exits,
    sandboxes,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function stdinOf({ stdin, typed }: Scene): Io['stdin'] {
  if (typed === undefined) return Readable.from([stdin ?? ''])
  const keys = new PassThrough()
  keys.write(typed)
  return Object.assign(keys, { isTTY: true, setRawMode: () => keys })
}
