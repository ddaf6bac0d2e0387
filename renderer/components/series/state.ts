import { choiceField, listField } from '../../router/view-state.ts'
import { SCALES } from './multiples.ts'

/** What a view of a report by time keeps in the address. */
export const seriesFields = {
  /** Metrics drawn, by their keys within the report; the usual ones where empty. */
  m: listField(),
  /** Several metrics on one chart, or a chart each. */
  form: choiceField(['together', 'apart']),
  /** Small charts on one scale, or each on its own. */
  scale: choiceField(SCALES),
}

/** More charts above each other cannot be read together. */
export const MOST_DRAWN = 4

/** A metric more or less; the last stays, and of too many the oldest goes. */
export function toggled(drawn: readonly string[], metric: string): readonly string[] {
  if (!drawn.includes(metric)) return [...drawn, metric].slice(-MOST_DRAWN)
  return drawn.length > 1 ? drawn.filter((each) => each !== metric) : drawn
}
