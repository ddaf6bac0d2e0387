import { AppError } from '../../contract/errors.ts'
import type { Handlers, Output, Parsed } from '../../contract/index.ts'
import type { App } from '../../contract/methods/apps.ts'
import type { AppRow } from '../store/apps.ts'
import { toContractApp } from './app-view.ts'
import type { Context } from './context.ts'

type AppHandlers = Pick<
  Handlers,
  'apps.list' | 'apps.add' | 'apps.rename' | 'apps.tag' | 'apps.setToken' | 'apps.check' | 'apps.remove'
>

/** The mini programs a person looks after, and how their calls get a token. */
export function appHandlers(context: Context): AppHandlers {
  return {
    'apps.list': async ({ tags }) => {
      const rows = context.store().apps.list()
      const wanted = tags.length === 0 ? rows : rows.filter((app) => app.tags.some((tag) => tags.includes(tag)))
      return Promise.all(wanted.map((row) => toContractApp(context, row)))
    },
    'apps.add': (input) => add(context, input),
    'apps.rename': ({ app, name }) => {
      known(context, app)
      context.store().apps.rename(app, name)
      return view(context, app)
    },
    'apps.tag': ({ app, add: more, remove }) => {
      const tags = new Set([...known(context, app).tags, ...more])
      for (const tag of remove) tags.delete(tag)
      context.store().apps.setTags(app, [...tags])
      return view(context, app)
    },
    'apps.setToken': async (input) => {
      known(context, input.app)
      if (input.externalId !== undefined) context.store().apps.update(input.app, { externalId: input.externalId })
      await setTokens(context, input.app, input)
      return view(context, input.app)
    },
    'apps.check': ({ app }) => check(context, app),
    'apps.remove': ({ app }) => {
      known(context, app)
      const snapshots = context.store().apps.remove(app)
      changed(context)
      return { snapshots }
    },
  }
}

/** Adds an app; what app/info says of it fills its id and official name. A token that app/info refuses is told, and the app is kept. */
async function add(context: Context, input: Parsed<'apps.add'>): Promise<Output<'apps.add'>> {
  const { id } = context.store().apps.add({ name: input.name, externalId: input.externalId, tags: input.tags })
  await setTokens(context, id, input)
  const hasWay = context.tokens().hasWay(id)
  const checked = input.check && hasWay ? await check(context, id) : null
  return { app: await view(context, id), check: checked }
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

async function check(context: Context, app: number): Promise<Output<'apps.check'>> {
  const row = known(context, app)
  try {
    const info = await context.client().appInfo(context.tokens().forApp(app), AbortSignal.timeout(60_000))
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
