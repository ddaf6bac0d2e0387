import { formatDay } from '../../contract/calendar.ts'
import { AppError } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import { annotationKind, type Annotation, type AnnotationsInput } from '../../contract/methods/annotations.ts'
import type { AnnotationRow } from '../store/annotations.ts'
import type { Store } from '../store/open.ts'
import { PLATFORM_APP } from '../store/types.ts'
import type { Context } from './context.ts'
import { dayRange, PLATFORM } from './query-scope.ts'

type AnnotationHandlers = Pick<Handlers, 'annotations.list' | 'annotations.save' | 'annotations.remove'>

/** Notes that people put on days: a release, a campaign, an outage. */
export function annotationHandlers(context: Context): AnnotationHandlers {
  const changed = () => {
    context.events.emit('changed', { what: 'annotations' })
  }
  return {
    'annotations.list': (input) => listAnnotations(context.store(), input),
    'annotations.save': ({ id, appId, ...rest }) => {
      const store = context.store()
      const name = appId === null ? null : nameOf(store, appId)
      const { from, to } = dayRange(rest)
      const given = { app: appId, tag: rest.tag, from, to, kind: rest.kind, text: rest.text }
      const saved = id === undefined ? store.annotations.add(given) : store.annotations.change(id, given)
      if (!saved) throw new AppError('input.invalid', { field: 'id', value: String(id) })
      changed()
      return toAnnotation(saved, name)
    },
    'annotations.remove': ({ id }) => {
      context.store().annotations.remove(id)
      changed()
      return {}
    },
  }
}

/** The annotations a view of this scope shows; the workbook asks the same. Throws `app.unknown`, `input.invalid`. */
export function listAnnotations(
  store: Pick<Store, 'annotations' | 'apps'>,
  { range, scope }: AnnotationsInput,
): Annotation[] {
  const names = new Map([[PLATFORM_APP, PLATFORM.name], ...store.apps.list().map((app) => [app.id, app.name] as const)])
  const concerns = concernsOf(store, scope)
  return store.annotations
    .list(range && dayRange(range))
    .filter(concerns)
    .map((row) => toAnnotation(row, row.app === null ? null : (names.get(row.app) ?? null)))
}

/** Whether something about an app, a tag or everything concerns a scope. */
export function concernsOf(
  store: Pick<Store, 'apps'>,
  scope: AnnotationsInput['scope'],
): (about: { readonly app: number | null; readonly tag: string | null }) => boolean {
  if (scope.apps.length === 0 && scope.tags.length === 0) return () => true
  const wanted = new Set(scope.apps)
  const apps = store.apps.list().filter((app) => wanted.has(app.id) || app.tags.some((tag) => scope.tags.includes(tag)))
  const ids = new Set([...wanted, ...apps.map((app) => app.id)])
  const tags = new Set([...scope.tags, ...apps.flatMap((app) => app.tags)])
  return ({ app, tag }) => (app === null ? tag === null || tags.has(tag) : ids.has(app))
}

/** Throws `app.unknown`. */
const nameOf = (store: Store, app: number) => (app === PLATFORM_APP ? PLATFORM.name : store.apps.get(app).name)

function toAnnotation(row: AnnotationRow, app: string | null): Annotation {
  return {
    id: row.id,
    appId: row.app,
    tag: row.tag,
    app,
    from: formatDay(row.from),
    to: formatDay(row.to),
    // one that a newer Cygnet wrote is a note here
    kind: annotationKind.catch('note').parse(row.kind),
    text: row.text,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  }
}
