import { unevenPlaces } from '../../charts/shares.ts'
import { compareName } from '../../components/series/about.ts'
import { isBlank, type Panel } from '../../components/series/panel.ts'
import { formatRange } from '../../format/dates.ts'
import type { Scope } from '../../router/scope-query.ts'
import { FEW, type Looking } from './charts.ts'
import { t } from './texts.ts'

/** How the range compared with is seen: as lines of its own, as lines of what stands out, or not in the chart. */
export function comparedAs(
  panels: readonly Panel[],
  { form, hidden }: Pick<Looking, 'form' | 'hidden'>,
): 'lines' | 'quiet' | 'not' {
  if (form === 'share') return 'not'
  const shown = (panels[0]?.series ?? []).filter(({ key }) => !hidden.has(key))
  return form === 'multiples' || shown.length <= FEW ? 'lines' : 'quiet'
}
const COMPARED = { lines: 'before', quiet: 'beforeQuiet', not: 'beforeBars' } as const

/** What must be known to read these charts, in the order it matters. */
export function notesOf(
  panels: readonly Panel[],
  looking: Pick<Looking, 'form' | 'hidden'>,
  compare: Scope['compare'],
): string[] {
  const [first] = panels
  if (!first) return []
  const { form } = looking
  const { range, beforeRange, granularity, periods } = first
  const notes: string[] = []
  if (beforeRange && compare !== 'none') {
    const named = { name: compareName(compare), range: formatRange(beforeRange.from, beforeRange.to) }
    const none = panels.every((panel) => panel.series.every(({ before }) => isBlank({ values: before ?? [] })))
    notes.push(t(none ? 'beforeBlank' : COMPARED[comparedAs(panels, looking)], named))
  }
  if (form === 'index') notes.push(t('indexRule'))
  if (form === 'multiples') notes.push(t('multiplesRule'))
  if (form === 'share') notes.push(t('shareRule'), ...unevenNote(panels))
  if (granularity === 'hour') notes.push(t('hourRule', { range: formatRange(range.from, range.to) }))
  if ((form === 'overlay' || form === 'index') && periods.some(({ partial }) => partial)) notes.push(t('partial'))
  return [...notes, ...blankNote(panels)]
}

function unevenNote(panels: readonly Panel[]): string[] {
  const places = panels.flatMap((panel) => unevenPlaces(panel.series.map(({ values }) => values)))
  const n = new Set(places).size
  return n === 0 ? [] : [t('shareUneven', { n })]
}

/** Apps of which nothing is known in any of the charts. */
function blankNote([first, ...others]: readonly Panel[]): string[] {
  const blank = (first?.series ?? []).filter(
    (series) =>
      isBlank(series) && others.every((panel) => panel.series.filter(({ key }) => key === series.key).every(isBlank)),
  )
  if (blank.length === 0 || blank.length === first?.series.length) return []
  if (blank.length > 3) return [t('blankMany', { n: blank.length })]
  return [t('blank', { names: blank.map(({ name }) => name).join(t('and')) })]
}
