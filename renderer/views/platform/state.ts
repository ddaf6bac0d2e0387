import { seriesFields } from '../../components/series/state.ts'
import { choiceField, useViewState } from '../../router/view-state.ts'

export const VIEW = 'platform'

/** metrics: what the platform's report says. apps: that against the sum of apps. reports: the apps' own reports against each other. */
export const TABS = ['metrics', 'apps', 'reports'] as const
export type Tab = (typeof TABS)[number]

/** Things the platform and the apps' reports both count, in the order they stand. */
export const MEASURES = ['sessions', 'new-users', 'users', 'weekly-users', 'monthly-users', 'page-views'] as const
export type Measure = (typeof MEASURES)[number]
/** Things that several reports of an app count. */
export const COUNTED = ['sessions', 'new-users'] as const
export type Counted = (typeof COUNTED)[number]

/** What the view keeps in the address. */
export const usePlatformState = () =>
  useViewState(VIEW, {
    ...seriesFields,
    tab: choiceField(TABS),
    /** What is looked at day by day, platform against apps. */
    of: choiceField(MEASURES),
    /** What the reports are compared by. */
    counted: choiceField(COUNTED),
  })
