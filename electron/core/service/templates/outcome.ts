import { z } from 'zod'
import type { Template } from '../../../contract/methods/templates.ts'
import type { Context } from '../context.ts'

/** Jobs looked through, the newest first. */
const JOBS = 500
const ofTemplate = z.object({ templateId: z.int() })

/** What came of each template's newest run, by the template's id. */
export function lastOutcomes(context: Context): Map<number, NonNullable<Template['lastOutcome']>> {
  const found = new Map<number, NonNullable<Template['lastOutcome']>>()
  for (const { id, kind, input } of context.store().jobs.list(JOBS)) {
    const of = kind === 'export' ? ofTemplate.safeParse(input).data?.templateId : undefined
    if (of === undefined || found.has(of)) continue
    const { state, error, export: summary } = context.jobs.get(id)
    found.set(of, { job: id, state, error, files: summary?.files?.length ?? 0 })
  }
  return found
}
