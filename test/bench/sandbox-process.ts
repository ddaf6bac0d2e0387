import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { SandboxApp } from '../../electron/sandbox/index.ts'

export interface SandboxProcess {
  readonly url: string
  readonly apps: readonly SandboxApp[]
  readonly platform: { readonly token: string }
  close(): Promise<void>
}

/** The sandbox in a process of its own, so that it does not share the measured one's thread. */
export async function startSandboxProcess(apps: number): Promise<SandboxProcess> {
  const argv = [join('out', 'node', 'cygnet.js'), 'sandbox', '--port', '0', '--apps', String(apps), '--json']
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let text = ''
  child.stdout.setEncoding('utf8')
  for await (const part of child.stdout.iterator({ destroyOnReturn: false })) {
    text += String(part)
    if (text.endsWith('\n')) break
  }
  const described = JSON.parse(text) as Omit<SandboxProcess, 'close'>
  return {
    ...described,
    async close() {
      child.kill()
      await ended
    },
  }
}
