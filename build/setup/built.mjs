import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { childEnvironment, runCaptured } from './child.mjs'
import { SetupError } from './errors.mjs'
import { withLock } from './lock.mjs'
import { pinnedNode } from './paths.mjs'
import { TARGETS } from './targets.mjs'
import { say, texts } from './texts.mjs'

/** @typedef {import('./targets.mjs').Target} Target */

/**
 * Builds `target` into `out/<target>/` unless what is there was made from the very same sources. Costs some milliseconds when fresh.
 * @param {string} root
 * @param {Target} target
 * @param {{force?: boolean}} [options]
 */
export async function ensureBuilt(root, target, { force = false } = {}) {
  if (!force && isFresh(root, target)) return
  await withLock(
    join(root, 'out', '.lock'),
    () => say(texts.waiting),
    async () => {
      // Whoever held the lock before may have done the work.
      if (!force && isFresh(root, target)) return
      const before = fingerprint(root, TARGETS[target].inputs)
      say(texts.building(target))
      const script = join(root, 'build', 'build.ts')
      const { code, output } = await runCaptured(pinnedNode(root), [script, target], {
        cwd: root,
        env: childEnvironment(process.env, root),
      })
      if (code !== 0) throw new SetupError(texts.buildFailed, output)
      writeFileSync(stampFile(root, target), before)
    },
  )
}

/**
 * @param {string} root
 * @param {Target} target
 */
function isFresh(root, target) {
  const stamp = stampFile(root, target)
  if (!existsSync(join(root, 'out', target, TARGETS[target].main)) || !existsSync(stamp)) return false
  return readFileSync(stamp, 'utf8') === fingerprint(root, TARGETS[target].inputs)
}

/**
 * @param {string} root
 * @param {Target} target
 */
function stampFile(root, target) {
  mkdirSync(join(root, 'out'), { recursive: true })
  return join(root, 'out', `.${target}-stamp`)
}

/**
 * A digest of the name, size and time of every file below `inputs`: it changes when a file is edited, added, removed or replaced by
 * an older one. Missing inputs count as absent.
 * @param {string} root
 * @param {readonly string[]} inputs
 */
export function fingerprint(root, inputs) {
  const hash = createHash('sha1')
  for (const input of inputs) addTo(hash, join(root, input), input)
  return hash.digest('hex')
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 * @param {string} name
 */
function addTo(hash, path, name) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return
  if (!stat.isDirectory()) {
    hash.update(`${name}\n${stat.mtimeMs}\n${stat.size}\n`)
    return
  }
  for (const entry of readdirSync(path).sort()) {
    if (!entry.startsWith('.') && entry !== 'node_modules') addTo(hash, join(path, entry), `${name}/${entry}`)
  }
}
