import { statfs } from 'node:fs/promises'
import { basename } from 'node:path'
import { formatDay } from '../../contract/calendar.ts'
import { AppError } from '../../contract/errors.ts'
import type { Handlers, Output, Parsed } from '../../contract/index.ts'
import type { Context } from './context.ts'
import { runDoctor, testNetwork } from './doctor.ts'
import { sizeOf } from '../store/files.ts'
import { checkBackup, restoreFile } from '../store/restore.ts'

type HomeHandlers = Pick<Handlers, 'home.usage' | 'backup.run' | 'backup.inspect' | 'backup.restore' | 'doctor.run'>

/** The home as a whole: copies of the history, the way back from one, and its health. */
export function homeHandlers(context: Context): HomeHandlers {
  return {
    'home.usage': () => usage(context),
    'backup.run': (input) => startBackup(context, input),
    'backup.inspect': ({ path }) => inspect(context, path),
    'backup.restore': async ({ path }) => {
      const running = context.jobs.running()
      if (running) throw new AppError('job.running', { job: running.id })
      context.closeStore()
      const restored = await restoreFile(path, context.storePath, context.clock)
      context.events.emit('changed', { what: 'workspace' })
      return restored
    },
    'doctor.run': ({ only }) => (only === 'network' ? testNetwork(context) : runDoctor(context)),
  }
}

function startBackup(context: Context, { path, force }: Parsed<'backup.run'>): { job: number } {
  const store = context.store()
  const job = store.jobs.start('backup', { path })
  const label = basename(path)
  context.jobs.start(job, async ({ signal, progress }) => {
    const onProgress = (now: { done: number; total: number }) => {
      progress({ ...now, label })
    }
    return { state: 'done', backup: await store.backup(path, { force, signal, onProgress }) }
  })
  return { job }
}

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
const dayText = (day: number | null) => (day === null ? null : formatDay(day))

async function usage(context: Context): Promise<Output<'home.usage'>> {
  const { snapshots } = context.store()
  const raw = snapshots.raw()
  const { bavail, bsize } = await statfs(context.options.home)
  return {
    databaseBytes: sizeOf(context.storePath) + sizeOf(`${context.storePath}-wal`),
    rawBytes: raw.bytes,
    snapshots: snapshots.count(),
    oldestRaw: iso(raw.oldest),
    freeBytes: bavail * bsize,
  }
}

function inspect(context: Context, path: string): Output<'backup.inspect'> {
  const { apps, snapshots, bytes, from, to, newest } = checkBackup(path, context.storePath)
  return { apps, snapshots, bytes, from: dayText(from), to: dayText(to), newestFetchedAt: iso(newest) }
}
