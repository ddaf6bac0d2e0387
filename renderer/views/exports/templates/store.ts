import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Input } from '../../../../electron/contract/index.ts'
import { api, LinkLost } from '../../../api/index.ts'
import { report } from '../../../components/tell.ts'
import { coalesced } from '../../../stores/coalesced.ts'
import { useJobs } from '../../../stores/jobs.ts'
import type { Logo, Template } from './body.ts'

/** The templates of the open history, and those that are being run. */
export const useTemplates = defineStore('templates', () => {
  const jobs = useJobs()
  const list = shallowRef<readonly Template[] | null>(null)
  const error = shallowRef<unknown>(null)
  /** The job of a run begun on this page, by its template. */
  const begun = shallowRef<ReadonlyMap<number, number>>(new Map())
  const byId = computed(() => new Map((list.value ?? []).map((template) => [template.id, template])))

  const load = coalesced(async () => {
    try {
      list.value = await api.call('templates.list', {})
      error.value = null
    } catch (thrown) {
      if (!(thrown instanceof LinkLost)) error.value = thrown
    }
  })
  let started = false
  /** Follows what is changed elsewhere: another window, the command line's door, the schedule. */
  function start(): void {
    if (started) return
    started = true
    api.on('changed', ({ what }) => {
      if (what === 'templates' || what === 'workspace') void load()
    })
    api.on('job', (job) => {
      if (job.kind === 'export' && job.state !== 'running') void load()
    })
    api.onceLinkedAgain(() => void load())
    void load()
  }

  /** Begins a run; a refusal is told. */
  async function run(id: number, some: Omit<Input<'templates.run'>, 'template'> = {}): Promise<boolean> {
    try {
      const { job } = await api.call('templates.run', { template: id, ...some })
      begun.value = new Map(begun.value).set(id, job)
      return true
    } catch (thrown) {
      report(thrown)
      return false
    }
  }
  const runningOf = (id: number) => jobs.running.find((job) => job.id === begun.value.get(id)) ?? null
  async function logoOf(id: number): Promise<Logo | null> {
    return (await api.call('templates.logo', { id })).logo
  }
  const remove = (id: number) => api.call('templates.remove', { id })
  return { list, byId, error, load, start, run, runningOf, logoOf, remove }
})
