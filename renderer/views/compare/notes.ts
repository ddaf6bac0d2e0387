import { unevenPlaces } from '../../charts/shares.ts'
import { formatRange } from '../../format/dates.ts'
import { compareName } from '../../components/series/about.ts'
import type { Scope } from '../../router/scope-query.ts'
import { FEW } from './charts.ts'
import type { Form } from './forms.ts'
import { isBlank, type Panel } from '../../components/series/panel.ts'
import { t } from './texts.ts'

/** What must be known to read these charts, in the order it matters. */
export function notesOf(panels: readonly Panel[], form: Form, compare: Scope['compare']): string[] {
  const [first] = panels
  if (!first) return []
  const { range, beforeRange, granularity, periods } = first
  const notes: string[] = []
  if (beforeRange) {
    const named = { name: compareName(compare), range: formatRange(beforeRange.from, beforeRange.to) }
    const many = form !== 'multiples' && first.series.length > FEW
    notes.push(t(form === 'share' ? 'beforeBars' : many ? 'beforeQuiet' : 'before', named))
  }
  if (form === 'index') notes.push(t('indexRule'))
  if (form === 'multiples') notes.push(t('multiplesRule'))
  if (form === 'share') notes.push(t('shareRule'), ...unevenNote(panels))
  if (granularity === 'hour') notes.push(t('hourRule', { range: formatRange(range.from, range.to) }))
  if (form !== 'share' && periods.some(({ partial }) => partial)) notes.push(t('partial'))
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
