import { computed, ref, shallowRef } from 'vue'
import type { ExportInput } from '../../../../electron/contract/methods/jobs.ts'
import type { Input, Output } from '../../../../electron/contract/index.ts'
import { api } from '../../../api/index.ts'
import { baseName } from '../../../api/reveal.ts'
import { chooseFile } from '../../../api/files.ts'
import { report } from '../../../components/tell.ts'
import { useExports } from '../../../stores/exports.ts'
import { useQuestion } from '../../../stores/question.ts'
import { useStatus } from '../../../stores/status.ts'
import type { Cell } from '../cells.ts'
import { useHistoryState, VIEW } from '../state.ts'
import { t } from './texts.ts'

export const SINCE_PAGE = 300
export type Sent = Output<'exports.recent'>[number]
type Query = Omit<Input<'export.start'>, 'path' | 'force'>

/** What has changed since a workbook, told the same way for one of the list and for a file. */
export interface SinceAnswer {
  readonly name: string
  readonly path: string | null
  readonly at: string
  /** Values held against each other, where that was counted. */
  readonly compared: number | null
  readonly changed: number
  readonly reports: readonly { readonly report: string; readonly cells: number }[]
  readonly cells: readonly Cell[]
  readonly edited: readonly string[]
  readonly removed: readonly string[]
  /** To make it again; null where the question is no longer known. */
  readonly query: Query | null
}

type Asked = { readonly job: number; readonly limit: number } | { readonly path: string; readonly limit: number }

export function useSince() {
  const status = useStatus()
  const exports = useExports()
  const { values: state, change } = useHistoryState()
  const limit = ref(SINCE_PAGE)
  /** A file from elsewhere; not in the address, for it is only there until the door closes. */
  const file = shallowRef<{ readonly path: string; readonly name: string } | null>(null)

  const recent = useQuestion(
    () => ({ limit: 100 }),
    (asked) => api.call('exports.recent', asked),
    { view: VIEW },
  )
  const list = computed(() => (recent.answer.value ?? []).filter(({ input }) => input !== null))
  const job = computed(() => state.job.value)
  const question = useQuestion(
    (): Asked | null => {
      if (file.value) return { path: file.value.path, limit: limit.value }
      return job.value === 0 || !recent.answer.value ? null : { job: job.value, limit: limit.value }
    },
    (asked) => ('path' in asked ? ofFile(asked, file.value?.name ?? '') : ofJob(asked, list.value)),
    { view: VIEW },
  )
  async function choose(id: number): Promise<void> {
    file.value = null
    limit.value = SINCE_PAGE
    await change({ job: id })
  }
  async function open(): Promise<void> {
    try {
      const chosen = await chooseFile('workbook', status.desktop)
      if (!chosen) return
      limit.value = SINCE_PAGE
      file.value = chosen
      await change({ job: 0 })
    } catch (thrown) {
      report(thrown)
    }
  }
  /** With the data of now, or (from the file itself) as it was. */
  function again({ query, name }: SinceAnswer): void {
    if (query) void exports.exportAs(query, name)
  }
  async function reproduce({ path, name }: SinceAnswer): Promise<void> {
    if (path === null) return
    try {
      const suggested = `${t('reproduceName', { name: name.replace(/\.xlsx$/, '') })}.xlsx`
      const { path: out } = await api.call('files.save', { kind: 'workbook', name: suggested })
      if (out !== null) await api.call('export.reproduce', { path, out, force: status.desktop, edited: true })
    } catch (thrown) {
      report(thrown)
    }
  }
  return { recent, list, job, file, question, limit, choose, open, again, reproduce }
}

async function ofJob({ job, limit }: { job: number; limit: number }, list: readonly Sent[]): Promise<SinceAnswer> {
  const answer = await api.call('history.changedSince', { job, limit })
  const sent = list.find((each) => each.job === job)
  return {
    name: sent ? baseName(sent.path) : '',
    path: sent?.exists ? sent.path : null,
    at: answer.since,
    compared: null,
    changed: answer.total,
    reports: answer.reports,
    cells: answer.cells,
    edited: [],
    removed: [],
    query: sent?.input ? withoutMoment(sent.input) : null,
  }
}

async function ofFile({ path, limit }: { path: string; limit: number }, name: string): Promise<SinceAnswer> {
  const found = await api.call('export.inspect', { path, limit })
  const reports = Map.groupBy(found.changes, (each) => each.report)
  return {
    name,
    path,
    at: found.madeAt,
    compared: found.compared,
    changed: found.changed,
    // only of those told one by one, so not where there are more
    reports:
      found.changed > found.changes.length ? [] : [...reports].map(([id, own]) => ({ report: id, cells: own.length })),
    cells: found.changes.map(({ now, ...each }): Cell => ({ ...each, after: now })),
    edited: found.edited,
    removed: found.removed,
    query: withoutMoment(found.query),
  }
}

/** The same question about now. */
function withoutMoment(query: Omit<ExportInput, 'path' | 'force' | 'locale' | 'format'>): Query {
  const { asOf, ...rest } = query
  return asOf === undefined ? query : rest
}
