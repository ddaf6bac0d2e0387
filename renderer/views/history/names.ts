import { computed } from 'vue'
import { inLocale } from '../../i18n/locale.ts'
import { useCatalogue } from '../../stores/catalogue.ts'
import { t } from './texts.ts'

/** What reports, their variants and metrics are called, and the platform among the apps. */
export function useNames() {
  const catalogue = useCatalogue()
  const reports = computed(() => new Map(catalogue.reports.map((report) => [report.id, report])))
  const variant = (id: string, key: string) => {
    const found = reports.value.get(id)?.variants.find((each) => each.key === key)
    return found && key !== '' ? inLocale(found.name) : ''
  }
  const report = (id: string) => {
    const found = reports.value.get(id)
    return found ? inLocale(found.name) : id
  }
  return {
    app: (id: number, name: string) => (id === 0 ? t('platform') : name),
    report,
    variant,
    /** `终端分析 · 机型`. */
    series: (id: string, key: string) => [report(id), variant(id, key)].filter(Boolean).join(' · '),
    metric: (id: string, key: string) => {
      const found = catalogue.metrics.get(`${id}/${key}`)
      return found ? inLocale(found.metric.name) : key
    },
  }
}
export type Names = ReturnType<typeof useNames>
