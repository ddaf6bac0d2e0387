import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startCoreThread } from '../../../electron/core/runtime/core-thread.ts'
import type { DataWorkerData, DoorFunctions } from '../../../electron/core/runtime/door.ts'

function start() {
  const home = mkdtempSync(join(tmpdir(), 'cygnet-thread-'))
  const event = vi.fn()
  const watch = { onRestart: vi.fn(), onCrash: vi.fn() }
  const worker = new URL('./ending-worker.mjs', import.meta.url)
  const core = startCoreThread(worker, { home } as DataWorkerData, { event } as unknown as DoorFunctions, watch)
  onTestFinished(async () => {
    await core.close()
    rmSync(home, { recursive: true })
  })
  const id = async () => {
    const answer = await core.call('id', {})
    return answer.ok ? answer.value : null
  }
  return { core, event, watch, id, log: () => readFileSync(join(home, 'logs', 'cygnet.log'), 'utf8') }
}

test.each(['throw', 'exit'])('a thread that ends by itself (%s) is started again, and the page told', async (way) => {
  const { core, event, watch, id } = start()
  const before = await id()
  expect(await core.call(way, {})).toMatchObject({ ok: false, error: { code: 'internal' } })
  const after = await id()
  expect(after).toEqual(expect.any(Number))
  expect(after).not.toBe(before)
  expect(event.mock.calls).toEqual([['changed', { what: 'workspace' }]])
  expect(watch.onRestart).toHaveBeenCalledTimes(1)
  expect(watch.onCrash).not.toHaveBeenCalled()
})

test('one that keeps ending is given up', async () => {
  const { core, watch, id } = start()
  for (let i = 0; i < 3; i += 1) await core.call('throw', {})
  expect(watch.onCrash).toHaveBeenCalledTimes(1)
  expect(watch.onRestart).toHaveBeenCalledTimes(2)
  expect(await id()).toBeNull()
})

test('the log says where it happened, and not in which words', async () => {
  const { core, log } = start()
  await core.call('throw', {})
  expect(log()).toContain('ending-worker.mjs')
  expect(log()).not.toContain('121.secret')
})

test('closing is no crash', async () => {
  const { core, event, watch, id } = start()
  await id()
  await core.close()
  expect([event, watch.onRestart, watch.onCrash].map((each) => each.mock.calls.length)).toEqual([0, 0, 0])
  expect(await core.call('id', {})).toMatchObject({ ok: false })
})
