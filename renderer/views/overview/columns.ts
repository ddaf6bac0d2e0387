import type { GridColumn } from '../../components/grid/grid.ts'
import { inLocale } from '../../i18n/locale.ts'
import type { MetricInfo, ReportInfo } from '../../stores/catalogue.ts'
import { t } from './texts.ts'

export const APP = 'app'
export const SPARK = 'spark'
export const DATA = 'data'
const CHANGE = '#change'

/** What the cards at the top show, and what the sparkline draws. */
export const CARD_METRICS = [
  'user-trend/session_count',
  'user-trend/user_count',
  'user-trend/new_user_count',
  'user-trend/average_session_time',
] as const
export const SPARK_METRIC = CARD_METRICS[0]

/** A person's columns: those shown, in order, and those of them that are pinned. */
export interface Layout {
  readonly shown: readonly string[]
  readonly pinned: readonly string[]
}

export const DEFAULT_LAYOUT: Layout = {
  shown: [
    'user-trend/session_count',
    'user-trend/session_count#change',
    'user-trend/user_count',
    'user-trend/user_count#change',
    'user-trend/new_user_ratio',
    'user-trend/average_session_time',
    'active-users/weekly_user_count',
    SPARK,
    DATA,
  ],
  pinned: [],
}

type Metrics = ReadonlyMap<string, { report: ReportInfo; metric: MetricInfo }>

export const isChange = (key: string): boolean => key.endsWith(CHANGE)
/** The metric a column is about; null for the sparkline and the like. */
export function metricOf(key: string): string | null {
  if (!key.includes('/')) return null
  return isChange(key) ? key.slice(0, -CHANGE.length) : key
}

/** Every column there can be: app metrics that are one number a day, each with its change. */
export function possibleColumns(metrics: Metrics): string[] {
  const plain = [...metrics].filter(
    ([, { report }]) =>
      report.token === 'app' &&
      report.dimension === null &&
      report.variants.length === 1 &&
      report.granularities.includes('day'),
  )
  return [...plain.flatMap(([key]) => [key, `${key}${CHANGE}`]), SPARK, DATA]
}

/** What must be asked for so that cards and columns can be shown, each once. */
export function wantedMetrics(layout: Layout): string[] {
  return [...new Set([...CARD_METRICS, ...layout.shown.flatMap((key) => metricOf(key) ?? [])])]
}

export function columnTitle(key: string, metrics: Metrics): string {
  const name = (metric: string) => {
    const found = metrics.get(metric)
    return found ? inLocale(found.metric.name) : metric
  }
  if (key === APP) return t('app')
  if (key === DATA) return t('data')
  if (key === SPARK) return t('spark', { metric: name(SPARK_METRIC) })
  const metric = metricOf(key) ?? key
  return isChange(key) ? t('changeOf', { metric: name(metric) }) : name(metric)
}

/** The grid's columns: the app first, then what is pinned, then the rest in the person's order. */
export function gridColumns(layout: Layout, metrics: Metrics): GridColumn[] {
  const pinned = layout.shown.filter((key) => layout.pinned.includes(key))
  const rest = layout.shown.filter((key) => !layout.pinned.includes(key))
  const app: GridColumn = { key: APP, title: t('app'), width: 206, align: 'left', sortable: true, pinned: true }
  return [app, ...[...pinned, ...rest].map((key) => columnOf(key, layout, metrics))]
}

function columnOf(key: string, layout: Layout, metrics: Metrics): GridColumn {
  const pinned = layout.pinned.includes(key)
  const follows = isChange(key) && layout.shown[layout.shown.indexOf(key) - 1] === metricOf(key)
  // beside its own number a change needs no longer name
  const title = follows ? t('change') : columnTitle(key, metrics)
  if (key === SPARK) return { key, title, width: 126, align: 'left', sortable: false, pinned }
  return { key, title, width: widthOf(key, title), align: 'right', sortable: true, pinned }
}

function widthOf(key: string, title: string): number {
  if (key === DATA) return 88
  // titles may take two lines; a Chinese sign is as wide as two Latin ones
  const wide = (text: string) => text.length + (text.match(/[\u2e80-\uffff]/g)?.length ?? 0)
  return Math.max(isChange(key) ? 74 : 84, Math.min(150, 30 + twoLines(title, wide) * 6.3))
}

/** How wide a title is that may be broken once between words. */
function twoLines(title: string, wide: (text: string) => number): number {
  const words = title.split(' ')
  const breaks = words.map((_, i) => Math.max(wide(words.slice(0, i).join(' ')), wide(words.slice(i).join(' '))))
  return Math.min(...breaks)
}

/** A stored layout, rid of what no longer exists; the default where there is none. */
export function cleanLayout(stored: unknown, possible: readonly string[]): Layout {
  if (typeof stored !== 'object' || stored === null || !('shown' in stored) || !Array.isArray(stored.shown))
    return DEFAULT_LAYOUT
  const known = (list: unknown): string[] =>
    Array.isArray(list) ? [...new Set(list.filter((key): key is string => possible.includes(String(key))))] : []
  return { shown: known(stored.shown), pinned: known('pinned' in stored ? stored.pinned : []) }
}
