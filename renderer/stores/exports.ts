import { defineStore } from 'pinia'
import { useRoute } from 'vue-router'
import type { Input } from '../../electron/contract/index.ts'
import type { Job } from '../../electron/contract/methods/jobs.ts'
import { api } from '../api/index.ts'
import { baseName, revealFile } from '../api/reveal.ts'
import { report, tell } from '../components/tell.ts'
import { t } from '../i18n/texts.ts'
import { useScope } from './scope.ts'
import { useSettings } from './settings.ts'
import { useStatus } from './status.ts'

export type ExportQuestion = Omit<Input<'export.start'>, 'path' | 'force'>
/** What a view may say about the workbook it wants; the rest is what the page is about. */
export type ExportChoice = Partial<ExportQuestion> & {
  /** What the file is called between "Cygnet" and its days. */
  readonly name?: string
}

/** A table of the page as a workbook of its own: the question the page asks for it, and what the file is called. */
export interface TableChoice {
  readonly asked: Input<'export.table'>['asked']
  readonly name: string
  /** The days in the file's name; the page's where absent, null for none. */
  readonly days?: Range | null
}
interface Range {
  readonly from: string
  readonly to: string
}

/** Workbooks: written by a job from the question the page asks, told with the way to the file when they are there. */
export const useExports = defineStore('exports', () => {
  const scope = useScope()
  const status = useStatus()
  const settings = useSettings()
  const route = useRoute()

  /** The question the page stands on now. */
  const question = (): ExportQuestion => ({
    range: scope.range,
    compare: scope.scope.compare,
    scope: scope.apps,
    locale: settings.locale,
    // Where the page does not show it, it was chosen for another view.
    ...(route.meta.view?.granular ? { granularity: scope.granularity } : {}),
    ...scope.asOf,
  })

  /** Asks where to, and begins. Answers the job; null where the person thought better of it or it could not begin (which is told). */
  async function exportNow({ name, ...some }: ExportChoice = {}): Promise<number | null> {
    const asked = { ...question(), ...some }
    return exportAs(asked, fileName(name ?? t('exports.name'), asked.range))
  }

  const exportAs = (asked: ExportQuestion, suggested: string) =>
    begin(KIND[asked.format ?? 'xlsx'], suggested, (file) => api.call('export.start', { ...asked, ...file }))

  /** Every row of it: the question is asked again where the workbook is written. */
  const exportTable = ({ asked, name, days = scope.range }: TableChoice) =>
    begin('workbook', fileName(name, days), (file) =>
      api.call('export.table', { asked, locale: settings.locale, ...file }),
    )

  async function begin(
    kind: 'workbook' | 'data',
    name: string,
    write: (file: { path: string; force: boolean }) => Promise<{ job: number }>,
  ): Promise<number | null> {
    try {
      const { path } = await api.call('files.save', { kind, name })
      if (path === null) return null
      // The desktop's own dialog has asked about a file of that name.
      return (await write({ path, force: status.desktop })).job
    } catch (thrown) {
      report(thrown)
      return null
    }
  }

  const reveal = (path: string) => revealFile(path).catch(report)
  const revealLabel = () => (status.desktop ? t('exports.show') : t('exports.download'))

  function ended(job: Job): void {
    if (job.kind !== 'export' || job.state !== 'done' || !job.export) return
    const { path, files = [], differing } = job.export
    // whether one made again is the same is told where that was asked for
    if (differing !== undefined) return
    const many = files.length > 1
    const words = many
      ? t('exports.doneMany', { n: files.length, name: baseName(path) })
      : t('exports.done', { name: baseName(path) })
    tell(words, { label: revealLabel(), run: () => reveal(path) })
  }
  /** Tells of every workbook that is finished while the page is open. */
  function start(): void {
    api.on('job', ended)
  }
  return { question, exportNow, exportAs, exportTable, reveal, revealLabel, start }
})

/** The longest name a file system takes, with room for ` (12)`. */
const NAME_MAX = 110

/** What is asked of the system's dialog for a file of this format. */
const KIND = { xlsx: 'workbook', csv: 'data', 'csv.gz': 'data' } as const

/** `Cygnet 对比 2026-11-01–2026-11-23.xlsx`, without what a file may not be called. */
export function fileName(name: string, range: Range | null): string {
  const days = range && (range.from === range.to ? range.from : `${range.from}–${range.to}`)
  const tail = days === null ? '.xlsx' : ` ${days}.xlsx`
  const clean = `Cygnet ${name}`.replaceAll(/[\p{Cc}<>:"/\\|?*]/gu, ' ').replaceAll(/\s+/g, ' ')
  return (
    clean
      .slice(0, NAME_MAX - tail.length)
      .toWellFormed()
      .trim() + tail
  )
}
