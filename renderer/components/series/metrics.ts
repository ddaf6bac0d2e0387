import { inLocale } from '../../i18n/locale.ts'
import type { MetricInfo, ReportInfo } from '../../stores/catalogue.ts'

/** A metric that can be compared: one number a period for every app. */
export interface MetricChoice {
  /** What the address holds: `report/metric`, with `@variant` where the report has several. */
  readonly key: string
  /** `report/metric`, as the contract asks for it. */
  readonly metric: string
  readonly variant: string | null
  readonly report: ReportInfo
  readonly info: MetricInfo
}

/** Every metric that is a series by period: of apps, and not of places, devices or pages. */
export function metricChoices(reports: readonly ReportInfo[]): MetricChoice[] {
  return reports
    .filter(
      ({ token, dimension, granularities }) => token === 'app' && dimension === null && granularities.includes('day'),
    )
    .toSorted((a, b) => a.order - b.order)
    .flatMap(choicesOf)
}

/** Every metric of a report. */
export function choicesOf(report: ReportInfo): MetricChoice[] {
  const several = report.variants.length > 1
  return report.variants.flatMap((variant) =>
    report.metrics
      .filter(({ key }) => variant.metrics.includes(key))
      .map((info) => ({
        key: `${report.id}/${info.key}${several ? `@${variant.key}` : ''}`,
        metric: `${report.id}/${info.key}`,
        variant: several ? variant.key : null,
        report,
        info,
      })),
  )
}

/** A metric's name; with the variant's where its report has several. */
export function choiceName({ report, info, variant }: MetricChoice): string {
  const name = inLocale(info.name)
  const found = report.variants.find(({ key }) => key === variant)
  return found ? `${name} · ${inLocale(found.name)}` : name
}

/** Whether apps' numbers add up to a whole, so that each has a share in it. */
export const addsUp = ({ info }: MetricChoice): boolean =>
  info.overApps.rule === 'sum' || info.overApps.rule === 'unique'
