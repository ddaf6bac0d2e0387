import type { Cohorts } from '../../../electron/contract/methods/query-cohorts.ts'
import type { Provenance } from '../../../electron/contract/methods/query.ts'
import type { SourceSubject } from '../../components/source/subject.ts'
import { formatValue } from '../../format/numbers.ts'
import type { DateRange } from '../../format/presets.ts'
import type { ReportInfo } from '../../stores/catalogue.ts'
import { ageFull, ageTitle, type Age, type CohortKind } from './ages.ts'
import type { CohortCell, CohortRow } from './cohorts.ts'
import { t } from './texts.ts'

/** What the report's metric means at an age: its words are those of days, whatever the cohorts are. */
function infoOf(report: ReportInfo, age: Age, kind: CohortKind): NonNullable<SourceSubject['info']> | null {
  const metric = report.metrics.find(({ key }) => key === `第${age.age + 1}天`)
  if (!metric) return null
  const name = ageTitle(age, kind)
  const full = ageFull(age, kind)
  return { report, metric: { ...metric, name: { 'zh-CN': name, en: name }, definition: { 'zh-CN': full, en: full } } }
}

interface About {
  readonly report: ReportInfo
  readonly kind: CohortKind
  readonly who: string
  readonly app: number
  readonly source: Provenance | null
}

/** What a cell of the triangle is about: so many of a cohort, at an age. Null for what is no age. */
export function cellSubject(about: About, row: CohortRow, age: Age, cell: CohortCell): SourceSubject | null {
  const info = infoOf(about.report, age, about.kind)
  if (!info) return null
  const people = { retained: formatValue('count', cell.retained), size: formatValue('count', row.size) }
  const why = { known: null, young: t('young'), missing: t('missing'), absent: t('absent') }[cell.state]
  return {
    metric: `${about.report.id}/${age.key}`,
    info,
    who: about.who,
    now: { value: cell.rate, note: null, unit: 'percent' },
    range: { from: row.from, to: row.to },
    period: row.title,
    lines: [why ?? t('known', people)],
    app: about.app,
    source: about.source,
  }
}

/** What a rate of an app's cohorts together is about, or (app null) of all apps' as one. */
export function meanSubject(
  { report, kind, range }: { report: ReportInfo; kind: CohortKind; range: DateRange },
  cohorts: Cohorts,
  app: Cohorts['apps'][number] | null,
  at: number,
): SourceSubject | null {
  const age = cohorts.ages[at]
  const info = age && infoOf(report, age, kind)
  if (!age || !info) return null
  const curve = app ?? cohorts.pooled
  const rate = curve.rate[at] ?? null
  const people = {
    retained: formatValue('count', curve.retained[at] ?? null),
    base: formatValue('count', curve.base[at] ?? null),
    n: app ? app.cohorts : cohorts.apps.reduce((sum, each) => sum + each.cohorts, 0),
  }
  return {
    metric: `${report.id}/${age.key}`,
    info,
    who: app?.app ?? t('apps', { n: cohorts.apps.length }),
    now: { value: rate, note: rate === null ? 'not-fetched' : (app?.note ?? null), unit: 'percent' },
    range,
    combined: app === null,
    lines: rate === null ? [] : [t('base', people)],
    ...(app ? { app: app.appId, source: app.source } : {}),
  }
}
