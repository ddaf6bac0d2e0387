import { againstField } from '../../components/members/against.ts'
import { HEATS } from '../../components/members/heat.ts'
import { choiceField, useViewState } from '../../router/view-state.ts'

export const VIEW = 'habits'

/** The report's variants, in the order they stand. */
export const HABITS = ['depth', 'time', 'interval', 'frequency'] as const
export type Habit = (typeof HABITS)[number]

/** What the view keeps in the address. */
export const useHabitsState = () =>
  useViewState(VIEW, {
    /** The distribution whose numbers are listed below the charts. */
    tab: choiceField(HABITS),
    against: againstField,
    heat: choiceField(HEATS),
    down: choiceField(['auto', 'members', 'sides']),
  })
