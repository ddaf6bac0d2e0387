import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'
import { isWriting } from './writer-lock.ts'

/** Kinds of job that hold the writer lock for as long as they run. */
const WRITING = new Set(['sync'])

/** Jobs still marked as running whose process died are interrupted: nobody will ever end them. */
export function interruptAbandoned(db: Database, path: string, now: number): void {
  const running = db
    .prepare<[], { id: number; kind: string; pid: number }>("SELECT id, kind, pid FROM job WHERE state = 'running'")
    .all()
  if (running.length === 0) return
  const someoneWrites = isWriting(dirname(path))
  const interrupt = db.prepare("UPDATE job SET state = 'interrupted', ended_at = ? WHERE id = ? AND state = 'running'")
  for (const { id, kind, pid } of running) {
    const dead = !isAlive(pid) || (WRITING.has(kind) && !someoneWrites)
    if (dead) interrupt.run(now, id)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    // EPERM: there is such a process, but it is somebody else's.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}
