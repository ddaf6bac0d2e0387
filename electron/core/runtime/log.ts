import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

export type LogLevel = 'info' | 'warn' | 'error'
export type LogFacts = Readonly<Record<string, unknown>>

/** One line of JSON a happening, in a file of the home that the log viewer shows. */
export interface Log {
  write(level: LogLevel, event: string, facts?: LogFacts): void
}

const MAX_BYTES = 2_000_000

/**
 * Appends to `path`; past 2 MB the file becomes `path.1` and a new one begins. Every line passes `redact`, so that no secret lands on
 * disk. A log that cannot be written (full disk, read-only home) is given up silently: the work it speaks of matters more.
 */
export function createLog(path: string, redact: (text: string) => string, clock: () => number = Date.now): Log {
  let bytes = -1
  const append = (line: string) => {
    if (bytes < 0) {
      mkdirSync(dirname(path), { recursive: true })
      bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
    }
    if (bytes + line.length > MAX_BYTES) {
      renameSync(path, `${path}.1`)
      bytes = 0
    }
    appendFileSync(path, line)
    bytes += Buffer.byteLength(line)
  }
  return {
    write(level, event, facts = {}) {
      const line = JSON.stringify({ at: new Date(clock()).toISOString(), level, event, ...facts })
      try {
        append(`${redact(line)}\n`)
      } catch {
        bytes = -1
      }
    },
  }
}
