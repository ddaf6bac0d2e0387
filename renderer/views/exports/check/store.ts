import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute } from 'vue-router'
import type { Output } from '../../../../electron/contract/index.ts'
import { api, LinkLost } from '../../../api/index.ts'
import { baseName } from '../../../api/reveal.ts'
import { report } from '../../../components/tell.ts'
import { useExports } from '../../../stores/exports.ts'
import { useStatus } from '../../../stores/status.ts'
import { useExportsState } from '../state.ts'
import { t } from './texts.ts'

export type Inspected = Output<'export.inspect'>
/** A workbook made again: where it is, and the sheets that are not what they were. */
export interface Remade {
  readonly path: string
  readonly differing: readonly string[]
}

/** Changes told one by one. */
const LISTED = 2000
const NAME_MAX = 100

/** A workbook that was written once: what it says of itself, what is others now, and making it again. */
export const useCheck = defineStore('export-check', () => {
  const state = useExportsState()
  const route = useRoute()
  const status = useStatus()
  const exports = useExports()
  const found = shallowRef<Inspected | null>(null)
  const error = shallowRef<unknown>(null)
  const looking = ref(false)
  const remaking = ref(false)
  const remade = shallowRef<Remade | null>(null)
  /** The stored data that was compared with. */
  const version = ref(0)

  const file = computed(() => state.values.file.value)
  /** Newer data came since: what differs now may be more. */
  const outdated = computed(() => found.value !== null && version.value !== status.dataVersion)

  let asked = 0
  async function look(): Promise<void> {
    const own = ++asked
    found.value = remade.value = error.value = null
    looking.value = file.value !== ''
    if (file.value === '') return
    version.value = status.dataVersion
    try {
      const answer = await api.call('export.inspect', { path: file.value, limit: LISTED })
      if (own === asked) found.value = answer
    } catch (thrown) {
      if (own === asked && !(thrown instanceof LinkLost)) error.value = thrown
    } finally {
      if (own === asked) looking.value = false
    }
  }
  let started = false
  /** Reads the file the address means, once it is looked at: a large workbook is not read again for every new reply. */
  function start(): void {
    if (started) return
    started = true
    let read = ''
    watch(
      [file, () => route.name === 'exports' && state.values.part.value === 'check'] as const,
      ([path, shown]) => {
        if (!shown || path === read) return
        read = path
        void look()
      },
      { immediate: true },
    )
  }
  const open = (path: string) => state.change({ part: 'check', file: path })

  /** Writes it anew, value for value, and tells whether it is the same; a dismissed dialog changes nothing. */
  async function remake(): Promise<void> {
    const now = found.value
    if (!now) return
    try {
      const name = t('remadeName', {
        name: baseName(now.path)
          .replace(/\.xlsx$/i, '')
          .slice(0, NAME_MAX),
      })
      const { path } = await api.call('files.save', { kind: 'workbook', name: `${name}.xlsx` })
      if (path === null) return
      remaking.value = true
      const edited = now.edited.length > 0
      const { job } = await api.call('export.reproduce', { path: now.path, out: path, force: status.desktop, edited })
      const ended = await api.call('jobs.wait', { job })
      if (found.value !== now || !ended.export) return
      remade.value = { path: ended.export.path, differing: ended.export.differing ?? [] }
    } catch (thrown) {
      report(thrown)
    } finally {
      remaking.value = false
    }
  }
  /** The same question, with the data of now. */
  async function renew(): Promise<void> {
    const now = found.value
    if (!now) return
    const newest = { ...now.query, locale: now.locale }
    delete newest.asOf
    await exports.exportAs(newest, baseName(now.path))
  }
  return { file, found, error, looking, outdated, remaking, remade, look, start, open, remake, renew }
})
