import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inspectFile } from '../../../electron/core/store/integrity.ts'
import { openStore } from '../../../electron/core/store/open.ts'
import { DAILY, makeHome, plain, query, reply } from './support.ts'

/** A disk of four megabytes; null where this machine does not let us have one. */
function smallDisk(): string | null {
  const folder = join(makeHome(), 'disk')
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'pipe' })
    return folder
  } catch {
    return null
  }
}

const unmount = (folder: string) => execFileSync('umount', ['-l', folder])

const full = (code: string) => expect.objectContaining({ code }) as Error

test('a full disk is a clear error and costs nothing that was stored', async ({ skip }) => {
  const disk = smallDisk()
  if (!disk) return skip('mounting a small disk needs root')
  const store = openStore(join(disk, 'cygnet.db'))
  try {
    let stored = 0
    const record = () => {
      for (; stored < 1_000; stored += 1) {
        // Random bytes, so that compressing does not help.
        const payload = JSON.stringify(randomBytes(60_000).toString('base64'))
        store.snapshots.record(
          reply({ from: stored, to: stored, at: stored, rows: [plain(stored, [stored])], payload }),
        )
      }
    }
    expect(record).toThrow(full('store.full'))
    expect(stored).toBeGreaterThan(5)
    expect(record).toThrow(full('store.full'))
    expect(store.snapshots.count()).toBe(stored)
    expect(store.facts.daily(query(DAILY, [0]), { from: 0, to: 1_000 })[0]?.from).toHaveLength(stored)
    // A backup to the full disk says so of the backup's file.
    await expect(store.backup(join(disk, 'backup.db'))).rejects.toThrow(full('file.unwritable'))
    store.close()
    expect(inspectFile(store.path)).toMatchObject({ ok: true, snapshots: stored })
  } finally {
    unmount(disk)
  }
})

test('a new home on a full disk is a clear error', ({ skip }) => {
  const disk = smallDisk()
  if (!disk) return skip('mounting a small disk needs root')
  try {
    execFileSync('sh', ['-c', 'cat /dev/zero > "$0/filler" 2>/dev/null || true', disk])
    expect(() => openStore(join(disk, 'cygnet.db'))).toThrow(full('store.full'))
  } finally {
    unmount(disk)
  }
})
