import { AppError } from '../../contract/errors.ts'
import type { Output } from '../../contract/index.ts'
import type { App } from '../../contract/methods/apps.ts'
import { nearNames } from './near.ts'
import type { Session } from './session.ts'
import { UsageError } from './usage-error.ts'

export type ReportInfo = Output<'reports.list'>[number]

export interface ScopeOptions {
  readonly app?: readonly string[]
  readonly tag?: readonly string[]
}

/** The apps and tags a command is about, as the contract's scope. Throws `app.unknown`, or a usage error for an unknown tag. */
export async function readScope(session: Session, options: ScopeOptions): Promise<{ apps: number[]; tags: string[] }> {
  const names = options.app ?? []
  const tags = [...(options.tag ?? [])]
  if (names.length === 0 && tags.length === 0) return { apps: [], tags: [] }
  const core = await session.core()
  const apps = await core.call('apps.list', {})
  const known = [...new Set(apps.flatMap((app) => app.tags))]
  for (const tag of tags) {
    if (known.includes(tag)) continue
    const list = known.join(session.shared('facts.listSeparator')) || session.t('none')
    throw new UsageError(session.t('usage.unknownTag', { tag, list }), { field: '--tag', value: tag, known })
  }
  return { apps: [...new Set(names.map((name) => findApp(session, apps, name).id))], tags }
}

/** The one app of this name. Throws `app.unknown`. */
export async function readApp(session: Session, name: string): Promise<App> {
  const core = await session.core()
  return findApp(session, await core.call('apps.list', {}), name)
}

/** By name exactly, by app id, then by name without regard to capitals. Throws `app.unknown` with the names it may have meant. */
export function findApp(session: Session, apps: readonly App[], name: string): App {
  const typed = name.trim()
  const exact = apps.find((app) => app.name === typed) ?? apps.find((app) => app.externalId === typed)
  if (exact) return exact
  const loose = apps.filter((app) => app.name.toLowerCase() === typed.toLowerCase())
  if (loose.length > 1) {
    const names = loose.map((app) => app.name)
    const list = names.join(session.shared('facts.listSeparator'))
    throw new UsageError(session.t('usage.ambiguousApp', { name, list }), { field: 'app', value: name, known: names })
  }
  if (loose[0]) return loose[0]
  const names = apps.map((app) => app.name)
  throw new AppError('app.unknown', { app: name, near: nearNames(typed, names), known: names.slice(0, 20) })
}

export async function listReports(session: Session): Promise<ReportInfo[]> {
  const core = await session.core()
  return core.call('reports.list', {})
}

/** The report of this id. Throws `report.unknown`. */
export async function readReport(session: Session, id: string): Promise<ReportInfo> {
  const reports = await listReports(session)
  const found = reports.find((report) => report.id === id)
  if (found) return found
  const known = reports.map((report) => report.id)
  throw new AppError('report.unknown', { report: id, near: nearNames(id, known), known })
}

/** Checks every id; commas separate ids as well. */
export async function readReports(session: Session, ids: readonly string[] = []): Promise<string[]> {
  const wanted = [...new Set(splitCommas(ids))]
  for (const id of wanted) await readReport(session, id)
  return wanted
}

/** `REPORT/METRIC` as its report and its key. Whether the key exists in a variant is the core's to say. */
export async function readMetric(session: Session, text: string): Promise<{ report: ReportInfo; key: string }> {
  const slash = text.indexOf('/')
  if (slash <= 0 || slash === text.length - 1)
    throw new UsageError(session.t('usage.badMetric', { value: text }), { field: '--metric', value: text })
  return { report: await readReport(session, text.slice(0, slash)), key: text.slice(slash + 1) }
}

/** Checks every metric, as `readMetric` does and that its report has it; commas separate metrics as well. Throws `metric.unknown`. */
export async function readMetrics(session: Session, texts: readonly string[] = []): Promise<string[]> {
  const wanted = [...new Set(splitCommas(texts))]
  for (const text of wanted) {
    const { report, key } = await readMetric(session, text)
    const metric = { metric: text, report: report.id }
    if (!report.metrics.some((one) => one.key === key))
      throw withNearMetrics(new AppError('metric.unknown', metric), report, text)
  }
  return wanted
}

/** A `metric.unknown` with the names that may have been meant; any other thrown thing as it is. */
export function withNearMetrics(thrown: unknown, report: ReportInfo, asked: string): unknown {
  if (!(thrown instanceof AppError) || thrown.code !== 'metric.unknown') return thrown
  const known = report.metrics.map((metric) => metric.key)
  const near = nearNames(asked.slice(asked.indexOf('/') + 1), known)
  return new AppError('metric.unknown', { metric: asked, report: report.id, near, known }, { cause: thrown })
}

/** The report's variant of this key. Throws a usage error that names the choices. */
export function checkVariant(session: Session, report: ReportInfo, variant: string | undefined): void {
  const known = report.variants.map((each) => each.key)
  if (variant === undefined || known.includes(variant)) return
  throw badChoice(session, '--variant', variant, known)
}

export function badChoice(session: Session, option: string, value: string, known: readonly string[]): UsageError {
  const list = known.filter((each) => each !== '').join(session.shared('facts.listSeparator')) || session.t('none')
  return new UsageError(session.t('usage.badChoice', { option, value, list }), { field: option, value, known })
}

export const splitCommas = (words: readonly string[] = []): string[] =>
  words
    .flatMap((word) => word.split(/[,，]/))
    .map((word) => word.trim())
    .filter((word) => word !== '')
