import { AppError } from '../../../contract/errors.ts'
import type { Output } from '../../../contract/index.ts'
import type { App } from '../../../contract/methods/apps.ts'
import { errorText } from '../../../core/i18n/texts.ts'
import { formatMoment } from '../dates.ts'
import { EXIT } from '../exit.ts'
import { present } from '../numbers.ts'
import { readApp } from '../resolve.ts'
import { ask, tokenFromEnv, tokenFromStdin } from '../secrets.ts'
import type { Session } from '../session.ts'
import { oneLine, renderFacts, renderTable } from '../table.ts'
import { UsageError } from '../usage-error.ts'

export interface TokenOptions {
  readonly tokenStdin?: boolean
  readonly tokenEnv?: string
  readonly refreshTokenStdin?: boolean
  readonly appId?: string
}
export interface AddOptions extends TokenOptions {
  readonly name: string
  readonly tag?: string[]
  readonly check: boolean
}
export interface TagOptions {
  readonly add?: string[]
  readonly remove?: string[]
}
export interface RemoveOptions {
  readonly yes?: boolean
}
export interface ImportOptions {
  readonly dryRun?: boolean
}

type Check = Output<'apps.check'>

export async function add(session: Session, options: AddOptions): Promise<number> {
  const secret = await readSecret(session, options)
  if (secret === null && options.appId === undefined)
    throw new UsageError(session.t('usage.tokenSource'), { field: 'token' })
  const core = await session.core()
  // Without a token of its own the app's first call asks for one; there is nothing to check before that is possible.
  const input = {
    name: options.name,
    externalId: options.appId,
    tags: options.tag ?? [],
    check: options.check,
    ...secret,
  }
  const added = await core.call('apps.add', present(input))
  const document = { ...added, check: added.check && checkDocument(session, added.check) }
  session.print(document, () => addedText(session, added.app, added.check))
  if (added.check?.dataPermission === false) session.tell(session.t('apps.noPermission', { name: added.app.name }))
  return added.check && !added.check.ok ? EXIT.partial : EXIT.done
}

function addedText(session: Session, app: App, check: Check | null): string {
  if (check && !check.ok) return session.t('apps.addedCheckFailed', { name: app.name, text: failureOf(session, check) })
  return session.t('apps.added', { name: app.name })
}

/** What app/info said, a failure in the reader's words. */
function checkDocument<C extends Check>(session: Session, check: C): C {
  return { ...check, error: check.error && { ...check.error, message: failureOf(session, check) } }
}

const failureOf = (session: Session, check: Check) =>
  errorText(check.error ?? { code: 'api.unknown', details: {} }, session.locale)

/** The one secret the options name; null where they name none. */
async function readSecret(
  session: Session,
  options: TokenOptions,
): Promise<{ token: string } | { refreshToken: string } | null> {
  const given = [
    options.tokenStdin && '--token-stdin',
    options.tokenEnv !== undefined && '--token-env',
    options.refreshTokenStdin && '--refresh-token-stdin',
  ].filter((name) => typeof name === 'string')
  if (given.length > 1)
    throw new UsageError(session.t('usage.oneOf', { options: given.join(session.shared('facts.listSeparator')) }))
  if (options.tokenStdin) return { token: await tokenFromStdin(session) }
  if (options.tokenEnv !== undefined) return { token: tokenFromEnv(session, options.tokenEnv) }
  if (options.refreshTokenStdin) return { refreshToken: await tokenFromStdin(session) }
  return null
}

export async function list(session: Session, options: { readonly tag?: string[] }): Promise<number> {
  const core = await session.core()
  const apps = await core.call('apps.list', { tags: options.tag ?? [] })
  session.print(apps, () => (apps.length === 0 ? session.t('apps.none') : listText(session, apps)))
  return EXIT.done
}

function listText({ t, shared }: Session, apps: readonly App[]): string {
  const columns = (['name', 'id', 'tags', 'way', 'state', 'fetched'] as const).map((key) => ({
    title: t(`apps.columns.${key}`),
  }))
  const rows = apps.map((app) => [
    app.name,
    app.externalId ?? '',
    app.tags.join(shared('facts.listSeparator')),
    shared(`tokenWays.${app.tokenWay}`),
    shared(`tokenStates.${app.tokenState}`),
    formatMoment(app.lastFetchedAt),
  ])
  return renderTable(columns, rows)
}

export async function show(session: Session, name: string): Promise<number> {
  const app = await readApp(session, name)
  const { t, shared } = session
  const permission = app.dataPermission === null ? t('unknown') : t(app.dataPermission ? 'yes' : 'no')
  session.print(app, () =>
    renderFacts([
      [t('apps.columns.name'), app.name],
      [t('apps.columns.official'), app.officialName ?? t('unknown')],
      [t('apps.columns.id'), app.externalId ?? t('unknown')],
      [t('apps.columns.tags'), app.tags.join(shared('facts.listSeparator')) || t('none')],
      [t('apps.columns.way'), shared(`tokenWays.${app.tokenWay}`)],
      [t('apps.columns.state'), shared(`tokenStates.${app.tokenState}`)],
      [t('apps.columns.expires'), formatMoment(app.tokenExpiresAt)],
      [t('apps.columns.permission'), permission],
      [t('apps.columns.fetched'), formatMoment(app.lastFetchedAt)],
      [t('apps.columns.created'), formatMoment(app.createdAt)],
    ]),
  )
  return EXIT.done
}

