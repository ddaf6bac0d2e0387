import type { Launch } from '../../../contract/methods/insights.ts'
import type { Unit } from '../../../contract/units.ts'
import { fill } from '../i18n/index.ts'
import { appColour, looksOf } from '../charts/palette.ts'
import { COLOURS } from '../styles.ts'
import type { PageSheet, TableLines } from './types.ts'
import type { Words } from './words.ts'

/** Lines that can be told apart; all of them are in the table. */
const MOST_LINES = 16

/** Apps put at their own first day, a metric a sheet: days since launch down, apps across; then when each began. */
export function launchSheets(words: Words, answers: readonly Launch[]): PageSheet[] {
  return [...answers.map((answer) => curvesSheet(words, answer)), sourcesSheet(words, answers)]
}

const nameOf = (words: Words, { report, metric, variant }: Launch) =>
  [words.metric(report, metric), words.variant(report, variant)].filter((part) => part !== '').join(words.t.dot)

function curvesSheet(words: Words, answer: Launch): PageSheet {
  const { launch } = words.p
  const begun = answer.apps.flatMap(({ firstDay, ...app }) => (firstDay === null ? [] : [{ ...app, firstDay }]))
  const none = answer.apps.length - begun.length
  const length = Math.max(0, ...begun.map(({ values }) => values.findLastIndex((value) => value !== null) + 1))
  // one app is no middle of any, and quartiles need four
  const middle = [
    { name: launch.median, values: answer.band.apps.some((apps) => apps > 1) ? answer.band.median : [] },
    { name: launch.lower, values: answer.band.lower },
    { name: launch.upper, values: answer.band.upper },
  ]
  const band = middle.filter(({ values }) => values.some((value) => value !== null))
  const number = (name: string, width = 13) => ({ name, kind: answer.unit, width })
  return {
    name: nameOf(words, answer),
    title: [nameOf(words, answer), words.shared.pageTables.launch].join(words.t.dot),
    notes: [
      launch.note,
      ...(begun.some((app) => !app.known) ? [launch.unknown] : []),
      ...(none > 0 ? [fill(launch.none, { n: none })] : []),
    ],
    columns: [
      { name: launch.day, kind: 'id', width: 12 },
      ...band.map(({ name }) => number(name)),
      ...begun.map(({ app, firstDay, known: certain }) =>
        number(fill(certain ? launch.first : launch.earlier, { app, day: firstDay }), 18),
      ),
    ],
    pinned: 1,
    lines: linesOf(words, answer.unit, band.length, begun, band[0]?.name === launch.median),
    rows: Array.from({ length }, (_, day) => [
      day + 1,
      ...band.map(({ values }) => values[day] ?? null),
      ...begun.map(({ values }) => values[day] ?? null),
    ]),
  }
}

/** The apps' lines, and their median as a dashed grey one. */
function linesOf(
  { t }: Words,
  unit: Unit,
  band: number,
  apps: readonly { readonly appId: number }[],
  median: boolean,
): TableLines {
  const drawn = apps.slice(0, MOST_LINES)
  const looks = looksOf(drawn.map(({ appId }) => appColour(appId)))
  return {
    unit,
    note: drawn.length < apps.length ? fill(t.chartFirst, { n: drawn.length }) : null,
    series: [
      ...looks.map((look, n) => ({ column: 2 + band + n, ...look })),
      ...(median ? [{ column: 2, colour: COLOURS.ink2, dash: 'dash' as const }] : []),
    ],
  }
}

/** Which reply each app's numbers came from, and since when there are any. */
function sourcesSheet(words: Words, answers: readonly Launch[]): PageSheet {
  const { p, t } = words
  return {
    name: p.launch.sources,
    title: p.launch.sources,
    notes: [t.provenanceLead],
    columns: [
      { name: p.metric, kind: 'text' },
      { name: p.app, kind: 'text' },
      { name: p.launch.firstDay, kind: 'day' },
      { name: p.launch.exact, kind: 'text' },
      { name: t.snapshot, kind: 'id' },
      { name: t.fetchedAt, kind: 'moment' },
    ],
    pinned: 2,
    rows: answers.flatMap((answer) =>
      answer.apps.map(({ app, firstDay, known, source }) => [
        nameOf(words, answer),
        app,
        firstDay,
        firstDay === null ? null : known ? p.launch.yes : p.launch.no,
        source?.snapshot ?? null,
        source?.fetchedAt ?? null,
      ]),
    ),
  }
}
