import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Input } from '../../electron/contract/index.ts'
import type { Job } from '../../electron/contract/methods/jobs.ts'
import { api } from '../api/index.ts'
import { report } from '../components/tell.ts'

/** Work that takes its time: what runs, what ended and was not put away yet, and how to start, cancel and go on with it. */
export const useJobs = defineStore('jobs', () => {
  const jobs = shallowRef<ReadonlyMap<number, Job>>(new Map())
  const seen = ref<ReadonlySet<number>>(new Set())
  /** Ended before this page opened: history, not news. */
  let first = true

  const running = computed(() => [...jobs.value.values()].filter((job) => job.state === 'running'))
  /** Ended while the page was open; those that went well put themselves away when their data shows. */
  const ended = computed(() =>
    [...jobs.value.values()].filter((job) => job.state !== 'running' && !seen.value.has(job.id)).toReversed(),
  )
  /** The newest sync that has ended. */
  const lastSync = computed(() => {
    const all = [...jobs.value.values()].filter((job) => job.kind === 'sync' && job.state !== 'running')
    return all.reduce<Job | null>((last, job) => (last === null || job.id > last.id ? job : last), null)
  })
  const syncing = computed(() => running.value.find((job) => job.kind === 'sync') ?? null)

  function told(job: Job): void {
    jobs.value = new Map(jobs.value).set(job.id, job)
  }
  async function load(): Promise<void> {
    const list = await api.call('jobs.list', { limit: 20 })
    if (first) seen.value = new Set(list.filter((job) => job.state !== 'running').map((job) => job.id))
    first = false
    jobs.value = new Map(list.toReversed().map((job) => [job.id, job]))
  }
  function start(): void {
    api.on('job', told)
    const again = () => void load().catch(() => undefined)
    api.on('changed', ({ what }) => {
      if (what !== 'workspace') return
      first = true
      again()
    })
    api.onceLinkedAgain(again)
  }

  /** Starts something; a refusal is told in words. */
  async function begin(call: Promise<{ job: number | null }>): Promise<number | null> {
    try {
      return (await call).job
    } catch (thrown) {
      report(thrown)
      return null
    }
  }
  return {
    running,
    ended,
    syncing,
    lastSync,
    load,
    start,
    begin,
    sync: (input: Input<'sync.start'>) => begin(api.call('sync.start', input)),
    daily: (scope: Input<'sync.daily'>['scope']) => begin(api.call('sync.daily', { scope })),
    resume: () => begin(api.call('sync.resume', {})),
    cancel: (job: number) => api.call('jobs.cancel', { job }).catch(report),
    dismiss: (job: number) => {
      seen.value = new Set(seen.value).add(job)
    },
  }
})
