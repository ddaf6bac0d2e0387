import { homedir } from 'node:os'
import { realParts } from './parts.ts'
import { run } from './run.ts'
import type { Io } from './io.ts'

/** Both ways a person or a scheduler asks a process to stop. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const

const io: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  platform: process.platform,
  cwd: process.cwd(),
  userHome: homedir(),
  onSignal: (listener) => {
    for (const signal of SIGNALS) process.on(signal, listener)
    return () => {
      for (const signal of SIGNALS) process.off(signal, listener)
    }
  },
  exitNow: (code) => process.exit(code),
}

// `cygnet … | head` closes the pipe early: that is no failure worth a stack trace.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const code = await run(process.argv.slice(2), io, realParts())
// Written to its end before leaving: a pipe takes a big document in pieces.
await Promise.all(
  [process.stdout, process.stderr].map((stream) => new Promise<void>((done) => stream.write('', () => done()))),
)
process.exit(code)
