import type { Alert } from '../../../../electron/contract/methods/insights.ts'
import { formatChange, formatSigned, formatValue } from '../../../format/numbers.ts'
import { currentLocale, inLocale } from '../../../i18n/locale.ts'
import type { MetricInfo } from '../../../stores/catalogue.ts'
import { conditionText } from '../rules/rule-text.ts'
import { t } from './texts.ts'

type Metrics = ReadonlyMap<string, { readonly metric: MetricInfo }>

export const metricName = (metric: string, metrics: Metrics): string => {
  const found = metrics.get(metric)
  return found ? inLocale(found.metric.name) : metric
}
export const whoOf = ({ appId, app }: Pick<Alert, 'appId' | 'app'>): string => (appId === null ? t('all') : (app ?? ''))

/** `+3.2%`, `−12.0%`: a change within a sentence. */
export const signed = (change: number): string => formatSigned(change, formatChange)

export const weekdayName = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(currentLocale(), {
    weekday: currentLocale() === 'en' ? 'long' : 'short',
    timeZone: 'UTC',
  })

/** An alert in one line, where there is no room for more: `Critical: Sessions −58.9%`. */
export const saidOf = (alert: Alert, metrics: Metrics): string =>
  t('said', {
    severity: t(`severity.${alert.severity}`),
    what: [
      metricName(alert.metric, metrics),
      ...(alert.change === null ? evidenceOf(alert, metrics).slice(0, 1) : [signed(alert.change)]),
    ].join(' '),
  })

/** Why it is told, in the order it matters. */
export function evidenceOf(alert: Alert, metrics: Metrics): string[] {
  return [
    ...(alert.rule ? [ruleLine(alert.rule, alert.unit)] : []),
    ...(alert.kind === 'no-data' || alert.rule?.condition.kind === 'no-data' ? [silence(alert)] : []),
    ...weekdayLine(alert),
    ...peersLine(alert),
    ...(alert.withPeers ? [t('withPeers')] : []),
    ...(alert.also.length > 0
      ? [t('also', { list: alert.also.map((each) => alsoText(each, metrics)).join(t('and')) })]
      : []),
    ...(alert.provisional ? [t('provisional')] : []),
  ]
}

const ruleLine = ({ name, condition }: NonNullable<Alert['rule']>, unit: Alert['unit']): string =>
  [...(name === '' ? [] : [t('rule', { name })]), conditionText(condition, unit)].join(' · ')

const silence = ({ lastDay }: Alert): string => (lastDay === null ? t('noDataEver') : t('noData', { day: lastDay }))

function weekdayLine({ weekday, kind, to, unit }: Alert): string[] {
  if (!weekday || kind !== 'weekday') return []
  const known = weekday.weeks.filter(({ value }) => value !== null)
  return [
    t('weekday', {
      n: known.length,
      weekday: weekdayName(known.at(-1)?.day ?? to),
      expected: formatValue(unit, weekday.expected),
      score: Math.abs(weekday.score).toFixed(1),
    }),
  ]
}

function peersLine({ peers, kind, withPeers }: Alert): string[] {
  if (!peers || (kind !== 'peers' && !withPeers)) return []
  return [t('peers', { tag: peers.tag, n: peers.peers, middle: signed(peers.middle), own: signed(peers.own) })]
}

const alsoText = ({ metric, change }: Alert['also'][number], metrics: Metrics): string =>
  change === null ? metricName(metric, metrics) : `${metricName(metric, metrics)} ${signed(change)}`

/** Where an alert leads: its report's own view of that app, else Compare; null where no view has such numbers. */
export function targetOf(
  { appId, metric }: Pick<Alert, 'appId' | 'metric'>,
  views: readonly string[],
): { name: string; query: Record<string, string> } | null {
  const [report = '', key = ''] = metric.split('/')
  if (views.includes(report)) {
    const who: Record<string, string> =
      appId === null ? { mode: 'all' } : appId === 0 ? {} : { mode: 'one', app: String(appId) }
    return { name: report, query: { ...who, m: key } }
  }
  if (appId === 0 || !views.includes('compare')) return null
  return { name: 'compare', query: { ...(appId === null ? {} : { apps: String(appId) }), m: metric } }
}
