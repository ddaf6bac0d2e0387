import { z } from 'zod'
import { day, moment } from '../primitives.ts'
import { exportInput } from './jobs.ts'
import { pageTable } from './export-table.ts'

/** Which door the page came in by, and what it can do. */
const door = z.object({
  kind: z.enum(['electron', 'server', 'cli']),
  /** Native dialogs and "show in folder". */
  desktop: z.boolean(),
  /** Whether secrets outlive this run: false where the machine has no real key ring. */
  secretsPersist: z.boolean(),
})

export const status = z.object({
  version: z.string(),
  home: z.string(),
  logPath: z.string(),
  /** Where the API is. */
  apiBase: z.string(),
  door,
  /** The sample workspace is open instead of the person's own history. */
  sample: z.boolean(),
  apps: z.int(),
  /** The newest day any app has numbers for, and when that was fetched; null before the first fetch. */
  newestDay: day.nullable(),
  newestFetchedAt: moment.nullable(),
  /** Latest complete day in Shanghai. */
  yesterday: day,
  tags: z.array(z.string()),
})
export type Status = z.infer<typeof status>

export const savedView = z.object({
  id: z.int(),
  name: z.string(),
  /** The page's address after `#`: the whole scope of a view. */
  hash: z.string(),
  createdAt: moment,
})

export const logLine = z.object({
  at: moment,
  level: z.enum(['info', 'warn', 'error']),
  event: z.string(),
  facts: z.string(),
})

export const workspace = {
  'home.status': { input: z.object({}), output: status },
  'views.list': { input: z.object({}), output: z.array(savedView) },
  /** A view of the same name is replaced. */
  'views.save': {
    input: z.object({ name: z.string().trim().min(1).max(80), hash: z.string().startsWith('#').max(4000) }),
    output: savedView,
  },
  'views.remove': { input: z.object({ id: z.int() }), output: z.object({}) },
  /** The newest lines of the log, newest first. */
  'log.read': { input: z.object({ limit: z.int().positive().max(5000).default(500) }), output: z.array(logLine) },
  /** Workbooks written by this home, newest first; `exists` is false where the file was moved or deleted since. A template's run has one each. */
  'exports.recent': {
    input: z.object({ limit: z.int().positive().max(200).default(50) }),
    output: z.array(
      z.object({
        job: z.int(),
        path: z.string(),
        bytes: z.int(),
        endedAt: moment,
        exists: z.boolean(),
        startedAt: moment,
        /** The question it answers; null where it was made otherwise, or an older Cygnet asked in a way that is no longer known. */
        input: exportInput.nullable(),
        /** The name of the template it was made by. */
        template: z.string().nullable(),
        /** The workbook it was made again from. */
        from: z.string().nullable(),
        /** Of a table of the page: which. */
        table: pageTable.nullable(),
      }),
    ),
  },
} as const

/** What the door itself does around the core: dialogs, files, and which history is open. */
export const doorMethods = {
  /** Opens the sample workspace: a history of its own, filled from the sandbox by a sync job that this starts when it is empty. */
  'sample.open': { input: z.object({}), output: z.object({ job: z.int().nullable() }) },
  /** Back to the person's own history. */
  'sample.leave': { input: z.object({}), output: z.object({}) },
  /** Asks where to write (a dialog, or a fresh name in the exports folder where the door has none); null when dismissed. */
  'files.save': {
    input: z.object({ kind: z.enum(['workbook', 'data', 'history']), name: z.string().min(1).max(120) }),
    output: z.object({ path: z.string().nullable() }),
  },
  /** Asks for a file to read, or a folder to write into; null when dismissed. Only where the door has dialogs: others take an upload. */
  'files.open': {
    input: z.object({ kind: z.enum(['table', 'history', 'workbook', 'folder']) }),
    output: z.object({ path: z.string().nullable() }),
  },
  /**
   * A file chosen in the page, put aside for `apps.import` or `backup.restore` until it was used or the door closes. Base64, a part at a
   * time: `after` is the path the part before was answered with.
   */
  'files.upload': {
    input: z.object({
      name: z.string().min(1).max(200),
      content: z.base64().max(14_000_000),
      after: z.string().optional(),
    }),
    output: z.object({ path: z.string() }),
  },
  /**
   * Shows a file this home wrote (a workbook, a backup, the log) or the home itself in its folder; where the door has no desktop, answers
   * an address to download it from.
   */
  'files.reveal': { input: z.object({ path: z.string() }), output: z.object({ download: z.string().nullable() }) },
} as const
