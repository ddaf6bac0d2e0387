import { join } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import { methods, type DoorHandlers, type DoorMethodName, type Events, type MethodName } from '../../contract/index.ts'
import type { Capabilities } from '../runtime/capabilities.ts'
import type { DataWorkerData, SampleApi } from '../runtime/door.ts'
import { createCore, type Core, type CoreOptions } from './core.ts'
import { fillSample } from './sample.ts'
import { createUploads } from './uploads.ts'

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
  let sample: Core | null = null
  const own = open(options, { schedule: true }, () => sample === null)
  const current = () => sample ?? own
  const uploads = createUploads(options.data.home)
  void uploads.sweep()
  /** Where the person said something should be written, in this run. */
  const chosen = new Set<string>()

  const handlers: DoorHandlers = {
    'sample.open': async () => {
      const api = await options.startSample()
      const special = { home: join(options.data.home, 'sample'), apiBase: api.url, sample: true }
      sample ??= open(options, special, () => sample !== null)
      await carryLook(own, sample)
      options.emit('changed', { what: 'workspace' })
      return { job: await fillSample(sample, api, options.capabilities.fetch) }
    },
    'sample.leave': async () => {
      const left = sample
      if (left) await carryLook(left, own)
      sample = null
      options.emit('changed', { what: 'workspace' })
      await left?.close()
      return {}
    },
    'files.save': async (input) => {
      const { path } = await options.files['files.save'](input)
      if (path !== null) chosen.add(path)
      return { path }
    },
    'files.open': options.files['files.open'],
    'files.upload': uploads.receive,
    'files.reveal': async ({ path }) => {
      if (!(await isOurs(current(), path, chosen))) throw new AppError('file.unreadable', { path, reason: 'not-ours' })
      return options.files.reveal(path)
    },
  }

  return {
    async call(method, input) {
      if (!Object.hasOwn(methods, method)) throw new AppError('input.invalid', { method: method.slice(0, 100) })
      if (!Object.hasOwn(handlers, method)) {
        const value = await current().call(method as never, input as never)
        const used = usedUp(method, input)
        if (used !== null) await uploads.drop(used)
        return value
      }
      const parsed = methods[method].input.safeParse(input)
      if (!parsed.success)
        throw new AppError('input.invalid', { method, problem: parsed.error.issues[0]?.message ?? '' })
      return (handlers[method as DoorMethodName] as (input: unknown) => unknown)(parsed.data)
    },
    async close() {
      await Promise.all([own.close(), sample?.close(), uploads.close()])
    },
  }
}

/** The look is the person's, not a history's: it is the same in the sample and back. A history that cannot be read has none to give. */
async function carryLook(from: Core, to: Core): Promise<void> {
  try {
    const { locale, theme, riseColor, density } = await from.call('settings.get', {})
    await to.call('settings.set', { locale, theme, riseColor, density })
  } catch (thrown) {
    if (AppError.from(thrown).code === 'internal') throw thrown
  }
}

/** A workbook of the list, what was written where the person said in this run, the log, or the home itself. */
async function isOurs(core: Core, path: string, chosen: ReadonlySet<string>): Promise<boolean> {
  const { home, logPath } = await core.call('home.status', {})
  if (path === home || path === logPath || chosen.has(path)) return true
  return (await core.call('exports.recent', { limit: 200 })).some((file) => file.path === path)
}

/** The file a call has read to its end, so that it is not needed again. */
function usedUp(method: MethodName, input: unknown): string | null {
  const { path, dryRun } = (input ?? {}) as { path?: unknown; dryRun?: unknown }
  const reads = method === 'backup.restore' || (method === 'apps.import' && dryRun !== true)
  return reads && typeof path === 'string' ? path : null
}

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
