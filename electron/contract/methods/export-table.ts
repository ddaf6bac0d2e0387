import { z } from 'zod'
import { locale } from '../primitives.ts'
import { changedSinceInput, lagInput, restatementsInput } from './history-changes.ts'
import { coverageInput } from './history-coverage.ts'
import { listInput } from './history.ts'
import { launchInput } from './insights.ts'
import { reconcileInput, platformInput } from './query-reconcile.ts'

export const PAGE_TABLES = [
  'coverage',
  'replies',
  'restatements',
  'changed-since',
  'changed-file',
  'lag',
  'platform',
  'reconcile',
  'launch',
] as const
export const pageTable = z.enum(PAGE_TABLES)
export type PageTableName = z.infer<typeof pageTable>

const page = { limit: true, offset: true } as const

/** One of the page's own tables, by the question that the page asks for it; of a long list every row, not those of one page. */
export const askedTable = z.discriminatedUnion('table', [
  z.object({ table: z.literal('coverage'), question: coverageInput }),
  z.object({ table: z.literal('replies'), question: listInput.omit({ limit: true, before: true }) }),
  z.object({ table: z.literal('restatements'), question: restatementsInput.omit(page) }),
  z.object({ table: z.literal('changed-since'), question: changedSinceInput.omit(page) }),
  /** What changed since a workbook that is held as a file. */
  z.object({ table: z.literal('changed-file'), question: z.object({ path: z.string().min(1) }) }),
  z.object({ table: z.literal('lag'), question: lagInput }),
  z.object({ table: z.literal('platform'), question: platformInput }),
  z.object({ table: z.literal('reconcile'), question: reconcileInput }),
  /** A metric a sheet. */
  z.object({ table: z.literal('launch'), question: z.array(launchInput).min(1).max(20) }),
])
export type AskedTable = z.output<typeof askedTable>

export const tableExportInput = z.object({
  asked: askedTable,
  locale: locale.optional(),
  path: z.string().min(1),
  /** Replace an existing file. */
  force: z.boolean().default(false),
})
export type TableExportInput = z.output<typeof tableExportInput>

export const tableExports = {
  /**
   * Writes a table of the page as a workbook of its own, from the answer to the page's question as it is now. It carries no record: it
   * cannot be made again value for value. Fails as the question does, and with `file.exists`, `file.unwritable`, `cancelled`.
   */
  'export.table': { input: tableExportInput, output: z.object({ job: z.int() }) },
} as const
