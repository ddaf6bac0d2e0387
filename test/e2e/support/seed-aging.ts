import { dayOf, formatDay, startOfDayMs } from '../../../electron/contract/calendar.ts'
import { startSandbox } from '../../../electron/sandbox/index.ts'
import { seedingCore } from './seed-synced.ts'

const DAYS = 12
const NINE_MS = 9 * 3_600_000

/** The last twelve days of the trend, fetched again every morning; the two latest days are provisional whenever they are fetched. */
export async function seedAging(home: string): Promise<void> {
  const first = dayOf(Date.now()) - DAYS
  let now = 0
  const sandbox = await startSandbox({ apps: 6, now: () => now, restatedDays: 2 })
  const core = seedingCore(home, sandbox, () => now)
  try {
    now = startOfDayMs(first + 1) + NINE_MS
    await core.call('platform.set', { token: sandbox.platform.token })
    for (const { name, appId } of sandbox.apps) await core.call('apps.add', { name, externalId: appId, check: false })
    for (let day = first + 1; day <= first + DAYS; day += 1) {
      now = startOfDayMs(day) + NINE_MS
      const range = { from: formatDay(first), to: formatDay(day - 1) }
      const asked = { range, scope: {}, reports: ['user-trend'], rate: 1000, concurrency: 8, force: true }
      const { job } = await core.call('sync.start', asked)
      await core.call('jobs.wait', { job })
    }
    await core.call('platform.clear', {})
  } finally {
    await core.close()
    await sandbox.close()
  }
}
