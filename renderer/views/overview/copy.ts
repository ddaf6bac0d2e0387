import type { Unit } from '../../../electron/contract/units.ts'
import type { GridColumn } from '../../components/grid/grid.ts'
import { numberCell, type CopyCell, type CopyTable } from '../../format/clipboard.ts'
import { t as frame } from '../../i18n/texts.ts'
import { columnTitle, DATA, isChange, metricOf, SPARK } from './columns.ts'
import type { Row } from './rows.ts'

type Metrics = Parameters<typeof columnTitle>[1]

/** The rows as they stand on screen, without the drawing: names, numbers unrounded, durations in seconds and said so. */
export function copyOf(rows: readonly Row[], columns: readonly GridColumn[], metrics: Metrics): CopyTable {
  const copied = columns.filter(({ key }) => key !== SPARK)
  const unitOf = (key: string): Unit => metrics.get(metricOf(key) ?? '')?.metric.unit ?? 'count'
  const head = copied.map(({ key }) => {
    const title = columnTitle(key, metrics)
    return !isChange(key) && unitOf(key) === 'seconds' ? frame('inSeconds', { title }) : title
  })
  const cell = (row: Row, key: string): CopyCell => {
    const metric = metricOf(key)
    if (metric === null) return { text: key === DATA ? (row.day ?? '') : row.name }
    const kpi = row.kpis.get(metric)
    if (isChange(key)) return numberCell('percent', kpi?.change ?? null)
    return numberCell(kpi?.total.unit ?? unitOf(key), kpi?.total.value ?? null)
  }
  return { head, rows: rows.map((row) => copied.map(({ key }) => cell(row, key))) }
}
