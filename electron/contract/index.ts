import { z } from 'zod'
import { alerts } from './methods/alerts.ts'
import { annotations } from './methods/annotations.ts'
import { apps, platform } from './methods/apps.ts'
import { changesMethods } from './methods/history-changes.ts'
import { exportPreviews } from './methods/export-preview.ts'
import { tableExports } from './methods/export-table.ts'
import { coverageMethods } from './methods/history-coverage.ts'
import { exportMethods } from './methods/exports.ts'
import { history, home, reports } from './methods/history.ts'
import { job, jobs } from './methods/jobs.ts'
import { insights } from './methods/insights.ts'
import { query } from './methods/query.ts'
import { cohortsQuery } from './methods/query-cohorts.ts'
import { memberQuery } from './methods/query-member.ts'
import { membersQuery } from './methods/query-members.ts'
import { reconcileQuery } from './methods/query-reconcile.ts'
import { templates } from './methods/templates.ts'
import { settingsMethods } from './methods/settings.ts'
import { doorMethods, workspace } from './methods/workspace.ts'
import type { AppErrorShape } from './errors.ts'

const coreMethods = {
  ...apps,
  ...platform,
  ...jobs,
  ...exportMethods,
  ...exportPreviews,
  ...tableExports,
  ...templates,
  ...query,
  ...membersQuery,
  ...memberQuery,
  ...cohortsQuery,
  ...reconcileQuery,
  ...history,
  ...coverageMethods,
  ...changesMethods,
  ...home,
  ...reports,
  ...annotations,
  ...alerts,
  ...insights,
  ...settingsMethods,
  ...workspace,
} as const
/** Every method a page may call: name → its input and output schema. The client and the handler maps are derived from it. */
export const methods = { ...coreMethods, ...doorMethods } as const

export type Methods = typeof methods
export type MethodName = keyof Methods
/** What the core answers by itself; the others are the door's. */
export type CoreMethodName = keyof typeof coreMethods
export type DoorMethodName = keyof typeof doorMethods
/** What a caller may pass (defaults left out). */
export type Input<M extends MethodName> = z.input<Methods[M]['input']>
/** What a handler gets (defaults filled in). */
export type Parsed<M extends MethodName> = z.output<Methods[M]['input']>
export type Output<M extends MethodName> = z.output<Methods[M]['output']>

/** Every event the core sends. `job`: a job began, moved on or ended. `changed`: stored things a page may show are no longer the same. */
export const events = {
  job,
  /** `workspace`: another history is open now (sample opened or left, backup restored). */
  changed: z.object({ what: z.enum(['apps', 'data', 'settings', 'annotations', 'alerts', 'templates', 'workspace']) }),
} as const
export type Events = { [E in keyof typeof events]: z.output<(typeof events)[E]> }

/** A reply across a boundary: nothing is thrown over it. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: AppErrorShape }

/** One handler a method: a missing one does not compile. */
export type Handlers = { [M in CoreMethodName]: (input: Parsed<M>) => Promise<Output<M>> | Output<M> }
export type DoorHandlers = { [M in DoorMethodName]: (input: Parsed<M>) => Promise<Output<M>> | Output<M> }
