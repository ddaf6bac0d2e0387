import { memberFields } from '../../components/members/use-member-view.ts'
import { choiceField, listField, textField, useViewState } from '../../router/view-state.ts'

export const VIEW = 'sources'

/** Groups of sources, or the scenes in them. */
export const LEVELS = ['groups', 'scenes'] as const
export type Level = (typeof LEVELS)[number]
/** What the whole range is made of, or how that moved. */
export const CHARTS = ['mix', 'time'] as const
export type Chart = (typeof CHARTS)[number]
export const STEPS = ['week', 'day', 'month'] as const
export type Step = (typeof STEPS)[number]

/** What the view keeps in the address. */
export const useSourcesState = () =>
  useViewState(VIEW, {
    ...memberFields,
    level: choiceField(LEVELS),
    chart: choiceField(CHARTS),
    /** The periods of the chart over time. */
    by: choiceField(STEPS),
    /** The source that is followed in several apps, by its id; the largest where empty. */
    source: textField,
    /** The groups that stand open in the table, by their keys. */
    open: listField(),
  })
