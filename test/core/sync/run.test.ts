import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import { runSync, type QueuedRequest, type SyncRun } from '../../../electron/core/sync/run.ts'

const request = (seq: number, app: number, report = 'region'): QueuedRequest => ({
  seq,
  app,
  report,
  variant: '',
  granularity: 'range',
  from: 1,
  to: 2,
})
const answer = {
  payload: '{}',
  decoded: { rows: [], members: [], sum: null },
  pages: 2,
  requests: 3,
  capped: false,
  total: null,
  fetchedAt: 0,
}

function run(part: Partial<SyncRun> & { requests: Iterable<QueuedRequest> }) {
  const recorded: number[] = []
  const tally = runSync({
    total: 0,
    concurrency: 2,
    signal: new AbortController().signal,
    fetch: () => Promise.resolve(answer),
    record: (r) => {
      recorded.push(r.seq)
      return { snapshot: r.seq, changed: r.seq % 2 === 0, rows: 10 }
    },
    flush: () => undefined,
    nameOf: (app) => `app ${app}`,
    onProgress: () => undefined,
    ...part,
  })
  return tally.then((result) => ({ ...result, recorded: recorded.toSorted((a, b) => a - b) }))
}

test('counts what was answered and stored', async () => {
  const result = await run({ requests: [request(1, 1), request(2, 1), request(4, 2)] })
  expect(result).toMatchObject({
    requests: 9,
    pages: 6,
    snapshots: 3,
    unchanged: 1,
    rows: 30,
    failed: [],
    stopped: null,
  })
  expect(result.recorded).toEqual([1, 2, 4])
})

test('an app without permission loses its own calls and nobody else’s', async () => {
  const asked: number[] = []
  const result = await run({
    concurrency: 1,
    requests: [request(1, 1), request(2, 1), request(3, 2), request(4, 1), request(5, 3)],
    fetch: (r) => {
      asked.push(r.seq)
      return r.app === 1
        ? Promise.reject(new AppError('api.permission', { action: 'stop-app', apiCode: 40007 }))
        : Promise.resolve(answer)
    },
  })
  expect(asked).toEqual([1, 3, 5])
  expect(result.recorded).toEqual([3, 5])
  expect(result.failed).toMatchObject([{ app: 'app 1', appId: 1, report: 'region', action: 'stop-app' }])
  expect(result.stopped).toBeNull()
})

test('a bad parameter fails that call only', async () => {
  const result = await run({
    requests: [request(1, 1), request(2, 1, 'pages'), request(3, 1)],
    fetch: (r) =>
      r.report === 'pages'
        ? Promise.reject(new AppError('api.parameter', { action: 'stop-call', apiCode: 40001 }))
        : Promise.resolve(answer),
  })
  expect(result.recorded).toEqual([1, 3])
  expect(result.failed).toMatchObject([{ report: 'pages', action: 'stop-call' }])
})

test('an address that is not allowed stops everything at once, also the calls under way', async () => {
  let aborted = 0
  const result = await run({
    concurrency: 3,
    requests: Array.from({ length: 50 }, (_, i) => request(i, i)),
    fetch: (r, signal) =>
      r.seq === 0
        ? turn().then(() => Promise.reject(new AppError('api.ip', { action: 'stop-all', apiCode: 40008 })))
        : new Promise((_, reject) =>
            signal.addEventListener('abort', () => {
              aborted += 1
              reject(new AppError('cancelled'))
            }),
          ),
  })
  expect(result.stopped?.code).toBe('api.ip')
  expect(result.failed).toHaveLength(1)
  expect(aborted).toBe(2)
  expect(result.recorded).toEqual([])
})

test('a history that cannot be written stops everything', async () => {
  const result = await run({
    concurrency: 1,
    requests: [request(1, 1), request(2, 2), request(3, 3)],
    record: () => {
      throw new AppError('store.full', { path: 'cygnet.db' })
    },
  })
  expect(result.stopped?.code).toBe('store.full')
  expect(result.failed).toMatchObject([{ appId: 1, action: 'stop-all' }])
})

test('five unanswered requests in a row mean the network is away; an answer between them does not', async () => {
  const offline = () => Promise.reject(new AppError('network.unreachable', { host: 'openapi.baidu.com' }))
  const many = Array.from({ length: 40 }, (_, i) => request(i, i))
  const away = await run({ concurrency: 1, requests: many, fetch: offline })
  expect(away.stopped?.code).toBe('network.unreachable')
  expect(away.failed).toHaveLength(5)
  const shaky = await run({
    concurrency: 1,
    requests: many,
    fetch: (r) => (r.seq % 5 === 4 ? Promise.resolve(answer) : offline()),
  })
  expect(shaky.stopped).toBeNull()
  expect(shaky.failed).toHaveLength(32)
})

test('cancelling leaves the open calls open, not failed', async () => {
  const controller = new AbortController()
  let asked = 0
  const result = await run({
    signal: controller.signal,
    requests: Array.from({ length: 20 }, (_, i) => request(i, i)),
    fetch: () => {
      asked += 1
      if (asked === 3) controller.abort()
      return controller.signal.aborted ? Promise.reject(new AppError('cancelled')) : Promise.resolve(answer)
    },
  })
  expect(result.failed).toEqual([])
  expect(result.recorded.length).toBeLessThan(4)
  expect(asked).toBeLessThan(7)
})

test('the plan is read only as fast as it is worked off', async () => {
  let read = 0
  let open = 0
  let most = 0
  function* plan() {
    for (let i = 0; i < 200; i++) {
      read += 1
      yield request(i, i)
    }
  }
  await run({
    requests: plan(),
    concurrency: 4,
    fetch: async () => {
      open += 1
      most = Math.max(most, open)
      await turn()
      open -= 1
      return answer
    },
    record: (r) => {
      expect(read - r.seq).toBeLessThan(20)
      return { snapshot: 1, changed: true, rows: 1 }
    },
  })
  expect(most).toBe(4)
})

test('what was put aside is stored before it ends, and while it waits the next calls go out', async () => {
  const aside: (() => void)[] = []
  let asked = 0
  const result = await run({
    concurrency: 1,
    requests: Array.from({ length: 10 }, (_, i) => request(i, i)),
    fetch: () => {
      asked += 1
      return Promise.resolve(answer)
    },
    record: () =>
      new Promise((resolve) => {
        aside.push(() => {
          resolve({ snapshot: 1, changed: true, rows: 1 })
        })
      }),
    flush: () => {
      expect(asked).toBe(10)
      for (const done of aside) done()
    },
  })
  expect(result).toMatchObject({ snapshots: 10, rows: 10 })
})
