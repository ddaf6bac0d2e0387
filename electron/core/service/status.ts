import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { dayOf, formatDay } from '../../contract/calendar.ts'
import type { Handlers, Output } from '../../contract/index.ts'
import { pageTable } from '../../contract/methods/export-table.ts'
import { exportInput } from '../../contract/methods/jobs.ts'
import { logLine } from '../../contract/methods/workspace.ts'
import type { Context } from './context.ts'

type StatusHandlers = Pick<Handlers, 'home.status' | 'log.read' | 'exports.recent'>

/** What the page's frame stands on: how fresh the history is, the log, the workbooks written. */
export function statusHandlers(context: Context): StatusHandlers {
  return {
    'home.status': () => status(context),
    'log.read': ({ limit }) => readLog(context.logPath, limit),
    'exports.recent': ({ limit }) => recentExports(context, limit),
  }
}

function status(context: Context): Output<'home.status'> {
  const apps = context.store().apps.list()
  const newest = context.store().snapshots.newest()
  return {
    version: context.options.version ?? '',
    home: context.options.home,
    logPath: context.logPath,
    apiBase: context.options.apiBase,
    door: context.options.door ?? { kind: 'cli', desktop: false, secretsPersist: true },
    sample: context.options.sample ?? false,
    apps: apps.length,
    newestDay: newest ? formatDay(newest.day) : null,
    newestFetchedAt: newest ? new Date(newest.fetchedAt).toISOString() : null,
    yesterday: formatDay(dayOf(context.clock()) - 1),
    tags: [...new Set(apps.flatMap((app) => app.tags))].toSorted(),
  }
}

async function readLog(path: string, limit: number): Promise<Output<'log.read'>> {
  const files = await Promise.all([`${path}.1`, path].map((file) => readFile(file, 'utf8').catch(() => '')))
  const lines = files
    .join('')
    .split('\n')
    .filter((line) => line !== '')
  return lines.slice(-limit).toReversed().flatMap(toLogLine)
}

/** A line cut off by a crash is left out. */
function toLogLine(line: string): Output<'log.read'> {
  try {
    const { at, level, event, ...facts } = JSON.parse(line) as Record<string, unknown>
    const text = Object.keys(facts).length === 0 ? '' : JSON.stringify(facts)
    const parsed = logLine.safeParse({ at, level, event, facts: text })
    return parsed.success ? [parsed.data] : []
  } catch {
    return []
  }
}

async function recentExports(context: Context, limit: number): Promise<Output<'exports.recent'>> {
  const written = context
    .store()
    .jobs.list(500)
    .filter((row) => row.kind === 'export')
    .flatMap((row) => {
      const { id, export: summary, startedAt, endedAt } = context.jobs.get(row.id)
      if (!summary || endedAt === null) return []
      const input = exportInput.safeParse(row.input).data ?? null
      const { template = null, from = null, asked } = otherwise.safeParse(row.input).data ?? {}
      const made = { startedAt, endedAt, input, template, from, table: asked?.table ?? null }
      const files = summary.files ?? [{ path: summary.path, bytes: summary.bytes }]
      return files.map(({ path, bytes }) => ({ job: id, path, bytes, ...made }))
    })
  return Promise.all(written.slice(0, limit).map(async (file) => ({ ...file, exists: await exists(file.path) })))
}

/** What a template's run, a workbook made again, or a table of the page is noted down as. */
const otherwise = z.object({
  template: z.string().optional(),
  from: z.string().optional(),
  asked: z.object({ table: pageTable }).optional(),
})

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )
