import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * @typedef {object} Owner
 * @property {string} id
 * @property {number} pid
 * @property {string} host
 */

const BEAT_MS = 2_000
/** An owner this long silent is gone, whatever its process id says (it may have been given to another program). */
export const SILENT_MS = 60_000
const ASK_MS = 100

/**
 * Runs `work` while holding the lock folder `path`, so that two launches on one clone set it up one after the other.
 * A lock left by a process that died is taken over.
 * @template T
 * @param {string} path
 * @param {() => void} onWait called once when somebody else holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, onWait, work) {
  const owner = { id: randomUUID(), pid: process.pid, host: hostname() }
  await acquire(path, owner, onWait)
  const beat = setInterval(() => touch(path), BEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    if (readOwner(path)?.id === owner.id) rmSync(path, { recursive: true, force: true })
  }
}

/**
 * @param {string} path
 * @param {Owner} owner
 * @param {() => void} onWait
 */
async function acquire(path, owner, onWait) {
  let told = false
  while (!take(path, owner)) {
    if (dropIfStale(path)) continue
    if (!told) onWait()
    told = true
    await sleep(ASK_MS)
  }
}

/**
 * The folder appears with its owner already inside, by one rename: nobody ever sees a lock without an owner.
 * @param {string} path
 * @param {Owner} owner
 */
function take(path, owner) {
  const mine = `${path}-${owner.id}`
  mkdirSync(mine, { recursive: true })
  writeFileSync(join(mine, 'owner.json'), JSON.stringify(owner))
  try {
    // Windows would let a rename replace an empty folder, never one with a file in it.
    renameSync(mine, path)
    return true
  } catch (thrown) {
    rmSync(mine, { recursive: true, force: true })
    const code = /** @type {NodeJS.ErrnoException} */ (thrown).code ?? ''
    if (['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY'].includes(code) && exists(path)) return false
    if (exists(dirname(path)) && code === 'ENOENT') return false
    throw thrown
  }
}

/**
 * Moves a dead owner's lock aside. If a living one got in between looking and moving, it gets its place back.
 * @param {string} path
 */
function dropIfStale(path) {
  const owner = readOwner(path)
  const silent = silentFor(path)
  if (silent === null) return true
  if (!isStale(owner, silent, hostname(), isAlive)) return false
  const aside = `${path}-stale-${randomUUID()}`
  try {
    renameSync(path, aside)
  } catch {
    return false
  }
  if (owner && readOwner(aside)?.id !== owner.id) {
    renameSync(aside, path)
    return false
  }
  rmSync(aside, { recursive: true, force: true })
  return true
}

/**
 * Whether the holder of a lock is gone.
 * @param {Owner | null} owner null: the folder holds no readable owner
 * @param {number} silentMs since its last sign of life
 * @param {string} host this machine
 * @param {(pid: number) => boolean} alive
 */
export function isStale(owner, silentMs, host, alive) {
  if (silentMs > SILENT_MS) return true
  return owner !== null && owner.host === host && !alive(owner.pid)
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return /** @type {NodeJS.ErrnoException} */ (thrown).code === 'EPERM'
  }
}

/**
 * @param {string} path
 * @returns {Owner | null}
 */
function readOwner(path) {
  try {
    return JSON.parse(readFileSync(join(path, 'owner.json'), 'utf8'))
  } catch {
    return null
  }
}

/** @param {string} path */
function silentFor(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat ? Date.now() - stat.mtimeMs : null
}

/** @param {string} path */
function exists(path) {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}

/** @param {string} path */
function touch(path) {
  try {
    const now = new Date()
    utimesSync(path, now, now)
  } catch {
    // A lock taken from us while the machine slept: the work goes on, its result is the same.
  }
}
