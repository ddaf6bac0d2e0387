import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCaptured } from './child.mjs'
import { SetupError } from './errors.mjs'
import { withLock } from './lock.mjs'
import { explainNpmFailure, npmCommand } from './npm.mjs'
import { pinnedNode } from './paths.mjs'
import { installFailed, say, texts } from './texts.mjs'

/**
 * @typedef {{packages?: Record<string, {version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean}>}} LockFile
 * @typedef {'ready' | 'unstamped' | 'no-node' | 'stale'} InstallState
 */

/**
 * Installs the packages of the lock file when they are missing or are not those, and the pinned Node with them.
 * @param {string} root
 */
export async function ensureInstalled(root) {
  if (installState(root) === 'ready') return
  // Beside node_modules, which npm empties.
  await withLock(
    join(root, 'out', '.lock'),
    () => say(texts.waiting),
    async () => {
      let state = installState(root)
      if (state === 'stale') {
        say(existsSync(join(root, 'node_modules')) ? texts.updating : texts.installing)
        if (process.platform === 'win32') moveRunningNodeAway(root)
        await npm(root, ['ci'])
        state = installState(root)
      }
      // Packages' own scripts are switched off in .npmrc; of all packages only `node` needs its own: it fetches this machine's binary.
      if (state === 'no-node' || state === 'stale') await npm(root, ['rebuild', 'node', '--ignore-scripts=false'])
      if (!existsSync(pinnedNode(root))) throw new SetupError(texts.noNode(`${process.platform}-${process.arch}`))
      if (installState(root) !== 'ready') writeFileSync(stampFile(root), stampOf(root))
    },
  )
}

/**
 * - `ready` the packages are those of the lock file
 * - `unstamped` they are too, but somebody ran npm by hand: to be noted
 * - `no-node` they are, only the Node binary is missing
 * - `stale` none or other packages
 * @param {string} root
 * @param {NodeJS.Platform} [platform]
 * @returns {InstallState}
 */
export function installState(root, platform = process.platform) {
  const stamp = readText(stampFile(root))
  const hasNode = existsSync(pinnedNode(root, platform))
  const stamped = stamp !== null && stamp === stampOf(root)
  if (stamped && hasNode) return 'ready'
  const wanted = readText(join(root, 'package-lock.json'))
  const present = readText(join(root, 'node_modules', '.package-lock.json'))
  if (wanted === null) throw new SetupError(texts.noLockFile)
  if (stamp !== null && !stamp.endsWith(machine())) return 'stale'
  if (present === null || !samePackages(JSON.parse(wanted), JSON.parse(present))) return 'stale'
  return hasNode ? 'unstamped' : 'no-node'
}

/**
 * Whether npm's own record of what lies in node_modules has every package of the lock file in its version. Optional ones may be
 * absent (they are for other systems); further ones do no harm.
 * @param {LockFile} wanted
 * @param {LockFile} present
 */
export function samePackages(wanted, present) {
  const there = present.packages ?? {}
  return Object.entries(wanted.packages ?? {}).every(([path, want]) => {
    if (path === '' || want.link) return true
    const have = there[path]
    if (!have) return want.optional === true || want.devOptional === true
    return have.version === want.version && have.integrity === want.integrity
  })
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'node_modules', '.cygnet-install')
}

/** @param {string} root */
function stampOf(root) {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')} ${machine()}`
}

function machine() {
  return `${process.platform}-${process.arch}`
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/**
 * Windows refuses to delete a program that runs, and once installed it is the pinned Node that runs us; renaming it is allowed.
 * @param {string} root
 */
function moveRunningNodeAway(root) {
  const kept = join(root, 'out', '.old-node')
  rmSync(kept, { recursive: true, force: true })
  mkdirSync(kept, { recursive: true })
  if (existsSync(pinnedNode(root))) renameSync(pinnedNode(root), join(kept, `node-${process.pid}.exe`))
}

/**
 * @param {string} root
 * @param {readonly string[]} args
 */
async function npm(root, args) {
  // `npm run -s` hands its silence on; what goes wrong must be heard.
  const call = npmCommand(process.env, process.platform, process.execPath, [...args, '--loglevel=error'])
  const { code, output } = await runCaptured(call.command, call.args, {
    cwd: root,
    env: process.env,
    shell: call.shell,
  })
  if (code !== 0) throw new SetupError(installFailed(explainNpmFailure(output)), output)
}
