import { statfs } from 'node:fs/promises'
import { formatDay } from '../../contract/calendar.ts'
import type { Handlers, Output } from '../../contract/index.ts'
import type { Context } from './context.ts'
import { runDoctor, testNetwork } from './doctor.ts'
import { sizeOf } from '../store/files.ts'
import { checkBackup, restoreFile } from '../store/restore.ts'

type HomeHandlers = Pick<Handlers, 'home.usage' | 'backup.run' | 'backup.inspect' | 'backup.restore' | 'doctor.run'>

/** The home as a whole: copies of the history, the way back from one, and its health. */
export function homeHandlers(context: Context): HomeHandlers {
  return {
    'home.usage': () => usage(context),
    'backup.run': ({ path, force }) => context.store().backup(path, { force }),
    'backup.inspect': ({ path }) => inspect(context, path),
    'backup.restore': async ({ path }) => {
      context.closeStore()
      const restored = await restoreFile(path, context.storePath, context.clock)
      context.events.emit('changed', { what: 'workspace' })
      return restored
    },
    'doctor.run': ({ only }) => (only === 'network' ? testNetwork(context) : runDoctor(context)),
  }
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
