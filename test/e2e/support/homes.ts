import { cp, mkdir } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withLock } from '../../../build/setup/lock.mjs'
import { seedSynced } from './seed-synced.ts'
import { seedAging } from './seed-aging.ts'
import { seedMany } from './seed-many.ts'

/**
 * Histories to begin with, each made once a run and copied for who asks. None holds a secret.
 * - `synced`: the sandbox's six apps with all reports of the last 60 days, as two syncs of 30 brought them
 * - `aging`: the trend of the last 12 days as 12 mornings brought it, the latest two of each provisional
 * - `thousands`: 2,000 apps in ten tags with 60 days of the trend
 */
const RECIPES = {
  synced: seedSynced,
  aging: seedAging,
  thousands: (home: string) => seedMany(home, { apps: 2000, days: 60 }),
}
export type HomeName = keyof typeof RECIPES

/** Makes `to` a home like that. */
export async function copyHome(name: HomeName, to: string): Promise<void> {
  const folder = join(process.env['E2E_FOLDER'] ?? tmpdir(), 'homes')
  await mkdir(folder, { recursive: true })
  const made = join(folder, name)
  const ready = `${made}-is-whole`
  await withLock(
    `${made}-lock`,
    () => undefined,
    async () => {
      if (existsSync(ready)) return
      await RECIPES[name](made)
      await mkdir(ready)
    },
  )
  await cp(made, to, { recursive: true })
}
