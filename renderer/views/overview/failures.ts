import { computed } from 'vue'
import type { SyncFailure } from '../../../electron/contract/methods/jobs.ts'
import { useJobs } from '../../stores/jobs.ts'

/** By app, what the newest sync could not do. */
export function useFailures() {
  const jobs = useJobs()
  const byApp = computed<ReadonlyMap<number, SyncFailure>>(() => {
    const failed = jobs.lastSync?.sync?.failed ?? []
    return new Map(failed.map((failure) => [failure.appId, failure]))
  })
  return { byApp }
}
