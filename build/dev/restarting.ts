import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A process that is started again and again, one at a time. */
export interface Restarting {
  /** Ends the running one and starts the next; asked twice meanwhile, it does so once more. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/**
 * @param start makes the process
 * @param onEnd told when one ends that was not asked to
 */
export function restarting(start: () => ChildProcess, onEnd: (code: number | null) => void): Restarting {
  let child: ChildProcess | null = null
  let turn = Promise.resolve()
  const stop = async () => {
    const old = child
    child = null
    if (old?.exitCode !== null || old.signalCode !== null) return
    const ended = once(old, 'exit')
    old.kill()
    await ended
  }
  const restart = async () => {
    await stop()
    const made = start()
    child = made
    made.once('exit', (code) => {
      if (child === made) onEnd(code)
    })
  }
  const inTurn = (work: () => Promise<void>) => (turn = turn.then(work))
  return { restart: () => inTurn(restart), stop: () => inTurn(stop) }
}

export const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv, stdout: 'inherit' | 'pipe') =>
  spawn(command, args, { env, stdio: ['ignore', stdout, 'inherit'] })
