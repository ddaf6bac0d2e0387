import type { AskedTable } from '../../contract/methods/export-table.ts'
import type { Locale } from '../../contract/primitives.ts'
import { fill } from '../excel/i18n/index.ts'
import { changeOf, changesSheet, groupsSheet } from '../excel/page-table/changes.ts'
import { coverageSheets } from '../excel/page-table/coverage.ts'
import { lagSheets } from '../excel/page-table/lag.ts'
import { launchSheets } from '../excel/page-table/launch.ts'
import { platformSheets } from '../excel/page-table/platform.ts'
import { reconcileSheets } from '../excel/page-table/reconcile.ts'
import { repliesSheet } from '../excel/page-table/replies.ts'
import type { PageTable } from '../excel/page-table/types.ts'
import { asOfText, type Words } from '../excel/page-table/words.ts'
import { momentText } from '../excel/refs.ts'
import { historyChangedSince } from '../service/history-changed-since.ts'
import { historyCoverage } from '../service/history-coverage.ts'
import { historyLag } from '../service/history-lag.ts'
import { historyList } from '../service/history-list.ts'
import { historyRestatements } from '../service/history-restatements.ts'
import { queryOver } from '../service/query-over.ts'
import type { Store } from '../store/open.ts'
import { inspectWorkbook } from './export-again.ts'

/** What a table's question is answered from. */
export interface Asking {
  readonly store: Store
  readonly now: number
  readonly version: string
  readonly locale: Locale
  /** Whether the platform has something to show. */
  readonly platform: boolean
  readonly words: Words
}

/** Rows of a long list that a workbook holds: more is no table that anybody reads. */
export const MOST_ROWS = 100_000

type Asked<T extends AskedTable['table']> = Extract<AskedTable, { table: T }>['question']
type Facts = PageTable['facts']

/** The page's question, asked again, and its answer as sheets. Throws what the question throws. */
export async function askTable(asking: Asking, asked: AskedTable): Promise<PageTable> {
  const { store, words } = asking
  const query = () =>
    queryOver(
      store,
      () => asking.now,
      () => asking.locale,
    )
  switch (asked.table) {
    case 'coverage':
      return coverage(asking, asked.question)
    case 'replies':
      return replies(asking, asked.question)
    case 'restatements':
      return restatements(asking, asked.question)
    case 'changed-since':
      return changedSince(asking, asked.question)
    case 'changed-file':
      return changedFile(asking, asked.question)
    case 'lag':
      return lag(asking, asked.question)
    case 'platform': {
      const answer = await query().platform(asked.question)
      const { against } = words.p
      const counted: Facts = [
        [against.ofPlatform, String(answer.appsOfPlatform ?? '—')],
        [against.here, String(answer.appsHere)],
      ]
      return {
        title: words.shared.pageTables.platform,
        facts: [period(words, asked.question.range), version(words, asked.question.asOf), ...counted],
        sheets: platformSheets(words, answer),
      }
    }
    case 'reconcile':
      return {
        title: words.shared.pageTables.reconcile,
        facts: aboutScope(words, asked.question),
        sheets: reconcileSheets(words, await query().reconcile(asked.question)),
      }
    case 'launch': {
      const [first] = asked.question
      const answers = await Promise.all(asked.question.map((one) => query().launch(one)))
      return {
        title: words.shared.pageTables.launch,
        facts: first ? [scopeFact(words, first.scope), version(words, first.asOf)] : [],
        sheets: launchSheets(words, answers),
      }
    }
  }
}

async function coverage({ store, now, platform, words }: Asking, question: Asked<'coverage'>): Promise<PageTable> {
  const answer = await historyCoverage(store, question, { now, platform })
  return {
    title: words.shared.pageTables.coverage,
    facts: [...aboutScope(words, question), reportsFact(words, question.reports)],
    sheets: coverageSheets(words, answer),
  }
}

function replies({ store, words }: Asking, question: Asked<'replies'>): PageTable {
  const limit = MOST_ROWS
  const list = historyList(store, { ...question, limit: limit + 1 })
  const { range, apps, report, until } = question
  const reports = report === undefined ? [] : [report]
  return {
    title: words.shared.pageTables.replies,
    facts: [
      ...(range ? [period(words, range)] : []),
      scopeFact(words, { apps: apps ?? [], tags: [] }),
      reportsFact(words, reports),
      version(words, until),
    ],
    sheets: [repliesSheet(words, list.slice(0, limit), list.length > limit ? [cutOff(words, `> ${limit}`)] : [])],
  }
}

