import { formatRange } from '../../format/dates.ts'
import type { Scope } from '../../router/scope-query.ts'
import { compareName } from './about.ts'
import { lineOf, onlyOf } from './metric-lines.ts'
import type { Scales } from './multiples.ts'
import type { Panel } from './panel.ts'
import { t } from './texts.ts'

/** What must be known to read these charts, in the order it matters. */
export function linesNotes(panels: readonly Panel[], compare: Scope['compare'], small: Scales | null = null): string[] {
  const [first] = panels
  if (!first) return []
  const { range, beforeRange, granularity, periods } = first
  const hours = granularity === 'hour' && !small
  const notes: string[] = []
  if (beforeRange)
    notes.push(
      t(hours ? 'beforeBars' : 'beforeNote', {
        name: compareName(compare),
        range: formatRange(beforeRange.from, beforeRange.to),
      }),
    )
  if (small) notes.push(t(`scaleNotes.${small}`))
  if (granularity === 'hour') notes.push(t('hourNote', { range: formatRange(range.from, range.to) }))
  if (periods.some(({ partial }) => partial)) notes.push(t('partialNote'))
  if (!small && onlyOf(first) === null && panels.some(counted)) notes.push(t('countedNote'))
  return notes
}

const counted = (panel: Panel) => lineOf(panel).total.note === 'not-deduplicated'

/** Nothing is known of any of them in these periods. */
export const nothingIn = (panels: readonly Panel[]): boolean =>
  panels.every((panel) => [panel.combined, ...panel.series].every(({ values }) => values.every((v) => v === null)))
