import { AppError } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/index.ts'
import { alertCondition, severity, type AlertRule } from '../../contract/methods/alerts.ts'
import { reports } from '../catalogue/index.ts'
import { Formulas } from '../metrics/formula.ts'
import type { AlertRuleRow } from '../store/alert-rules.ts'
import type { Store } from '../store/open.ts'
import { PLATFORM_APP } from '../store/types.ts'
import { concernsOf } from './annotations.ts'
import type { Context } from './context.ts'
import { PLATFORM } from './query-scope.ts'

type AlertHandlers = Pick<Handlers, 'alerts.list' | 'alerts.save' | 'alerts.remove'>

/** The rules by which a person wants to be warned; `insights.overview` answers what they find. */
export function alertHandlers(context: Context): AlertHandlers {
  const changed = () => {
    context.events.emit('changed', { what: 'alerts' })
  }
  return {
    'alerts.list': ({ scope }) => {
      const store = context.store()
      return alertRules(store).filter((rule) => concernsOf(store, scope)({ app: rule.appId, tag: rule.tag }))
    },
    'alerts.save': ({ id, appId, ...rest }) => {
      const store = context.store()
      const name = appId === null ? null : nameOf(store, appId)
      new Formulas(reports).named(rest.metric)
      const given = { ...rest, app: appId }
      const saved = id === undefined ? store.alertRules.add(given) : store.alertRules.change(id, given)
      const rule = saved && toRule(saved, name)
      if (!rule) throw new AppError('input.invalid', { field: 'id', value: String(id) })
      changed()
      return rule
    },
    'alerts.remove': ({ id }) => {
      context.store().alertRules.remove(id)
      changed()
      return {}
    },
  }
}

/** Every rule; one whose condition only a newer Cygnet understands is left out. */
export function alertRules(store: Pick<Store, 'alertRules' | 'apps'>): AlertRule[] {
  const names = new Map([[PLATFORM_APP, PLATFORM.name], ...store.apps.list().map((app) => [app.id, app.name] as const)])
  return store.alertRules
    .list()
    .flatMap((row) => toRule(row, row.app === null ? null : (names.get(row.app) ?? null)) ?? [])
}

/** Throws `app.unknown`. */
const nameOf = (store: Store, app: number) => (app === PLATFORM_APP ? PLATFORM.name : store.apps.get(app).name)

function toRule({ app: appId, ...row }: AlertRuleRow, app: string | null): AlertRule | null {
  const condition = alertCondition.safeParse(row.condition)
  if (!condition.success) return null
  return {
    ...row,
    appId,
    app,
    condition: condition.data,
    severity: severity.catch('warning').parse(row.severity),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  }
}
