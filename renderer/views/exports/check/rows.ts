import type { ValueCell, ValueColumn, ValueRow } from '../../../components/values/values.ts'
import { formatRange } from '../../../format/dates.ts'
import { inLocale } from '../../../i18n/locale.ts'
import type { MetricInfo, ReportInfo } from '../../../stores/catalogue.ts'
import type { Inspected } from './store.ts'
import { t } from './texts.ts'

type Change = Inspected['changes'][number]
type Metrics = ReadonlyMap<string, { readonly report: ReportInfo; readonly metric: MetricInfo }>

export const changeColumns = (): ValueColumn[] => [
  { key: 'app', title: t('columns.app'), kind: 'text', width: 120, pinned: true },
  { key: 'report', title: t('columns.report'), kind: 'text', width: 108 },
  { key: 'row', title: t('columns.row'), kind: 'text', width: 112 },
  { key: 'metric', title: t('columns.metric'), kind: 'text', width: 118 },
  { key: 'days', title: t('columns.days'), kind: 'text', width: 150 },
  { key: 'before', title: t('columns.before'), kind: 'number', width: 92 },
  { key: 'now', title: t('columns.now'), kind: 'number', width: 92 },
  { key: 'difference', title: t('columns.difference'), kind: 'difference', width: 84 },
  { key: 'change', title: t('columns.change'), kind: 'change', width: 78 },
]

/** What is other than it was, a value a line; a figure of the summary is of no row. */
export function changeRows(changes: readonly Change[], metrics: Metrics): ValueRow[] {
  return changes.map((change, id) => ({ id, cells: new Map(Object.entries(cellsOf(change, metrics))) }))
}

function cellsOf(change: Change, metrics: Metrics): Readonly<Record<string, ValueCell>> {
  const { app, report, variant, metric, unit, label, key, parent, from, to, before, now } = change
  const known = metrics.get(`${report}/${metric}`)
  const part = known?.report.variants.find((each) => each.key === variant && variant !== '')
  const named = known ? inLocale(known.report.name) : report
  const row = [parent ?? '', label || key].filter((text) => text !== '').join(' / ')
  return {
    app: { text: app },
    report: { text: part && inLocale(part.name) !== '' ? `${named} · ${inLocale(part.name)}` : named },
    row: { text: row === '' ? t('summary') : row },
    metric: { text: known ? inLocale(known.metric.name) : metric },
    days: { text: formatRange(from, to), order: from },
    before: { value: before, unit },
    now: { value: now, unit },
    difference: { value: before === null || now === null ? null : now - before, unit },
    // a share's change is its difference, in points
    change: { value: unit === 'percent' ? null : changeOf(before, now) },
  }
}

const changeOf = (before: number | null, now: number | null) =>
  before === null || now === null || before === 0 ? null : ((now - before) / before) * 100

/** The rows that hold every word of a query in one of their texts. */
export function searchRows(rows: readonly ValueRow[], query: string): readonly ValueRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter(({ cells }) => {
    const text = [...cells.values()]
      .map((cell) => cell.text ?? '')
      .join('\n')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
