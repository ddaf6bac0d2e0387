import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { isStale, SILENT_MS, withLock } from '../../build/setup/lock.mjs'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cygnet-lock-'))
  path = join(folder, 'out', '.lock')
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
})

/** A process id that has just ended. */
const deadPid = () => spawnSync(process.execPath, ['--version']).pid

function leave(owner: object, age = 0): void {
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, 'owner.json'), JSON.stringify(owner))
  const time = new Date(Date.now() - age)
  utimesSync(path, time, time)
}

test('many at once work one after the other, each once, and leave nothing behind', async () => {
  let inside = 0
  let most = 0
  const done: number[] = []
  const work = (i: number) =>
    withLock(
      path,
      () => undefined,
      async () => {
        most = Math.max(most, ++inside)
        await new Promise((resolve) => setImmediate(resolve))
        inside -= 1
        done.push(i)
        return i
      },
    )
  expect(await Promise.all([0, 1, 2, 3, 4].map(work))).toEqual([0, 1, 2, 3, 4])
  expect(most).toBe(1)
  expect(done.toSorted()).toEqual([0, 1, 2, 3, 4])
  expect(readdirSync(join(folder, 'out'))).toEqual([])
})

test('who waits is told once', async () => {
  const told = vi.fn()
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const first = withLock(
    path,
    () => undefined,
    () => held,
  )
  const second = withLock(
    path,
    () => {
      told()
      release()
    },
    () => Promise.resolve('second'),
  )
  expect(await second).toBe('second')
  await first
  expect(told).toHaveBeenCalledOnce()
})

test('work that fails gives the lock back', async () => {
  const failing = withLock(
    path,
    () => undefined,
    () => Promise.reject(new Error('no network')),
  )
  await expect(failing).rejects.toThrow('no network')
  expect(existsSync(path)).toBe(false)
})

test('a lock left by a dead process is taken over', async () => {
  leave({ id: 'gone', pid: deadPid(), host: hostname() })
  const told = vi.fn()
  expect(await withLock(path, told, () => Promise.resolve(1))).toBe(1)
  expect(told).not.toHaveBeenCalled()
})

test('so is one that gave no sign of life for long, of whatever machine', async () => {
  leave({ id: 'gone', pid: 1, host: 'another-machine' }, SILENT_MS + 1_000)
  expect(
    await withLock(
      path,
      () => undefined,
      () => Promise.resolve(1),
    ),
  ).toBe(1)
})

test('when a holder counts as gone', () => {
  const owner = { id: 'x', pid: 42, host: 'here' }
  const alive = () => true
  const dead = () => false
  expect(isStale(owner, 0, 'here', alive)).toBe(false)
  expect(isStale(owner, 0, 'here', dead)).toBe(true)
  // Process ids of another machine say nothing here.
  expect(isStale(owner, 0, 'there', dead)).toBe(false)
  expect(isStale(owner, SILENT_MS + 1, 'here', alive)).toBe(true)
  expect(isStale(null, 0, 'here', dead)).toBe(false)
})
