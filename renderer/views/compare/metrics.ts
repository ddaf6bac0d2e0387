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

export const DEFAULT_METRIC = 'user-trend/session_count'
/** More panels than this cannot be read together. */
export const MOST_METRICS = 6

/** Every metric that is a series by period: of apps, and not of places, devices or pages. */
export function metricChoices(reports: readonly ReportInfo[]): MetricChoice[] {
  return reports
    .filter(
      ({ token, dimension, granularities }) => token === 'app' && dimension === null && granularities.includes('day'),
    )
    .toSorted((a, b) => a.order - b.order)
    .flatMap(choicesOf)
}

function choicesOf(report: ReportInfo): MetricChoice[] {
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

/** The choices of these keys, in their order; the usual one where none is known. */
export function chosenMetrics(choices: readonly MetricChoice[], keys: readonly string[]): MetricChoice[] {
  const byKey = new Map(choices.map((choice) => [choice.key, choice]))
  const found = [...new Set(keys)].flatMap((key) => byKey.get(key) ?? []).slice(0, MOST_METRICS)
  const usual = byKey.get(DEFAULT_METRIC) ?? choices[0]
  return found.length > 0 || !usual ? found : [usual]
}

/** Groups by report (and variant) whose metrics' names, reports or definitions hold every word. */
export function searchChoices(
  choices: readonly MetricChoice[],
  query: string,
): { title: string; key: string; choices: MetricChoice[] }[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const text = (choice: MetricChoice) =>
    [choiceName(choice), inLocale(choice.report.name), choice.metric, inLocale(choice.info.definition)]
      .join('\n')
      .toLowerCase()
  const groups = new Map<string, { title: string; key: string; choices: MetricChoice[] }>()
  for (const choice of choices) {
    if (!words.every((word) => text(choice).includes(word))) continue
    const key = `${choice.report.id} ${choice.variant ?? ''}`
    const variant = choice.report.variants.find((each) => each.key === choice.variant)
    const title = [inLocale(choice.report.name), variant ? inLocale(variant.name) : ''].filter(Boolean).join(' · ')
    const group = groups.get(key) ?? { title, key, choices: [] }
    group.choices.push(choice)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** Whether apps' numbers add up to a whole, so that each has a share in it. */
export const addsUp = ({ info }: MetricChoice): boolean =>
  info.overApps.rule === 'sum' || info.overApps.rule === 'unique'
