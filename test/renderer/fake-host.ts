import { createBirpc } from 'birpc'
import { AppError } from '../../electron/contract/errors.ts'
import type { DoorHandlers, Handlers } from '../../electron/contract/index.ts'
import type { App } from '../../electron/contract/methods/apps.ts'
import type { Job } from '../../electron/contract/methods/jobs.ts'
import { settings as settingsSchema } from '../../electron/contract/methods/settings.ts'
import type { HostFunctions, PageFunctions } from '../../electron/contract/rpc.ts'
import type { Bridge } from '../../renderer/api/carrier.ts'
import { makeApps, REPORTS, YESTERDAY } from './fake-data.ts'
import { fakeInsights } from './fake-insights.ts'
import { fakeMember } from './fake-member.ts'
import { fakeMembers, MEMBER_REPORTS } from './fake-members.ts'
import { fakeOverview, fakeSeries } from './fake-query.ts'

type All = Handlers & DoorHandlers
export interface FakeOptions {
  readonly apps: number
  readonly sample?: boolean
  readonly settings?: Partial<Record<string, unknown>>
  /** Jobs there are when the page opens. */
  readonly jobs?: readonly Job[]
  /** Milliseconds every answer takes. */
  readonly delay?: number
  /** Replaces single handlers, to make them fail or count. */
  readonly handlers?: Partial<All>
}
export interface FakeHost {
  readonly bridge: Bridge
  readonly calls: { method: string; input: unknown }[]
  tell(job: Job): void
}

export function job(some: Partial<Job>): Job {
  return {
    id: 1,
    kind: 'sync',
    state: 'running',
    startedAt: new Date(Date.now() - 40_000).toISOString(),
    endedAt: null,
    progress: null,
    sync: null,
    export: null,
    backup: null,
    error: null,
    ...some,
  }
}

/** A host in the page itself, over the very messages a real one would get. It answers what the frame, the first run and the Overview ask. */
export function fakeHost(options: FakeOptions): FakeHost {
  const calls: FakeHost['calls'] = []
  let toPage: (message: unknown) => void = () => undefined
  let toHost: (message: unknown) => void = () => undefined
  const page = createBirpc<PageFunctions, HostFunctions>(
    { call: (method, input) => answer(method, input) },
    {
      post: (message) => setTimeout(() => toPage(structuredClone(message)), options.delay ?? 0),
      on: (receive) => (toHost = receive),
      timeout: -1,
    },
  )
  const tell = (name: 'job' | 'changed', payload: never) => void page.event.asEvent(name, payload)
  const handlers = { ...createHandlers(options, tell as Tell), ...options.handlers } as Record<
    string,
    ((input: unknown) => unknown) | undefined
  >
  async function answer(method: string, input: unknown): Promise<Awaited<ReturnType<HostFunctions['call']>>> {
    calls.push({ method, input })
    try {
      const handler = handlers[method]
      if (!handler) throw new AppError('internal', { message: `the fake host does not know ${method}` })
      return { ok: true, value: await handler(input) }
    } catch (thrown) {
      return { ok: false, error: AppError.from(thrown).toShape() }
    }
  }
  return {
    calls,
    tell: (told) => void page.event.asEvent('job', told),
    bridge: {
      post: (message) => toHost(structuredClone(message)),
      listen: (receive) => (toPage = receive),
    },
  }
}

type Tell = <E extends 'job' | 'changed'>(
  name: E,
  payload: E extends 'job' ? Job : { what: 'apps' | 'data' | 'settings' | 'annotations' | 'alerts' | 'workspace' },
) => void

function createHandlers(options: FakeOptions, tell: Tell): Partial<All> {
  let apps: App[] = makeApps(options.apps)
  let sample = options.sample ?? false
  let settings = settingsSchema.parse(options.settings ?? {})
  let views: { id: number; name: string; hash: string; createdAt: string }[] = []
  let jobs: Job[] = [...(options.jobs ?? [])]
  const begin = (): { job: number } => {
    const started = job({
      id: jobs.length + 1,
      startedAt: new Date().toISOString(),
      progress: { done: 0, total: 120, label: '' },
    })
    jobs = [started, ...jobs]
    tell('job', started)
    return { job: started.id }
  }
  return {
    'home.status': () => ({
      version: '0.1.0',
      home: '/home/li/.local/share/cygnet',
      logPath: '/home/li/.local/share/cygnet/logs/cygnet.log',
      apiBase: 'https://openapi.baidu.com/',
      door: { kind: 'server', desktop: false, secretsPersist: true },
      sample,
      apps: apps.length,
      newestDay: apps.length === 0 ? null : YESTERDAY,
      newestFetchedAt: apps.length === 0 ? null : new Date(new Date().setHours(9, 12)).toISOString(),
      yesterday: YESTERDAY,
      tags: [...new Set(apps.flatMap((app) => app.tags))],
    }),
    'settings.get': () => settings,
    'settings.set': (change) => {
      settings = settingsSchema.parse({ ...settings, ...change })
      return settings
    },
    'apps.list': () => apps,
    'apps.add': ({ name, tags }) => {
      const [made] = makeApps(apps.length + 1).slice(-1)
      if (!made || apps.some((app) => app.name === name)) throw new AppError('app.exists', { app: name })
      const app = { ...made, name, tags }
      apps = [...apps, app]
      tell('changed', { what: 'apps' })
      return { app, check: null }
    },
    'reports.list': () => [...REPORTS, ...MEMBER_REPORTS],
    'jobs.list': () => jobs,
    'jobs.cancel': ({ job: id }) => {
      jobs = jobs.map((each) => (each.id === id ? { ...each, state: 'cancelled' } : each))
      for (const each of jobs) if (each.id === id) tell('job', each)
      return {}
    },
    'sync.start': begin,
    'sync.daily': begin,
    'sync.resume': begin,
    'query.overview': (input) => fakeOverview(apps, input),
    'query.series': (input) => fakeSeries(apps, input),
    'annotations.list': () => [],
    'alerts.list': () => [],
    'insights.overview': (input) => fakeInsights(input),
    'query.member': (input) => fakeMember(apps, input),
    'query.members': (input) => fakeMembers(apps, input, settings.locale ?? 'zh-CN'),
    'views.list': () => views,
    'views.save': ({ name, hash }) => {
      const saved = { id: views.length + 1, name, hash, createdAt: new Date().toISOString() }
      views = [...views, saved]
      return saved
    },
    'sample.open': () => {
      apps = makeApps(12)
      sample = true
      tell('changed', { what: 'workspace' })
      return { job: null }
    },
    'sample.leave': () => {
      apps = []
      sample = false
      tell('changed', { what: 'workspace' })
      return {}
    },
  }
}
