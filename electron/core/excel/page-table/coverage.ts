import { formatDay, parseDay } from '../../../contract/calendar.ts'
import { COVERAGE_STATES, type Coverage, type CoverageState } from '../../../contract/methods/history-coverage.ts'
import { errorText } from '../../i18n/texts.ts'
import { fill } from '../i18n/index.ts'
import type { PageSheet, TableCell } from './types.ts'
import type { Words } from './words.ts'

const STATES = Object.values(COVERAGE_STATES)
const stateOf = (letter: string): CoverageState => COVERAGE_STATES[letter as keyof typeof COVERAGE_STATES]

/** How many days stand how, the days themselves, and what was refused. */
export function coverageSheets(words: Words, answer: Coverage): PageSheet[] {
  return [countsSheet(words, answer), daysSheet(words, answer), ...refusalsSheet(words, answer)]
}

interface Line {
  readonly app: string
  readonly report: string
  readonly days: string
}

const linesOf = (words: Words, { apps, reports }: Coverage): Line[] =>
  apps.flatMap(({ appId, app, rows }) =>
    reports.flatMap((report, r) => {
      const days = rows[r] ?? ''
      return days === '' ? [] : [{ app: words.app(appId, app), report: words.report(report), days }]
    }),
  )

function countsSheet(words: Words, answer: Coverage): PageSheet {
  const { p } = words
  return {
    name: p.coverage.byReport,
    title: words.shared.pageTables.coverage,
    notes: [p.coverage.ownNote],
    columns: [
      { name: p.app, kind: 'text' },
      { name: p.report, kind: 'text' },
      { name: p.coverage.own, kind: 'percent' },
      ...STATES.map((state) => ({ name: p.coverage.states[state], kind: 'count' as const })),
    ],
    pinned: 2,
    rows: linesOf(words, answer).map(({ app, report, days }) => {
      const states = Array.from(days, stateOf)
      const counts = STATES.map((state) => states.filter((each) => each === state).length)
      const over = states.filter((state) => state !== 'ahead').length
      const own = states.filter((state) => state === 'final' || state === 'open').length
      return [app, report, over === 0 ? null : (100 * own) / over, ...counts]
    }),
  }
}

function daysSheet(words: Words, answer: Coverage): PageSheet {
  const { p, t } = words
  const days = daysFrom(answer.from, answer.to)
  const sameYear = answer.from.slice(0, 4) === answer.to.slice(0, 4)
  const signs = STATES.filter((state) => p.coverage.signs[state] !== '').map((state) =>
    fill(p.coverage.signOf, { sign: p.coverage.signs[state], state: p.coverage.states[state] }),
  )
  return {
    name: p.coverage.byDay,
    title: [words.shared.pageTables.coverage, p.coverage.byDay].join(t.dot),
    notes: [signs.join(t.dot)],
    columns: [
      { name: p.app, kind: 'text' },
      { name: p.report, kind: 'text' },
      ...days.map((day) => ({
        name: sameYear ? day.slice(5) : day,
        kind: 'state' as const,
        width: sameYear ? 6.5 : 11,
      })),
    ],
    pinned: 2,
    rows: linesOf(words, answer).map(({ app, report, days: letters }): TableCell[] => [
      app,
      report,
      ...Array.from(letters, (letter) => ({ state: stateOf(letter) })),
    ]),
  }
}

function refusalsSheet(words: Words, { refusals, apps }: Coverage): PageSheet[] {
  const { p, locale } = words
  if (refusals.length === 0) return []
  const names = new Map(apps.map(({ appId, app }) => [appId, app]))
  return [
    {
      name: p.coverage.refusals,
      title: p.coverage.refusals,
      notes: [],
      columns: [
        { name: p.app, kind: 'text' },
        { name: p.report, kind: 'text' },
        { name: p.coverage.at, kind: 'moment' },
        { name: p.coverage.why, kind: 'wrap', width: 80 },
      ],
      pinned: 1,
      rows: refusals.map(({ appId, report, at, error }) => [
        words.app(appId, names.get(appId) ?? ''),
        words.report(report),
        at,
        errorText(error, locale),
      ]),
    },
  ]
}

function daysFrom(from: string, to: string): string[] {
  const [first, last] = [parseDay(from) ?? 0, parseDay(to) ?? -1]
  return Array.from({ length: last - first + 1 }, (_, i) => formatDay(first + i))
}
