import type { Overview } from '../../../electron/contract/methods/query.ts'
import { inLocale } from '../../i18n/locale.ts'
import type { GridRest } from '../grid/grid.ts'
import type { SourceSubject } from '../source/subject.ts'
import { totalCell, type ValueCell, type ValueCells, type ValueColumn, type ValueRow } from '../values/values.ts'
import { kpiSubject } from './kpi.ts'
import type { Table } from './metric-table.ts'
import type { MetricChoice } from './metrics.ts'
import { t } from './texts.ts'

export const APP = 'app'
export const SPARK = 'spark'
const CHANGE = '#change'

/** Apps down, metrics across, each with its change; the line of the first drawn metric; at the bottom all apps as one. */
export function matrixTable(
  choices: readonly MetricChoice[],
  overview: Overview,
  { query = '', drawn = [] }: { query?: string; drawn?: readonly string[] } = {},
): Table {
  const compared = overview.compare !== null
  const places = new Map(overview.metrics.map(({ metric }, m) => [metric, m]))
  const lead = choices.find(({ metric }) => metric === overview.metrics[0]?.metric)
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const metrics = drawnFirst(choices, drawn).flatMap(({ metric, info }): ValueColumn[] => {
    if (!places.has(metric)) return []
    const title = inLocale(info.name)
    const number: ValueColumn = { key: metric, title, kind: 'number', unit: info.unit }
    const change: ValueColumn = { key: `${metric}${CHANGE}`, title: t('changeShort'), kind: 'change', width: 84 }
    return compared ? [number, change] : [number]
  })
  const columns: ValueColumn[] = [
    { key: APP, title: t('app'), kind: 'text', width: 198, pinned: true },
    ...(lead ? [{ key: SPARK, title: inLocale(lead.info.name), kind: 'text', width: 128 } satisfies ValueColumn] : []),
    ...metrics,
  ]
  const cellsOf = (kpis: Overview['combined']) =>
    choices.flatMap(({ metric, info }): [string, ValueCell][] => {
      const kpi = kpis[places.get(metric) ?? -1]
      if (!kpi) return []
      return [
        [metric, totalCell(kpi.total, info.unit)],
        [`${metric}${CHANGE}`, { value: kpi.change }],
      ]
    })
  const rows = overview.apps
    .filter(({ app }) => words.every((word) => app.toLowerCase().includes(word)))
    .map(({ appId, app, kpis }): ValueRow => ({
      id: appId,
      cells: new Map<string, ValueCell>([[APP, { text: app }], ...cellsOf(kpis)]),
    }))
  const foot: ValueCells = new Map<string, ValueCell>([
    [APP, { text: t('totalOf', { n: overview.apps.length }) }],
    ...cellsOf(overview.combined),
  ])
  return { columns, rows, feet: overview.apps.length > 1 ? [foot] : [] }
}

/** The metrics looked at stand first. */
function drawnFirst(choices: readonly MetricChoice[], drawn: readonly string[]): readonly MetricChoice[] {
  const own = drawn.flatMap((key) => choices.find(({ metric }) => metric === key) ?? [])
  return [...own, ...choices.filter((choice) => !own.includes(choice))]
}

/** What a cell of the matrix is about. */
export function matrixSubject(
  choices: readonly MetricChoice[],
  overview: Overview,
  { row, column }: GridRest<ValueRow>,
): SourceSubject | null {
  const [metric = ''] = column.split('#')
  const choice = choices.find((each) => each.metric === metric)
  const at = overview.metrics.findIndex((each) => each.metric === metric)
  const app = row ? overview.apps.find(({ appId }) => appId === row.id) : null
  const kpi = app ? app.kpis[at] : overview.combined[at]
  if (!choice || !kpi) return null
  const unit = kpi.total.unit ?? choice.info.unit
  return kpiSubject(
    { choice, kpi, unit },
    overview,
    app ? { id: app.appId, name: app.app } : null,
    column.endsWith(CHANGE),
  )
}
