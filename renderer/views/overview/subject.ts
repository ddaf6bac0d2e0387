import type { GridRest } from '../../components/grid/grid.ts'
import type { SourceSubject } from '../../components/source/subject.ts'
import type { Provenance } from '../../../electron/contract/methods/query.ts'
import type { DateRange } from '../../format/presets.ts'
import { isChange, metricOf } from './columns.ts'
import type { Row } from './rows.ts'
import { t } from './texts.ts'
import type { useOverview } from './store.ts'

/** What a cell of the Overview's table is about; null for what is no metric. */
export function subjectOf(
  overview: ReturnType<typeof useOverview>,
  { row, column }: GridRest<Row>,
  range: DateRange,
  source: (app: number, metric: string) => Provenance | null | undefined,
): SourceSubject | null {
  const metric = metricOf(column)
  if (metric === null) return null
  const kpi = row ? row.kpis.get(metric) : overview.combined(metric)
  if (!kpi) return null
  const compared = overview.overview?.compare
  const found = row ? source(row.id, metric) : undefined
  return {
    metric,
    who: row?.name ?? t('sumOf', { n: overview.rows.length }),
    now: kpi.total,
    range,
    before: kpi.previous && compared ? { total: kpi.previous, range: compared } : null,
    change: kpi.change,
    isChange: isChange(column),
    combined: row === null,
    ...(row ? { app: row.id } : {}),
    ...(found === undefined ? {} : { source: found }),
  }
}