export async function rename(session: Session, name: string, next: string): Promise<number> {
  const { id, name: before } = await readApp(session, name)
  const app = await (await session.core()).call('apps.rename', { app: id, name: next })
  session.print(app, () => session.t('apps.renamed', { before, after: app.name }))
  return EXIT.done
}

export async function tag(
  session: Session,
  name: string,
  tags: readonly string[],
  options: TagOptions,
): Promise<number> {
  const added = [...tags, ...(options.add ?? [])]
  const removed = options.remove ?? []
  if (added.length + removed.length === 0) throw new UsageError(session.t('usage.tagsNeeded'), { field: 'tags' })
  const { id } = await readApp(session, name)
  const app = await (await session.core()).call('apps.tag', { app: id, add: added, remove: removed })
  const now = app.tags.join(session.shared('facts.listSeparator')) || session.t('none')
  session.print(app, () => session.t('apps.tagged', { name: app.name, tags: now }))
  return EXIT.done
}

export async function remove(session: Session, name: string, options: RemoveOptions): Promise<number> {
  const app = await readApp(session, name)
  if (!options.yes && session.io.stdin.isTTY && session.io.stderr.isTTY) {
    const answer = await ask(session, session.t('prompt.remove', { name: app.name }))
    if (!/^(y|yes|是)$/i.test(answer.trim())) {
      session.print({ removed: false }, () => session.t('prompt.kept'))
      return EXIT.failed
    }
  }
  const { snapshots } = await (await session.core()).call('apps.remove', { app: app.id })
  session.print({ app: app.name, removed: true, snapshots }, () =>
    session.t('apps.removed', { name: app.name, snapshots }),
  )
  return EXIT.done
}

export async function importFile(session: Session, file: string, options: ImportOptions): Promise<number> {
  const core = await session.core()
  const dryRun = options.dryRun ?? false
  const result = await core.call('apps.import', { path: session.path(file), dryRun })
  session.print(result, () => importText(session, result, dryRun))
  if (result.errors === 0) return EXIT.done
  return result.added + result.updated + result.unchanged > 0 ? EXIT.partial : EXIT.failed
}

function importText({ t, shared }: Session, result: Output<'apps.import'>, dryRun: boolean): string {
  const separator = shared('facts.listSeparator')
  const rows = result.rows.map((row) => [
    String(row.line),
    row.name,
    row.externalId ?? '',
    row.tags.join(separator),
    t(`apps.importActions.${row.action}`),
    row.problems.map((problem) => shared.lookup(`import.${problem}`, {}, '') ?? problem).join(separator),
  ])
  const titles = (['line', 'name', 'id', 'tags', 'action', 'problems'] as const).map((key) => ({
    title: t(`apps.importColumns.${key}`),
    right: key === 'line',
  }))
  const { added, updated, unchanged, errors } = result
  const counts = t('apps.imported', { added, updated, unchanged, errors })
  return [renderTable(titles, rows, 120), counts, ...(dryRun ? [t('apps.dryRun')] : [])].join('\n')
}

export async function setToken(session: Session, name: string, options: TokenOptions): Promise<number> {
  const secret = await readSecret(session, options)
  if (secret === null && options.appId === undefined)
    throw new UsageError(session.t('usage.tokenNeeded'), { field: 'token' })
  const { id } = await readApp(session, name)
  const core = await session.core()
  const app = await core.call('apps.setToken', present({ app: id, externalId: options.appId, ...secret }))
  session.print(app, () => session.t('apps.tokenSet', { name: app.name }))
  return EXIT.done
}

/** Asks app/info about each app, one after the other: the platform's rate is for reports. */
export async function check(session: Session, names: readonly string[]): Promise<number> {
  const core = await session.core()
  const all = await core.call('apps.list', {})
  const wanted = names.length === 0 ? all : await Promise.all(names.map((name) => readApp(session, name)))
  const checks: (Check & { app: string })[] = []
  for (const { id, name } of wanted) checks.push({ app: name, ...(await checkOne(session, id)) })
  session.print(
    checks.map((each) => checkDocument(session, each)),
    () => (checks.length === 0 ? session.t('apps.none') : checks.map((each) => checkText(session, each)).join('\n')),
  )
  const bad = checks.filter(({ ok }) => !ok).length
  if (bad === 0) return EXIT.done
  return bad < checks.length ? EXIT.partial : EXIT.failed
}

/** One app's trouble does not keep the others from being checked. */
async function checkOne(session: Session, app: number): Promise<Check> {
  try {
    return await (await session.core()).call('apps.check', { app })
  } catch (thrown) {
    const error = AppError.from(thrown).toShape()
    return { ok: false, officialName: null, externalId: null, dataPermission: null, error }
  }
}

function checkText(session: Session, check: Check & { app: string }): string {
  const name = oneLine(check.app)
  if (!check.ok) return session.t('apps.checkFailed', { name, text: failureOf(session, check) })
  if (check.dataPermission === false) return session.t('apps.noPermission', { name })
  return session.t('apps.checked', { name, official: oneLine(check.officialName ?? session.t('unknown')) })
}
