import { AppError } from '../../../electron/contract/errors.ts'
import { methods, type MethodName, type Output, type Parsed } from '../../../electron/contract/index.ts'
import type { Job, SyncSummary } from '../../../electron/contract/methods/jobs.ts'
import type { App } from '../../../electron/contract/methods/apps.ts'
import type { Core } from '../../../electron/core/service/core.ts'

export type FakeHandlers = { [M in MethodName]?: (input: Parsed<M>) => Output<M> | Promise<Output<M>> }

export interface FakeCore extends Core {
  readonly calls: { method: MethodName; input: unknown }[]
  readonly emit: (job: Job) => void
  closed: boolean
}

/** A core that answers as told. It keeps to the contract: what does not fit its schemas fails the test. */
export function fakeCore(handlers: FakeHandlers): FakeCore {
  const listeners = new Set<(job: Job) => void>()
  const core: FakeCore = {
    calls: [],
    closed: false,
    emit: (job) => listeners.forEach((listener) => listener(job)),
    async call(method, input) {
      const parsed = methods[method].input.parse(input)
      core.calls.push({ method, input: parsed })
      const handler = handlers[method] as ((input: unknown) => unknown) | undefined
      if (!handler) throw new Error(`the fake core was not told to answer ${method}`)
      return methods[method].output.parse(await handler(parsed)) as never
    },
    on(_event, listener) {
      const known = listener as unknown as (job: Job) => void
      listeners.add(known)
      return () => listeners.delete(known)
    },
    close() {
      core.closed = true
      return Promise.resolve()
    },
  }
  return core
}

export const anApp = (id: number, name: string, more: Partial<App> = {}): App => ({
  id,
  name,
  externalId: `1000${id}`,
  officialName: null,
  tags: [],
  tokenWay: 'token',
  tokenState: 'ok',
  tokenExpiresAt: null,
  dataPermission: true,
  lastFetchedAt: null,
  createdAt: '2026-11-01T00:00:00.000Z',
  ...more,
})

export const aSummary = (more: Partial<SyncSummary> = {}): SyncSummary => ({
  requests: 12,
  pages: 15,
  snapshots: 10,
  unchanged: 2,
  rows: 345,
  seconds: 1.25,
  skipped: 0,
  remaining: 0,
  capped: [],
  failed: [],
  ...more,
})

export const aJob = (more: Partial<Job> = {}): Job => ({
  id: 7,
  kind: 'sync',
  state: 'done',
  startedAt: '2026-11-24T01:00:00.000Z',
  endedAt: '2026-11-24T01:00:02.000Z',
  progress: null,
  sync: null,
  export: null,
  backup: null,
  error: null,
  ...more,
})

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const metric = (key: string, zh: string, en: string, unit: 'count' | 'percent' = 'count') => ({
  key,
  name: both(zh, en),
  definition: both(`${zh}的定义`, `What ${en} means`),
  unit,
  overTime: { rule: 'sum', parts: [] },
  overApps: { rule: 'none', parts: ['no-base-count'] },
})

/** A catalogue of two reports. */
export const someReports: Output<'reports.list'> = [
  {
    id: 'user-trend',
    order: 1,
    name: both('用户趋势', 'User trend'),
    description: both('每天的用户与启动', 'Users and sessions of every day'),
    endpoint: 'getanalysisusertrend',
    verb: 'POST',
    token: 'app',
    granularities: ['day', 'hour', 'week', 'month'],
    variants: [{ key: '', name: both('全部', 'All'), metrics: ['session_count', 'user_count'] }],
    dimension: null,
    metrics: [metric('session_count', '启动次数', 'Sessions'), metric('user_count', '启动用户数', 'Active users')],
  },
  {
    id: 'terminal',
    order: 6,
    name: both('终端', 'Terminal'),
    description: both('机型分布', 'Devices'),
    endpoint: 'getanalysisterminal',
    verb: 'POST',
    token: 'app',
    granularities: ['range'],
    variants: [
      { key: 'terminal_brand', name: both('品牌', 'Brand'), metrics: ['share'] },
      { key: 'terminal_os', name: both('系统', 'OS'), metrics: ['share'] },
    ],
    dimension: both('终端', 'Terminal'),
    metrics: [metric('share', '占比', 'Share', 'percent')],
  },
]

export const unknown = (code: ConstructorParameters<typeof AppError>[0], details = {}) => {
  throw new AppError(code, details)
}
