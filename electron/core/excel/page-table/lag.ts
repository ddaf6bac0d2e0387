import type { Lag } from '../../../contract/methods/history-changes.ts'
import type { PageSheet } from './types.ts'
import type { Words } from './words.ts'

/** For how long days should be fetched again, and what that rests on. */
export function lagSheets(words: Words, { report, metrics }: Lag): PageSheet[] {
  const { p } = words
  const { lag } = p
  return [
    {
      name: lag.advice,
      title: words.shared.pageTables.lag,
      notes: [lag.adviceNote],
      columns: [
        { name: p.metric, kind: 'text' },
        { name: lag.advised, kind: 'count' },
        { name: lag.changed, kind: 'percent' },
        { name: lag.atMost, kind: 'percent' },
        { name: lag.cells, kind: 'count' },
        { name: lag.seenUpTo, kind: 'count' },
      ],
      pinned: 1,
      rows: metrics.map(({ metric, advised, seenUpTo }) => [
        words.metric(report, metric),
        advised?.days ?? null,
        advised?.changed ?? null,
        advised?.atMost ?? null,
        advised?.cells ?? null,
        seenUpTo,
      ]),
    },
    {
      name: lag.curve,
      title: [words.shared.pageTables.lag, lag.curve].join(words.t.dot),
      notes: [lag.curveNote],
      columns: [
        { name: p.metric, kind: 'text' },
        { name: lag.days, kind: 'count' },
        { name: lag.curveCells, kind: 'count' },
        { name: lag.curveChanged, kind: 'percent' },
        { name: lag.reported, kind: 'percent' },
      ],
      pinned: 2,
      rows: metrics.flatMap(({ metric, points }) =>
        points.map(({ lag: days, cells, changed, reported }) => [
          words.metric(report, metric),
          days,
          cells,
          changed,
          reported,
        ]),
      ),
    },
  ]
}
