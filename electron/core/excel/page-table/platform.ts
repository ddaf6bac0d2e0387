import type { PlatformReconciliation } from '../../../contract/methods/query-reconcile.ts'
import { dayOf, heldOf, reasonsLeft, type Held, type PlatformMeasure } from '../../../contract/reconcile.ts'
import { fill } from '../i18n/index.ts'
import type { PageSheet, TableColumn } from './types.ts'
import type { Words } from './words.ts'

/** The platform's report against the sum of its apps: every measure, then all of them day by day. */
export function platformSheets(words: Words, answer: PlatformReconciliation): PageSheet[] {
  return [measuresSheet(words, answer), daysSheet(words, answer)]
}

const sides = ({ p: { platform, against } }: Words): TableColumn[] => [
  { name: platform, kind: 'count' },
  { name: against.sum, kind: 'count' },
  { name: against.difference, kind: 'count' },
  { name: against.percent, kind: 'percent' },
]
const cellsOf = ({
  platform,
  apps,
  difference,
  percent,
}: Pick<Held, 'platform' | 'apps' | 'difference' | 'percent'>) => [platform, apps, difference, percent]

function measuresSheet(words: Words, { measures, days }: PlatformReconciliation): PageSheet {
  const { against } = words.p
  return {
    name: against.overview,
    title: words.shared.pageTables.platform,
    notes: [against.note],
    columns: [
      { name: against.measure, kind: 'text' },
      { name: against.days, kind: 'text' },
      { name: against.why, kind: 'wrap' },
      ...sides(words),
    ],
    pinned: 1,
    rows: measures.map((measure) => {
      const held = heldOf(measure, days)
      return [
        words.shared.reconciliation.measures[measure.id],
        daysText(words, held),
        whyOf(words, measure, held),
        ...cellsOf(held),
      ]
    }),
  }
}

/** The days a measure's numbers are of. */
function daysText({ p: { against } }: Words, { day, common }: Held): string {
  if (common !== null) return fill(against.onDays, { n: common })
  return day ?? against.onRange
}

function whyOf({ shared, t }: Words, measure: PlatformMeasure, held: Held): string {
  if (held.difference === 0) return ''
  return reasonsLeft(measure, held)
    .map((reason) => shared.reconciliation.reasons[reason])
    .join(t.listSeparator)
}

function daysSheet(words: Words, { measures, days }: PlatformReconciliation): PageSheet {
  const { against } = words.p
  return {
    name: against.byDay,
    title: [words.shared.pageTables.platform, against.byDay].join(words.t.dot),
    notes: [against.note],
    columns: [
      { name: against.measure, kind: 'text' },
      { name: words.t.date, kind: 'day' },
      ...sides(words),
      { name: against.known, kind: 'count' },
    ],
    pinned: 2,
    rows: measures.flatMap((measure) =>
      days.map((day, d) => [
        words.shared.reconciliation.measures[measure.id],
        day,
        ...cellsOf(dayOf(measure, d)),
        measure.apps.known[d] ?? 0,
      ]),
    ),
  }
}
