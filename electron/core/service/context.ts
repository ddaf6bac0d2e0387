import { join } from 'node:path'
import type { Settings } from '../../contract/methods/settings.ts'
import type { Status } from '../../contract/methods/workspace.ts'
import type { Locale } from '../../contract/primitives.ts'
import type { RetryOptions } from '../baidu/api.ts'
import { createClient, type Client } from '../baidu/client.ts'
import { createLimiter, type Limiter } from '../baidu/limiter.ts'
import { createTokens, type Tokens } from '../baidu/tokens.ts'
import { reports } from '../catalogue/index.ts'
import type { Capabilities, Clock } from '../runtime/capabilities.ts'
import { createLog, type Log } from '../runtime/log.ts'
import { createRedactor, type Redactor } from '../secrets/redact.ts'
import { createVault, type Vault } from '../secrets/vault.ts'
import { openStore, type Store } from '../store/open.ts'
import { PLATFORM_APP } from '../store/types.ts'
import { acquireWriter, type WriterLock } from '../store/writer-lock.ts'
import { CoreEvents } from './events.ts'
import { JobRunner } from './job-runner.ts'
import { jobRecords } from './job-records.ts'
import type { Query } from './query.ts'
import { queryOver } from './query-over.ts'
import { readSetting, readSettings } from './read-settings.ts'

const CLIENT_ID = 'platformClientId'

export interface CoreOptions {
  /** The folder of the history, the log and the key file. Made when it is not there. */
  readonly home: string
  readonly capabilities: Capabilities
  /** Where the API is; checked by the door (parseApiBase). */
  readonly apiBase: string
  readonly locale: Locale
  readonly version?: string
  /** What the door is and can do, for the page to know. */
  readonly door?: Status['door']
  /** Keep the daily schedule of the settings: a door that stays open. */
  readonly schedule?: boolean
  /** This is the sample workspace. */
  readonly sample?: boolean
  /** The built export worker; workbooks are written in this thread where absent. */
  readonly exportWorker?: URL
  readonly clock?: Clock
  /** How patiently a failed call is tried again; the client's own habit where absent. */
  readonly retry?: Partial<RetryOptions>
  /** Check answers against the contract too: development and tests. */
  readonly checkOutput?: boolean
}

/** What the handlers share: the history and everything that stands on it, opened when first needed. */
export interface Context {
  readonly options: CoreOptions
  readonly clock: Clock
  readonly log: Log
  readonly events: CoreEvents
  readonly jobs: JobRunner
  readonly storePath: string
  readonly logPath: string
  readonly redact: Redactor
  store(): Store
  query(): Query
  vault(): Vault
  tokens(): Tokens
  client(): Client
  limiter(): Limiter
  locale(): Locale
  /** The language of the reader's system, for as long as the settings name none. */
  readBy(locale: Locale): void
  /** The home's one writer of long work; throws `store.locked` when another process is it. */
  lockForWriting(): WriterLock
  /** Takes changed settings into use. */
  applySettings(): void
  /** Closes the history, so that the file can be replaced; the next use opens it again. */
  closeStore(): void
  close(): Promise<void>
}

export function createContext(options: CoreOptions): Context {
  const clock = options.clock ?? Date.now
  const redact = createRedactor()
  const logPath = join(options.home, 'logs', 'cygnet.log')
  const log = createLog(logPath, (text) => redact.redact(text), clock)
  const events = new CoreEvents()
  const storePath = join(options.home, 'cygnet.db')
  const limiter = createLimiter({ ratePerSecond: 5, clock: steady(clock) })
  let system = options.locale
  let opened: Opened | null = null

  const open = (): Opened => {
    opened ??= openParts(options, { clock, redact, limiter, storePath, system: () => system })
    return opened
  }
  const context: Context = {
    options,
    clock,
    log,
    events,
    storePath,
    logPath,
    redact,
    jobs: new JobRunner({
      records: () => jobRecords(open().store),
      emit: (job) => {
        events.emit('job', job)
      },
      clock,
      log,
    }),
    store: () => open().store,
    query: () => open().query,
    vault: () => open().vault,
    tokens: () => open().tokens,
    client: () => open().client,
    limiter: () => limiter,
    locale: () => readSetting(open().store, 'locale') ?? system,
    readBy: (locale) => {
      system = locale
    },
    lockForWriting: () => acquireWriter(options.home),
    applySettings: () => {
      open().applySettings()
    },
    closeStore: () => {
      opened?.store.close()
      opened = null
    },
    close: async () => {
      await context.jobs.close()
      context.closeStore()
    },
  }
  return context
}

/** The clock's own time, counted on from now by one that nobody sets: a rate must not stand still because a clock was put back. */
function steady(clock: Clock): Clock {
  const [began, from] = [clock(), performance.now()]
  return () => began + (performance.now() - from)
}

interface Opened {
  applySettings(): void
  readonly store: Store
  readonly query: Query
  readonly vault: Vault
  readonly tokens: Tokens
  readonly client: Client
}

function openParts(
  options: CoreOptions,
  parts: { clock: Clock; redact: Redactor; limiter: Limiter; storePath: string; system: () => Locale },
): Opened {
  const { clock, redact, limiter, storePath, system } = parts
  const store = openStore(storePath, { clock })
  store.defineViews(reports)
  // Read once, not for every call: a sync makes thousands.
  let settings: Settings
  const applySettings = () => {
    settings = readSettings(store)
    limiter.setRate(settings.rate)
    // The sample's API is on this machine: its settings are not to change how the person's own is reached.
    if (options.sample !== true) options.capabilities.useProxy?.(settings.proxy)
  }
  applySettings()
  const vault = createVault({ records: store.secrets, sealer: options.capabilities.sealer, redact })
  const client = createClient({
    fetch: options.capabilities.fetch,
    baseUrl: options.apiBase,
    limiter,
    clock,
    timeoutMs: () => settings.timeoutSeconds * 1000,
    platformEndpoint: () => settings.platformEndpoint,
    platformScene: () => settings.platformScene,
    redact,
    ...(options.retry ? { retry: options.retry } : {}),
  })
  const tokens = createTokens({
    vault,
    clock,
    api: client.api,
    externalId: (app) => store.apps.get(app).externalId,
    nameOf: (app) => (app === PLATFORM_APP ? 'platform' : store.apps.get(app).name),
    clientId: {
      get: () => textSetting(store, CLIENT_ID),
      set: (clientId) => {
        store.settings.set(CLIENT_ID, clientId)
      },
    },
  })
  const query = queryOver(store, clock, () => settings.locale ?? system())
  return { store, vault, client, tokens, query, applySettings }
}

function textSetting(store: Store, key: string): string | null {
  const value = store.settings.get(key)
  return typeof value === 'string' ? value : null
}
