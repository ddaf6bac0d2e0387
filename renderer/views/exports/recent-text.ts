import type { Output } from '../../../electron/contract/index.ts'
import { baseName } from '../../api/reveal.ts'
import { formatMoment, formatRange } from '../../format/dates.ts'
import { shared } from '../../i18n/shared.ts'
import { t as frame } from '../../i18n/texts.ts'
import { t } from './texts.ts'

export type Recent = Output<'exports.recent'>[number]

/** The question a workbook answers, in a line: days, apps, reports, what it is compared with. */
export function recentText(
  { input, template, from, table }: Recent,
  nameOf: (app: number) => string | undefined,
): string {
  if (template !== null) return t('ofTemplate', { name: template })
  if (from !== null) return t('remadeFrom', { name: baseName(from) })
  if (table !== null) return t('ofTable', { name: shared(`pageTables.${table}`) })
  if (!input) return t('unknown')
  const { range, compare, scope, reports, asOf } = input
  const vs =
    typeof compare === 'string'
      ? compare === 'none'
        ? t('noVs')
        : frame('compare.prefix', { name: frame(`compare.${compare}`) })
      : t('vs', { range: formatRange(compare.from, compare.to) })
  const parts = [
    formatRange(range.from, range.to),
    appsText(scope, nameOf),
    reports.length === 0 ? t('everyReport') : t('someReports', { n: reports.length }),
    vs,
    ...(asOf === undefined ? [] : [t('asOf', { moment: formatMoment(asOf) })]),
  ]
  return parts.join(' · ')
}

/** `12 个应用 + 标签 餐饮`. */
export function appsText(
  { apps, tags }: { readonly apps: readonly number[]; readonly tags: readonly string[] },
  nameOf: (app: number) => string | undefined,
): string {
  const [only] = apps
  const some =
    only === undefined ? [] : [apps.length === 1 ? (nameOf(only) ?? `#${only}`) : t('someApps', { n: apps.length })]
  const tagged = tags.length === 0 ? [] : [t('tagged', { tags: tags.join(shared('facts.listSeparator')) })]
  return [...some, ...tagged].join(' + ') || t('everyApp')
}
