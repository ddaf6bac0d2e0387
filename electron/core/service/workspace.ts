import { rmSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { AppError } from '../../contract/errors.ts'
import { methods, type DoorHandlers, type DoorMethodName, type Events, type MethodName } from '../../contract/index.ts'
import type { Capabilities } from '../runtime/capabilities.ts'
import type { DataWorkerData, SampleApi } from '../runtime/door.ts'
import { createCore, type Core, type CoreOptions } from './core.ts'
import { fillSample } from './sample.ts'

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

export function createWorkspace(options: WorkspaceOptions): Workspace {
  // What an earlier run put aside: nobody will ask for it any more, and it may hold tokens.
  rmSync(uploadsOf(options), { recursive: true, force: true })
  let sample: Core | null = null
  const own = open(options, { schedule: true }, () => sample === null)
  const current = () => sample ?? own

  const handlers: DoorHandlers = {
    'sample.open': async () => {
      const api = await options.startSample()
      const special = { home: join(options.data.home, 'sample'), apiBase: api.url, sample: true }
      sample ??= open(options, special, () => sample !== null)
      options.emit('changed', { what: 'workspace' })
      return { job: await fillSample(sample, api, options.capabilities.fetch) }
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
      const folder = join(uploadsOf(options), randomUUID())
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
      await rm(uploadsOf(options), { recursive: true, force: true })
    },
  }
}

const uploadsOf = ({ data }: WorkspaceOptions) => join(data.home, 'uploads')

/** A core whose events are told while it is the one the page looks at: two histories count their jobs alike. */
function open(options: WorkspaceOptions, special: Partial<CoreOptions>, isShown: () => boolean): Core {
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
    if (isShown()) options.emit('job', job)
  })
  core.on('changed', (change) => {
    if (isShown()) options.emit('changed', change)
  })
  return core
}
