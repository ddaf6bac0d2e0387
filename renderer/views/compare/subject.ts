import type { Locale } from '../../../electron/contract/primitives.ts'
import type { GridRest } from '../../components/grid/grid.ts'
import type { SourceSubject } from '../../components/source/subject.ts'
import type { Panel } from '../../components/series/panel.ts'
import { pointSubject, totalSubject } from '../../components/series/subject.ts'
import type { ValueRow } from '../../components/values/values.ts'
import { APP } from './app-table.ts'
import { ALL, BEFORE, CHANGE, PERIOD } from './period-table.ts'

const seriesAt = (panel: Panel, key: string) => panel.series.find((series) => series.key === key) ?? null

/** What a cell of the table by period is about. */
export function periodSubject(panel: Panel, at: GridRest<ValueRow>, locale: Locale): SourceSubject | null {
  const { column, row } = at
  if (column === PERIOD) return null
  const whole = column === ALL || column === BEFORE || column === CHANGE
  const series = whole ? (panel.series.length === 1 ? (panel.series[0] ?? null) : null) : seriesAt(panel, column)
  if (!whole && !series) return null
  const subject = row ? pointSubject(panel, series, row.id, locale) : totalSubject(panel, series)
  return subject && { ...subject, isChange: column === CHANGE || (!row && at.line === 2) }
}

/** What a cell of the table by app is about. */
export function appSubject(panel: Panel, { row, column }: GridRest<ValueRow>): SourceSubject | null {
  if (column === APP) return null
  const series = row ? seriesAt(panel, String(row.id)) : null
  return row && !series ? null : { ...totalSubject(panel, series), isChange: column === 'change' }
}
