import { choiceName, type MetricChoice } from '../../components/series/metrics.ts'
import { inLocale } from '../../i18n/locale.ts'

export const DEFAULT_METRIC = 'user-trend/session_count'
/** More panels than this cannot be read together. */
export const MOST_METRICS = 6

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
