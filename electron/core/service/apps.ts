import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../contract/errors.ts'
import type { Handlers, Output, Parsed } from '../../contract/index.ts'
import type { App } from '../../contract/methods/apps.ts'
import type { TokenSource } from '../baidu/with-token.ts'
import type { AppRow } from '../store/apps.ts'
import { toContractApp, toContractApps } from './app-view.ts'
import type { Context } from './context.ts'

type AppHandlers = Pick<
  Handlers,
  | 'apps.list'
  | 'apps.add'
  | 'apps.rename'
  | 'apps.tag'
  | 'apps.tagMany'
  | 'apps.setToken'
  | 'apps.forgetTokens'
  | 'apps.check'
  | 'apps.remove'
  | 'apps.removeMany'
>

/** The mini programs a person looks after, and how their calls get a token. */
export function appHandlers(context: Context): AppHandlers {
  return {
    'apps.list': async ({ tags }) => {
      const rows = context.store().apps.list()
      const wanted = tags.length === 0 ? rows : rows.filter((app) => app.tags.some((tag) => tags.includes(tag)))
      return toContractApps(context, wanted)
    },
    'apps.add': (input) => add(context, input),
    'apps.rename': ({ app, name }) => {
      known(context, app)
      context.store().apps.rename(app, name)
      return view(context, app)
    },
    'apps.tag': (input) => {
      retag(context, input.app, input)
      return view(context, input.app)
    },
    'apps.tagMany': (input) => {
      const apps = new Set(input.apps)
      context.store().transaction(() => {
        for (const app of apps) retag(context, app, input)
      })
      changed(context)
      return { apps: apps.size }
    },
    'apps.setToken': async (input) => {
      known(context, input.app)
      if (input.externalId !== undefined) context.store().apps.update(input.app, { externalId: input.externalId })
      await setTokens(context, input.app, input)
      return view(context, input.app)
    },
    'apps.forgetTokens': ({ app }) => {
      known(context, app)
      context.tokens().forget(app)
      return view(context, app)
    },
    'apps.check': ({ app }) => checkApp(context, app),
    'apps.remove': ({ app }) => {
      known(context, app)
      const snapshots = context.store().apps.remove(app)
      changed(context)
      return { snapshots }
    },
    'apps.removeMany': (input) => removeMany(context, input),
  }
}

/** Adds an app; what app/info says of it fills its id and official name. A token that app/info refuses is told, and the app is kept. */
async function add(context: Context, input: Parsed<'apps.add'>): Promise<Output<'apps.add'>> {
  const { id } = context.store().apps.add({ name: input.name, externalId: input.externalId, tags: input.tags })
  await setTokens(context, id, input)
  const hasWay = context.tokens().hasWay(id)
  const checked = input.check && hasWay ? await checkApp(context, id) : null
  return { app: await view(context, id), check: checked }
}

function retag(context: Context, app: number, { add: more, remove }: { add: string[]; remove: string[] }): void {
  const tags = new Set([...known(context, app).tags, ...more])
  for (const tag of remove) tags.delete(tag)
  context.store().apps.setTags(app, [...tags])
}

/** One after the other, with room between for what else is asked: a long history takes a while to go. */
async function removeMany(context: Context, input: Parsed<'apps.removeMany'>): Promise<Output<'apps.removeMany'>> {
  const apps = [...new Set(input.apps)]
  const { apps: rows, snapshots: stored } = context.store()
  for (const app of apps) known(context, app)
  if (input.dryRun) return { apps: apps.length, snapshots: apps.reduce((sum, app) => sum + stored.count(app), 0) }
  let snapshots = 0
  try {
    for (const app of apps) {
      snapshots += rows.remove(app)
      await setImmediate()
    }
  } finally {
    changed(context)
  }
  return { apps: apps.length, snapshots }
}

/** Secrets go into the vault, sealed; they never come out through the contract. */
export async function setTokens(
  context: Context,
  app: number,
  given: { token?: string | undefined; refreshToken?: string | undefined },
): Promise<void> {
  if (given.token !== undefined) await context.tokens().paste(app, given.token)
  if (given.refreshToken !== undefined) await context.tokens().optIntoRefresh(app, given.refreshToken)
  changed(context)
}

/** Asks app/info, where wanted with a token got anew; a refusal is an answer too. */
export async function checkApp(context: Context, app: number, { renew = false } = {}): Promise<Output<'apps.check'>> {
  const row = known(context, app)
  const source = context.tokens().forApp(app)
  const fresh: TokenSource = { ...source, get: async (signal) => source.renew(await source.get(signal), signal) }
  try {
    const info = await context.client().appInfo(renew ? fresh : source, AbortSignal.timeout(60_000))
    const externalId = row.externalId ?? info.appId
    context.store().apps.update(app, {
      officialName: info.name,
      dataPermission: info.dataPermission,
      ...(row.externalId === null && info.appId !== null && !taken(context, info.appId)
        ? { externalId: info.appId }
        : {}),
    })
    changed(context)
    return { ok: true, officialName: info.name, externalId, dataPermission: info.dataPermission, error: null }
  } catch (thrown) {
    const error = AppError.from(thrown)
    if (error.code === 'internal') throw error
    return { ok: false, officialName: null, externalId: null, dataPermission: null, error: error.toShape() }
  }
}

/** Another app already carries this id: one mini program added twice keeps its id once. */
const taken = (context: Context, externalId: string) => context.store().apps.findExternal(externalId) !== null

/** Throws `app.unknown`. */
function known(context: Context, app: number): AppRow {
  return context.store().apps.get(app)
}

function view(context: Context, app: number): Promise<App> {
  changed(context)
  return toContractApp(context, known(context, app))
}

function changed(context: Context): void {
  context.events.emit('changed', { what: 'apps' })
}
