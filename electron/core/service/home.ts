import type { Handlers } from '../../contract/index.ts'
import type { Context } from './context.ts'
import { runDoctor } from './doctor.ts'
import { restoreFile } from '../store/restore.ts'

/** The home as a whole: copies of the history, the way back from one, and its health. */
export function homeHandlers(context: Context): Pick<Handlers, 'backup.run' | 'backup.restore' | 'doctor.run'> {
  return {
    'backup.run': ({ path, force }) => context.store().backup(path, { force }),
    'backup.restore': async ({ path }) => {
      context.closeStore()
      const restored = await restoreFile(path, context.storePath, context.clock)
      context.events.emit('changed', { what: 'workspace' })
      return restored
    },
    'doctor.run': () => runDoctor(context),
  }
}
