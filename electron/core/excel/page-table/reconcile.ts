import type { Reconciliation } from '../../../contract/methods/query-reconcile.ts'
import { fill } from '../i18n/index.ts'
import type { PageSheet } from './types.ts'
import { metricName, type Words } from './words.ts'

type Measure = Reconciliation['apps'][number]['measures'][number]

/** What several reports say of the same thing, an app a row and a thing a sheet. */
export function reconcileSheets(words: Words, { apps }: Reconciliation): PageSheet[] {
  return (apps[0]?.measures ?? []).map(({ id, totals }) => {
    const { reconcile, app: appHead } = words.p
    const { measures: names } = words.shared.reconciliation
    const rows = apps.map(({ appId, app, measures }) => {
      const own = measures.find((measure) => measure.id === id)
      return [words.app(appId, app), ...cellsOf(own)]
    })
    return {
      name: names[id],
      title: [words.shared.pageTables.reconcile, names[id]].join(words.t.dot),
      notes: [reconcile.note],
      columns: [
        { name: appHead, kind: 'text' },
        { name: reconcile.spread, kind: 'count' },
        { name: reconcile.spreadPercent, kind: 'percent' },
        ...totals.map(({ metric }) => ({ name: metricName(words, metric), kind: 'count' as const, width: 17 })),
        ...totals.map(({ metric }) => ({
          name: fill(reconcile.from, { metric: metricName(words, metric) }),
          kind: 'count' as const,
          width: 17,
        })),
      ],
      pinned: 1,
      rows,
    }
  })
}

/** The spread, in percent of the first total that is known; every total; how far each is from the first. */
function cellsOf(measure: Measure | undefined): (number | null)[] {
  if (!measure) return []
  const { spread, totals } = measure
  const base = totals.find(({ total }) => total.value !== null)?.total.value ?? null
  return [
    spread,
    spread === null || !base ? null : (100 * spread) / base,
    ...totals.map(({ total }) => total.value),
    ...totals.map(({ difference }) => difference),
  ]
}
