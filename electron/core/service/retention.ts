import { AppError } from '../../contract/errors.ts'
import type { Context } from './context.ts'
import { readSetting } from './read-settings.ts'

/** Drops the raw replies that the settings no longer ask to keep. What goes wrong is written down: the sync it follows went well. */
export function pruneAsSet(context: Context): void {
  try {
    const keepDays = readSetting(context.store(), 'keepRawDays')
    if (keepDays === null) return
    const pruned = context.store().snapshots.prune({ keepDays, now: context.clock(), dryRun: false })
    if (pruned.snapshots > 0) context.log.write('info', 'prune', { keepDays, ...pruned })
  } catch (thrown) {
    context.log.write('error', 'prune', { error: AppError.from(thrown).toShape() })
  }
}
