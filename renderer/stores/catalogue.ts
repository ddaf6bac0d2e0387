import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Output } from '../../electron/contract/index.ts'
import { api } from '../api/index.ts'

export type ReportInfo = Output<'reports.list'>[number]
export type MetricInfo = ReportInfo['metrics'][number]

/** The reports and their metrics: names, definitions, units, rules. It never changes while the program runs. */
export const useCatalogue = defineStore('catalogue', () => {
  const reports = shallowRef<readonly ReportInfo[]>([])
  const metrics = computed(() => {
    const all = new Map<string, { report: ReportInfo; metric: MetricInfo }>()
    for (const report of reports.value)
      for (const metric of report.metrics) all.set(`${report.id}/${metric.key}`, { report, metric })
    return all
  })

  async function load(): Promise<void> {
    if (reports.value.length === 0) reports.value = await api.call('reports.list', {})
  }
  return {
    reports,
    /** By `report/metric`. */
    metrics,
    load,
  }
})
