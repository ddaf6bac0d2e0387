import { existsSync } from 'node:fs'
import { join, parse } from 'node:path'

/** `path`, or the first of `name (2).xlsx`, `name (3).xlsx`, … that is free. */
export function freeName(path: string): string {
  const { dir, name, ext } = parse(path)
  let free = path
  for (let n = 2; existsSync(free); n += 1) free = join(dir, `${name} (${n})${ext}`)
  return free
}
