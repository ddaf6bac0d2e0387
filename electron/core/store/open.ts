import type { Database } from 'better-sqlite3'
import type { Clock } from '../runtime/capabilities.ts'
import { interruptAbandoned } from './abandoned.ts'
import { createAlertRules, type AlertRules } from './alert-rules.ts'
import { createAnnotations, type Annotations } from './annotations.ts'
import { createApps, type Apps } from './apps.ts'
import { backupFile, type BackupOptions, type BackupResult } from './backup.ts'
import { createChanges, type Changes } from './changes.ts'
import { connect, createFile } from './connect.ts'
import { guarded, mapped, mapSqliteError } from './errors.ts'
import { createCoverage, type Coverage } from './coverage.ts'
import { createFacts } from './facts.ts'
import { sizeOf } from './files.ts'
import { checkHeader, isCheckedAtOpen, quickCheck } from './integrity.ts'
import { createSlots } from './intern.ts'
import { createJobs, type Jobs } from './jobs.ts'
import { checkForm, formOf, migrate } from './migrate.ts'
import { NEWEST_VERSION } from './migrations/index.ts'
import { createMoments, type Moments } from './moments.ts'
import { createQueue, type Queue } from './queue.ts'
import { createRecorder } from './record.ts'
import { createSecrets, type Secrets } from './secrets.ts'
import { createTemplates, type Templates } from './templates.ts'
import { createSettings, type Settings } from './settings.ts'
import { createSnapshots, type Snapshots } from './snapshots.ts'
import type { FactReader } from './types.ts'
import { createVersions, type Versions } from './versions.ts'
import { createDefineViews, type ViewReport } from './views.ts'

export interface StoreOptions {
  /** Opens an existing file for reading only. */
  readonly readonly?: boolean | undefined
  /** With `readonly`: every answer is about the history as it is at this moment, whatever is written meanwhile. */
  readonly frozen?: boolean | undefined
  readonly clock?: Clock | undefined
}

/** The history of one home. Everything but `backup` answers at once; every failure is an AppError that names the file. */
export interface Store {
  readonly path: string
  readonly facts: FactReader
  readonly snapshots: Snapshots
  readonly coverage: Coverage
  readonly moments: Moments
  readonly changes: Changes
  readonly versions: Versions
  readonly apps: Apps
  readonly settings: Settings
  readonly secrets: Secrets
  readonly jobs: Jobs
  readonly queue: Queue
  readonly annotations: Annotations
  readonly alertRules: AlertRules
  readonly templates: Templates
  /** Views with real metric names, for people with SQL tools. Does nothing in a store opened for reading. */
  defineViews(reports: readonly ViewReport[]): void
  /** Many writes as one: all of them or none. */
  transaction<T>(work: () => T): T
  backup(target: string, options?: BackupOptions): Promise<BackupResult>
  close(): void
}

/**
 * Opens the history at `path`, made if there is none, and brings it to the newest form. Throws `store.damaged`, `store.newer`,
 * `store.readonly`, `store.full`, `store.locked`.
 */
export function openStore(path: string, options: StoreOptions = {}): Store {
  const { readonly = false, frozen = false, clock = Date.now } = options
  return mapped(path, () => {
    if (!readonly) createFile(path)
    checkHeader(path)
    const wasClosed = sizeOf(`${path}-wal`) === 0
    const db = connect(path, readonly)
    try {
      checkForm(formOf(db), path, NEWEST_VERSION)
      if (isCheckedAtOpen(sizeOf(path), wasClosed)) quickCheck(db, path)
      if (!readonly) {
        migrate(db, path)
        interruptAbandoned(db, path, clock())
      }
      if (readonly && frozen) freeze(db)
      return assemble(db, path, clock)
    } catch (thrown) {
      db.close()
      throw thrown
    }
  })
}

/** A read transaction that lasts until the history is closed; it begins with its first read. */
function freeze(db: Database): void {
  db.exec('BEGIN')
  db.prepare('SELECT count(*) FROM sqlite_schema').get()
}

function assemble(db: Database, path: string, clock: Clock): Store {
  const slots = createSlots(db)
  const recorder = createRecorder(db, slots)
  const defineViews = createDefineViews(db)
  return {
    path,
    facts: guarded(path, createFacts(db, slots)),
    snapshots: guarded(path, createSnapshots(db, slots, recorder)),
    coverage: guarded(path, createCoverage(db)),
    moments: guarded(path, createMoments(db)),
    changes: guarded(path, createChanges(db)),
    versions: guarded(path, createVersions(db)),
    apps: guarded(path, createApps(db, clock, recorder.forget)),
    settings: guarded(path, createSettings(db)),
    secrets: guarded(path, createSecrets(db)),
    jobs: guarded(path, createJobs(db, clock)),
    queue: guarded(path, createQueue(db)),
    annotations: guarded(path, createAnnotations(db, clock)),
    alertRules: guarded(path, createAlertRules(db, clock)),
    templates: guarded(path, createTemplates(db, clock)),
    defineViews: (reports) => mapped(path, () => defineViews(reports)),
    transaction: (work) => {
      try {
        return db.transaction(work).immediate()
      } catch (thrown) {
        recorder.forget()
        throw mapSqliteError(thrown, path)
      }
    },
    backup: async (target, backupOptions) => {
      try {
        return await backupFile(path, target, backupOptions)
      } catch (thrown) {
        throw mapSqliteError(thrown, path)
      }
    },
    close: () => db.close(),
  }
}
