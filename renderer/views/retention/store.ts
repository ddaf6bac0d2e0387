import { defineStore } from 'pinia'
import { computed } from 'vue'
import { dayOf } from '../../../electron/contract/calendar.ts'
import type { Input } from '../../../electron/contract/index.ts'
import { api } from '../../api/index.ts'
import { useAppsShown } from '../../components/report/apps-shown.ts'
import { beforeRangeOf } from '../../components/series/ask.ts'
import { dayNumber } from '../../format/dates.ts'
import { useApps } from '../../stores/apps.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { useQuestion } from '../../stores/question.ts'
import { useScope } from '../../stores/scope.ts'
import { useSettings } from '../../stores/settings.ts'
import { useStatus } from '../../stores/status.ts'
import { kindOf, cohortRows } from './cohorts.ts'
import { useRetentionState, VIEW } from './state.ts'
import { t } from './texts.ts'

/** Points on fewer people say nothing of an app: they are left out of the band. */
export const MIN_BASE = 30
/** The address's word for no band; no tag is called so. */
export const NOBODY = '-'

/** Retention: the cohorts of one app, and by age those of one, some or all apps, with the middle of the apps they are held against. */
export const useRetention = defineStore(VIEW, () => {
  const scope = useScope()
  const apps = useApps()
  const status = useStatus()
  const settings = useSettings()
  const catalogue = useCatalogue()
  const shown = useAppsShown({ view: VIEW })
  const { values: state, change } = useRetentionState()
  const options = { view: VIEW, again: () => apps.list.length }

  const held = computed(() => state.band.value !== NOBODY)
  const tag = computed(() => (apps.tags.some((each) => each.tag === state.band.value) ? state.band.value : ''))
  const common = computed((): Input<'query.cohorts'> | null =>
    shown.scope
      ? {
          report: VIEW,
          granularity: kindOf(scope.granularity),
          range: scope.range,
          scope: shown.scope,
          band: tag.value === '' ? scope.apps : { apps: [], tags: [tag.value] },
          minBase: MIN_BASE,
          ...scope.asOf,
        }
      : null,
  )
  const cohorts = useQuestion(
    () => common.value,
    (asked) => api.call('query.cohorts', asked),
    options,
  )
  const before = useQuestion(
    () => {
      const range = beforeRangeOf(scope.range, scope.scope.compare)
      return common.value && range && { ...common.value, range }
    },
    async (asked) => ({ range: asked.range, ...(await api.call('query.cohorts', asked)) }),
    options,
  )
  const table = useQuestion(
    (): Input<'query.table'> | null =>
      shown.mode === 'one' && shown.scope
        ? {
            report: VIEW,
            granularity: kindOf(scope.granularity),
            range: scope.range,
            scope: shown.scope,
            ...scope.asOf,
          }
        : null,
    (asked) => api.call('query.table', asked),
    options,
  )

  /** The last day that is over, as of the moment looked back to. */
  const newest = computed(() => {
    const last = dayNumber(status.yesterday)
    return scope.scope.asOf === null ? last : Math.min(last, dayOf(Date.parse(scope.scope.asOf)) - 1)
  })
  const ages = computed(() => cohorts.answer.value?.ages ?? [])
  const rows = computed(() =>
    table.answer.value === null ? [] : cohortRows(table.answer.value, ages.value, newest.value, settings.locale),
  )
  const lacking = computed(() =>
    (cohorts.answer.value?.apps ?? []).filter((app) => app.cohorts === 0).map(({ appId }) => appId),
  )
  return {
    shown,
    state,
    change,
    tag,
    held,
    kind: computed(() => kindOf(cohorts.answer.value?.granularity ?? scope.granularity)),
    report: computed(() => catalogue.reports.find(({ id }) => id === VIEW) ?? null),
    ages,
    cohorts: cohorts.answer,
    before: before.answer,
    /** The cohorts of the one app, oldest first. */
    rows,
    /** The newest reply the cohorts came from. */
    source: computed(() => cohorts.answer.value?.apps[0]?.source ?? null),
    /** Whose apps make the band, in words. */
    bandOf: computed(() => (tag.value === '' ? t('bandScope') : t('bandTag', { tag: tag.value }))),
    lacking,
    blank: computed(() => cohorts.answer.value !== null && lacking.value.length === cohorts.answer.value.apps.length),
    answered: computed(() => cohorts.answer.value !== null && (shown.mode !== 'one' || table.answer.value !== null)),
    loading: computed(() => cohorts.loading.value || table.loading.value || before.loading.value),
    error: computed(() => cohorts.error.value ?? table.error.value ?? before.error.value),
    load: async () => {
      await Promise.all([cohorts.load(), before.load(), table.load()])
    },
  }
})
export type Retention = ReturnType<typeof useRetention>