async function restatements({ store, locale, words }: Asking, question: Asked<'restatements'>): Promise<PageTable> {
  const answer = await historyRestatements(store, { ...question, limit: MOST_ROWS, offset: 0 }, locale)
  const { changes } = words.p
  const notes = [changes.stepsNote, ...cutNote(words, answer.total)]
  return {
    title: words.shared.pageTables.restatements,
    facts: [
      period(words, question.range),
      scopeFact(words, question.scope),
      reportsFact(words, question.reports),
      ...moments(words, question.since, question.until),
    ],
    sheets: [
      changesSheet(words, words.shared.pageTables.restatements, answer.cells, notes),
      groupsSheet(words, answer.groups),
    ],
  }
}

async function changedSince({ store, locale, words }: Asking, question: Asked<'changed-since'>): Promise<PageTable> {
  const answer = await historyChangedSince(store, { ...question, limit: MOST_ROWS, offset: 0 }, locale)
  const { changes } = words.p
  const sent = question.job !== undefined
  const title = words.shared.pageTables[sent ? 'changed-file' : 'changed-since']
  const { range, scope, reports, asOf } = question
  return {
    title,
    facts: [
      ...(range ? [period(words, range)] : []),
      ...(sent ? [] : [scopeFact(words, scope), reportsFact(words, reports)]),
      ...moments(words, answer.since, asOf),
    ],
    sheets: [changesSheet(words, title, answer.cells, [changes.netNote, ...cutNote(words, answer.total)])],
  }
}

async function changedFile(asking: Asking, { path }: Asked<'changed-file'>): Promise<PageTable> {
  const { store, words } = asking
  const found = await inspectWorkbook(store, asking, { path, limit: MOST_ROWS })
  const { changes } = words.p
  const title = words.shared.pageTables['changed-file']
  return {
    title,
    facts: [
      [changes.workbook, found.path],
      period(words, found.query.range),
      ...moments(words, found.madeAt, undefined),
    ],
    sheets: [changesSheet(words, title, found.changes.map(changeOf), cutNote(words, found.changed))],
  }
}

async function lag({ store, words }: Asking, question: Asked<'lag'>): Promise<PageTable> {
  const answer = await historyLag(store, question)
  const own = [words.report(answer.report), words.variant(answer.report, answer.variant)].filter((part) => part !== '')
  return {
    title: words.shared.pageTables.lag,
    facts: [
      [words.p.report, own.join(words.t.dot)],
      ...aboutScope(words, question),
      [words.p.lag.window, fill(words.p.lag.windowDays, { n: answer.refetchDays })],
    ],
    sheets: lagSheets(words, answer),
  }
}

interface Range {
  readonly from: string
  readonly to: string
}
interface Scope {
  readonly apps: readonly number[]
  readonly tags: readonly string[]
}

const period = ({ t }: Words, { from, to }: Range): Facts[number] => [
  t.period,
  from === to ? from : fill(t.range, { from, to }),
]
const version = (words: Words, asOf: string | undefined): Facts[number] => [words.t.asOf, asOfText(words, asOf)]

const aboutScope = (
  words: Words,
  { range, scope, asOf }: { readonly range: Range; readonly scope: Scope; readonly asOf?: string | undefined },
): Facts => [period(words, range), scopeFact(words, scope), version(words, asOf)]

function scopeFact({ p, t }: Words, { apps, tags }: Scope): Facts[number] {
  const parts = [
    ...(apps.length > 0 ? [fill(p.scopeCount, { n: apps.length })] : []),
    ...(tags.length > 0 ? [fill(p.scopeTags, { tags: tags.join(t.listSeparator) })] : []),
  ]
  return [p.scope, parts.join(t.dot) || p.scopeAll]
}

const reportsFact = (words: Words, ids: readonly string[]): Facts[number] => [
  words.p.reports,
  ids.map(words.report).join(words.t.listSeparator) || words.p.allReports,
]

const moments = ({ p }: Words, since: string | undefined, until: string | undefined): Facts => [
  [p.since, since === undefined ? p.begin : momentText(since)],
  [p.until, until === undefined ? p.now : momentText(until)],
]

const cutOff = ({ p }: Words, total: number | string) => fill(p.shown, { total, shown: MOST_ROWS })
const cutNote = (words: Words, total: number) => (total > MOST_ROWS ? [cutOff(words, total)] : [])
