import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute } from 'vue-router'
import type { ExportPreview } from '../../../electron/contract/methods/export-preview.ts'
import { AppError } from '../../../electron/contract/errors.ts'
import type { Locale } from '../../../electron/contract/primitives.ts'
import { api, LinkLost } from '../../api/index.ts'
import { t as frame } from '../../i18n/texts.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { fileName, useExports } from '../../stores/exports.ts'
import { useJobs } from '../../stores/jobs.ts'
import { useScope } from '../../stores/scope.ts'
import { useSettings } from '../../stores/settings.ts'
import { useStatus } from '../../stores/status.ts'
import { readChosen, writeChosen } from './chosen.ts'

export type Format = 'xlsx' | 'csv' | 'csv.gz'

/** Typing and ticking settle before the workbook is worked out anew. */
const SETTLE_MS = 250
const FETCHABLE: ReadonlySet<string> = new Set(['not-fetched', 'not-fetched-range'])

/** What the next workbook is to hold, and what it will. */
export const useExportForm = defineStore('export-form', () => {
  const scope = useScope()
  const status = useStatus()
  const settings = useSettings()
  const catalogue = useCatalogue()
  const exports = useExports()
  const jobs = useJobs()
  const route = useRoute()

  /** Report ids left out: a report that is new some day is in. */
  const without = shallowRef<ReadonlySet<string>>(readChosen())
  const language = ref<Locale | null>(null)
  const format = ref<Format>('xlsx')
  const typedName = ref<string | null>(null)
  const preview = shallowRef<ExportPreview | null>(null)
  const error = shallowRef<unknown>(null)
  const looking = ref(false)
  /** Requests a fetch of what is missing would make; null while it is not known. */
  const requests = ref<number | null>(null)

  const reports = computed(() => catalogue.reports.filter(({ id }) => !without.value.has(id)).map(({ id }) => id))
  const locale = computed(() => language.value ?? settings.locale)
  const question = computed(() => ({
    ...exports.question(),
    locale: locale.value,
    format: format.value,
    reports: reports.value.length === catalogue.reports.length ? [] : reports.value,
  }))
  const usualName = computed(() => fileName(frame('exports.name'), scope.range))
  const name = computed(() => typedName.value ?? usualName.value.replace(/\.xlsx$/, ''))
  const fetchable = computed(() => {
    if (!preview.value || scope.scope.asOf !== null) return []
    const lacking = preview.value.missing.filter(({ reason }) => FETCHABLE.has(reason)).map(({ report }) => report)
    return [...new Set(preview.value.uncompared > 0 ? reports.value : lacking)]
  })
  const wanted = computed(() => ({
    ...scope.wanted,
    reports: fetchable.value,
    ...(scope.scope.granularity === 'day' ? {} : { granularities: [scope.scope.granularity] }),
  }))

  let asked = 0
  async function look(): Promise<void> {
    if (reports.value.length === 0) {
      preview.value = null
      return
    }
    const own = ++asked
    looking.value = true
    try {
      const answer = await api.call('export.preview', question.value)
      if (own !== asked) return
      preview.value = answer
      error.value = null
      requests.value = null
      if (fetchable.value.length > 0) requests.value = (await api.call('sync.plan', wanted.value)).requests
    } catch (thrown) {
      const gone = thrown instanceof LinkLost || AppError.from(thrown).code === 'cancelled'
      if (own === asked && !gone) error.value = thrown
    } finally {
      if (own === asked) looking.value = false
    }
  }

  let timer = 0
  let looked = ''
  /** Works it out again whenever the question changes or its answer may have, but only while somebody sees it. */
  function start(): void {
    const due = computed(() => `${status.dataVersion} ${catalogue.reports.length} ${JSON.stringify(question.value)}`)
    watch(
      [due, () => route.name === 'exports'],
      ([now, seen]) => {
        window.clearTimeout(timer)
        if (!seen || now === looked) return
        timer = window.setTimeout(() => {
          looked = now
          void look()
        }, SETTLE_MS)
      },
      { immediate: true },
    )
  }
  function choose(next: ReadonlySet<string>): void {
    without.value = next
    writeChosen(next)
  }
  const run = () => exports.exportAs(question.value, `${name.value.trim() || 'Cygnet'}.${format.value}`)
  return {
    without,
    /** The reports chosen. */
    reports,
    /** The language chosen for it; null as the page's. */
    language,
    question,
    locale,
    format,
    name,
    typedName,
    preview,
    error,
    looking,
    requests,
    fetchable,
    running: computed(() => jobs.running.find((job) => job.kind === 'export') ?? null),
    start,
    look,
    choose,
    setLanguage: (next: Locale) => (language.value = next),
    run,
    fetch: () => jobs.sync(wanted.value),
  }
})
