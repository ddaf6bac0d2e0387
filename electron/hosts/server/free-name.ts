import { existsSync } from 'node:fs'
import { join, parse } from 'node:path'

/** `path`, or the first of `name (2).xlsx`, `name (3).xlsx`, … that is neither there nor `taken`. */
export function freeName(path: string, taken: ReadonlySet<string> = new Set()): string {
  const { dir, name, ext } = parse(path)
  let free = path
  for (let n = 2; existsSync(free) || taken.has(free); n += 1) free = join(dir, `${name} (${n})${ext}`)
  return free
}
