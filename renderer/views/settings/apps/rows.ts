import type { App } from '../../../../electron/contract/methods/apps.ts'
import type { GridColumn, GridSort } from '../../../components/grid/grid.ts'
import type { CopyTable } from '../../../format/clipboard.ts'
import { searchApps } from '../../../frame/search.ts'
import { shared } from '../../../i18n/shared.ts'
import { t } from './texts.ts'

export const TOKEN_FILTERS = ['all', 'bad', 'platform', 'broker', 'refresh', 'token', 'none'] as const
export type TokenFilter = (typeof TOKEN_FILTERS)[number]

/** `bad`: what has to be looked after before it can be synced. */
export function filterApps(apps: readonly App[], token: TokenFilter, query: string): readonly App[] {
  const matches = (app: App) => {
    if (token === 'all') return true
    return token === 'bad' ? app.tokenState !== 'ok' || app.dataPermission === false : app.tokenWay === token
  }
  return searchApps(apps, query).filter(matches)
}

const COLUMNS = ['name', 'externalId', 'officialName', 'tags', 'token', 'permission', 'fetched'] as const
export type ColumnKey = (typeof COLUMNS)[number] | 'actions'
const WIDTHS: Readonly<Record<ColumnKey, number>> = {
  name: 164,
  externalId: 92,
  officialName: 86,
  tags: 100,
  token: 130,
  permission: 90,
  fetched: 92,
  actions: 94,
}

export const appColumns = (): GridColumn[] =>
  ([...COLUMNS, 'actions'] as const).map((key) => ({
    key,
    title: t(key),
    width: WIDTHS[key],
    align: 'left',
    sortable: key !== 'actions',
    pinned: key === 'name',
  }))

/** Worst first, so that one click brings up what needs looking after. */
const STATES = ['expired', 'unreadable', 'none', 'ok'] as const
const sortKey: Readonly<Record<(typeof COLUMNS)[number], (app: App) => string>> = {
  name: (app) => app.name,
  externalId: (app) => (app.externalId ?? '').padStart(24, '0'),
  officialName: (app) => app.officialName ?? '',
  tags: (app) => app.tags.join(' '),
  token: (app) => `${STATES.indexOf(app.tokenState)} ${app.tokenWay} ${app.tokenExpiresAt ?? ''}`,
  permission: (app) => String(app.dataPermission === null ? 1 : app.dataPermission ? 2 : 0),
  fetched: (app) => app.lastFetchedAt ?? '',
}

export function sortApps(apps: readonly App[], sort: GridSort | null, locale: string): readonly App[] {
  const column = COLUMNS.find((key) => key === sort?.key)
  if (!sort || !column) return apps
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const keyed = apps.map((app) => ({ app, key: sortKey[column](app) }))
  const sign = sort.descending ? -1 : 1
  return keyed.toSorted((a, b) => sign * compare(a.key, b.key)).map(({ app }) => app)
}

export const permissionText = (app: App): string =>
  app.dataPermission === null ? t('unknown') : app.dataPermission ? t('granted') : t('refused')

/** What is known of the apps, for a sheet. */
export function copyOf(apps: readonly App[]): CopyTable {
  const text = (value: string | null) => ({ text: value ?? '' })
  return {
    head: COLUMNS.map((key) => t(key)),
    rows: apps.map((app) => [
      text(app.name),
      text(app.externalId),
      text(app.officialName),
      text(app.tags.join(' · ')),
      text(`${shared(`tokenWays.${app.tokenWay}`)} · ${shared(`tokenStates.${app.tokenState}`)}`),
      text(permissionText(app)),
      text(app.lastFetchedAt),
    ]),
  }
}
