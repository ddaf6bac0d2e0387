import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { dayOf, formatDay } from '../../contract/calendar.ts'
import { AppError } from '../../contract/errors.ts'
import { methods, type DoorHandlers, type DoorMethodName, type Events, type MethodName } from '../../contract/index.ts'
import type { Capabilities } from '../runtime/capabilities.ts'
import type { DataWorkerData, SampleApi } from '../runtime/door.ts'
import { createCore, type Core, type CoreOptions } from './core.ts'

export interface WorkspaceOptions {
  readonly data: DataWorkerData
  readonly capabilities: Capabilities
  readonly exportWorker: URL
  readonly startSample: () => Promise<SampleApi>
  /** Dialogs and "show in folder", in the door's own way. */
  readonly files: Pick<DoorHandlers, 'files.save' | 'files.open'> & {
    reveal(path: string): Promise<{ download: string | null }>
  }
  readonly emit: <E extends keyof Events>(event: E, payload: Events[E]) => void
}

/** What a page talks to: the person's own history, or for a while the sample one, and the door around it. */
export interface Workspace {
  /** Throws AppError. */
  call(method: MethodName, input: unknown): Promise<unknown>
  close(): Promise<void>
}

const SAMPLE_DAYS = 30
/** The sandbox is on this machine: nobody's quota is used up. */
const SAMPLE_PACE = { rate: 1000, concurrency: 8 }

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const own = open(options, { schedule: true })
  let sample: Core | null = null
  const current = () => sample ?? own

  const handlers: DoorHandlers = {
    'sample.open': async () => {
      const api = await options.startSample()
      sample ??= open(options, { home: join(options.data.home, 'sample'), apiBase: api.url, sample: true })
      options.emit('changed', { what: 'workspace' })
      return { job: await fillSample(sample, api) }
    },
    'sample.leave': async () => {
      const left = sample
      sample = null
      options.emit('changed', { what: 'workspace' })
      await left?.close()
      return {}
    },
    'files.save': options.files['files.save'],
    'files.open': options.files['files.open'],
    'files.upload': async ({ name, content }) => {
      const folder = join(options.data.home, 'uploads', randomUUID())
      await mkdir(folder, { recursive: true })
      const path = join(folder, basename(name.replaceAll('\\', '/')))
      await writeFile(path, Buffer.from(content, 'base64'))
      return { path }
    },
    'files.reveal': async ({ path }) => {
      const written = await current().call('exports.recent', { limit: 200 })
      if (!written.some((file) => file.path === path))
        throw new AppError('file.unreadable', { path, reason: 'not-ours' })
      return options.files.reveal(path)
    },
  }

  return {
    async call(method, input) {
      if (!Object.hasOwn(methods, method)) throw new AppError('input.invalid', { method: method.slice(0, 100) })
      if (!Object.hasOwn(handlers, method)) return current().call(method as never, input as never)
      const parsed = methods[method].input.safeParse(input)
      if (!parsed.success)
        throw new AppError('input.invalid', { method, problem: parsed.error.issues[0]?.message ?? '' })
      return (handlers[method as DoorMethodName] as (input: unknown) => unknown)(parsed.data)
    },
    async close() {
      await Promise.all([own.close(), sample?.close()])
    },
  }
}

function open(options: WorkspaceOptions, special: Partial<CoreOptions>): Core {
  const { data, capabilities, exportWorker } = options
  const core = createCore({
    home: data.home,
    apiBase: data.apiBase,
    locale: data.locale,
    version: data.version,
    door: data.door,
    checkOutput: data.checkOutput,
    capabilities,
    exportWorker,
    ...special,
  })
  core.on('job', (job) => {
    options.emit('job', job)
  })
  core.on('changed', (change) => {
    options.emit('changed', change)
  })
  return core
}

/** A first look needs numbers: the sample apps are added and synced once, with the days before, so that there are changes to see. */
async function fillSample(core: Core, api: SampleApi): Promise<number | null> {
  const apps = await core.call('apps.list', {})
  if (apps.length === 0) await addSampleApps(core, api)
  else if (apps.some((app) => app.lastFetchedAt !== null)) return null
  const to = dayOf(Date.now()) - 1
  const range = { from: formatDay(to - SAMPLE_DAYS + 1), to: formatDay(to) }
  const { job } = await core.call('sync.start', { range, scope: {}, compare: 'previous', ...SAMPLE_PACE })
  return job
}

async function addSampleApps(core: Core, api: SampleApi): Promise<void> {
  await core.call('platform.set', { token: api.platformToken })
  for (const { name, appId, token } of api.apps)
    await core.call('apps.add', { name, externalId: appId, token, check: false })
}
