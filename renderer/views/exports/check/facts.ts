import { formatMoment, formatRange } from '../../../format/dates.ts'
import { inLocale } from '../../../i18n/locale.ts'
import { shared } from '../../../i18n/shared.ts'
import { t as frame } from '../../../i18n/texts.ts'
import type { ReportInfo } from '../../../stores/catalogue.ts'
import type { Inspected } from './store.ts'
import { t } from './texts.ts'

const NAMED = 3

/** What a workbook was made from, as names and texts. */
export function factsOf(found: Inspected, reports: readonly ReportInfo[]): readonly (readonly [string, string])[] {
  const { query } = found
  const { compare, range } = query
  return [
    [t('facts.madeAt'), formatMoment(found.madeAt)],
    [t('facts.knownAt'), formatMoment(found.knownAt)],
    [t('facts.days'), formatRange(range.from, range.to)],
    [
      t('facts.compare'),
      typeof compare === 'string' ? frame(`compare.${compare}`) : formatRange(compare.from, compare.to),
    ],
    [t('facts.apps'), named(found.apps.map(({ name }) => name))],
    [t('facts.reports'), reportsText(query.reports, reports)],
    [
      t('facts.metrics'),
      query.metrics.length === 0 ? t('usualMetrics') : t('someMetrics', { n: query.metrics.length }),
    ],
    [t('facts.granularity'), frame(`granularity.${query.granularity}`)],
    [t('facts.language'), found.locale === 'en' ? 'English' : '简体中文'],
    [t('facts.snapshots'), t('snapshotCount', { n: found.snapshots })],
    [t('facts.version'), found.version],
  ]
}

function reportsText(ids: readonly string[], reports: readonly ReportInfo[]): string {
  if (ids.length === 0) return t('everyReport')
  return named(ids.map((id) => inLocale(reports.find((each) => each.id === id)?.name ?? { 'zh-CN': id, en: id })))
}

/** A few names of many. */
export function named(names: readonly string[]): string {
  const list = names.slice(0, NAMED).join(shared('facts.listSeparator'))
  return names.length > NAMED ? t('appsAnd', { names: list, n: names.length }) : list
}
