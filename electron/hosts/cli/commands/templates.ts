import { readFile } from 'node:fs/promises'
import { AppError } from '../../../contract/errors.ts'
import { templateBody, type Template } from '../../../contract/methods/templates.ts'
import { errorText } from '../../../core/i18n/texts.ts'
import { formatMoment } from '../dates.ts'
import { EXIT } from '../exit.ts'
import { followJob } from '../follow.ts'
import type { Session } from '../session.ts'
import { formatBytes } from '../sizes.ts'
import { renderTable } from '../table.ts'
import { UsageError } from '../usage-error.ts'
import type { ExportOptions } from './export-job.ts'

export async function list(session: Session): Promise<number> {
  const templates = await (await session.core()).call('templates.list', {})
  session.print(templates, () => listText(session, templates))
  return EXIT.done
}

function listText({ t }: Session, templates: readonly Template[]): string {
  if (templates.length === 0) return t('templates.none')
  const titles = (['name', 'range', 'split', 'next', 'folder'] as const).map((key) => ({
    title: t(`templates.columns.${key}`),
  }))
  const rows = templates.map(({ name, range, split, nextRun, folder }) => [
    name,
    typeof range === 'string' ? range : `${range.from} – ${range.to}`,
    t(`templates.splits.${split}`),
    formatMoment(nextRun),
    folder,
  ])
  return renderTable(titles, rows)
}

/** A template as `save` takes it. */
export async function show(session: Session, name: string): Promise<number> {
  const body = templateBody.parse(await named(session, name))
  session.print(body, () => JSON.stringify(body, null, 2))
  return EXIT.done
}

/** From a JSON file; one of the same name is changed. */
export async function save(session: Session, file: string): Promise<number> {
  const path = session.path(file)
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : null
    throw new AppError('file.unreadable', { path, reason }, { cause })
  })
  const given = parsed(session, path, text)
  const core = await session.core()
  const known = (await core.call('templates.list', {})).find(({ name }) => name === given.name)
  const folder = session.path(given.folder)
  const saved = await core.call('templates.save', { ...given, folder, ...(known && { id: known.id }) })
  session.print(saved, () => session.t('templates.saved', { name: saved.name }))
  return EXIT.done
}

function parsed(session: Session, path: string, text: string) {
  const wrong = (problem: string) =>
    new UsageError(session.t('usage.badTemplate', { path, problem }), { field: 'file', path })
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (thrown) {
    throw wrong(thrown instanceof Error ? thrown.message : String(thrown))
  }
  const given = templateBody.safeParse(document)
  if (given.success) return given.data
  const [issue] = given.error.issues
  throw wrong(`${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}`)
}

export async function remove(session: Session, name: string): Promise<number> {
  const { id } = await named(session, name)
  await (await session.core()).call('templates.remove', { id })
  session.print({ removed: name }, () => session.t('templates.removed', { name }))
  return EXIT.done
}

async function named(session: Session, name: string): Promise<Template> {
  const templates = await (await session.core()).call('templates.list', {})
  const found = templates.find((template) => template.name === name)
  if (found) return found
  throw new AppError('template.unknown', { template: name, known: templates.map((template) => template.name) })
}

/** `export --template`: all of its workbooks, as one job. */
export async function exportTemplate(session: Session, options: ExportOptions): Promise<number> {
  const others = ['from', 'to', 'app', 'tag', 'report', 'metric', 'granularity', 'asOf', 'compare', 'out'] as const
  if (others.some((option) => options[option] !== undefined))
    throw new UsageError(session.t('usage.syncAlone', { option: '--template' }), { field: '--template' })
  const core = await session.core()
  const template = options.template ?? ''
  const job = await followJob(session, core, () =>
    core.call('templates.run', { template, force: options.force ?? false }),
  )
  if (!job.export) throw job.error ? AppError.fromShape(job.error) : new AppError('cancelled')
  const files = job.export.files ?? []
  session.print({ ...job.export, state: job.state, error: job.error }, () =>
    files.map(({ path, bytes }) => session.t('templates.file', { path, size: formatBytes(bytes) })).join('\n'),
  )
  if (job.state === 'done') return EXIT.done
  if (job.error) session.tell(session.t('usage.prefix', { text: errorText(job.error, session.locale) }))
  return EXIT.partial
}
