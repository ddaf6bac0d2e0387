import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'ignore' })
const newFolder = () => mkdtempSync(join(tmpdir(), 'cygnet-mount-'))

function tried(work: () => void): boolean {
  try {
    work()
    return true
  } catch {
    return false
  }
}

/** A file system of so many kilobytes, and the way to make it larger; null where this user may not mount. Gone when the test ends. */
export function smallDisk(kilobytes: number): { readonly path: string; grow(kilobytes: number): void } | null {
  const path = newFolder()
  if (!tried(() => run('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', path))) return null
  onTestFinished(() => void tried(() => run('umount', '-l', path)))
  return { path, grow: (size) => run('mount', '-o', `remount,size=${size}k`, path) }
}

/**
 * Makes a folder one that cannot be written to, and answers how: mounted read-only onto itself where this user may mount, else by its
 * permissions (which root does not heed, but root may mount).
 */
export function makeReadonly(path: string): { readonly how: string; undo(): void } {
  if (tried(() => run('mount', '--bind', path, path))) {
    const undo = () => void tried(() => run('umount', '-l', path))
    onTestFinished(undo)
    run('mount', '-o', 'remount,ro,bind', path)
    return { how: 'a read-only mount', undo }
  }
  const undo = () => {
    chmodSync(path, 0o700)
  }
  onTestFinished(undo)
  chmodSync(path, 0o500)
  return { how: 'permissions', undo }
}

/** The same folder again, to be broken. */
export function copyOf(folder: string): string {
  const copy = newFolder()
  cpSync(folder, copy, { recursive: true })
  return copy
}
