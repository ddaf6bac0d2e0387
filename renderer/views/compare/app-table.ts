import { sharesOf } from '../../charts/shares.ts'
import { ruleName } from '../../components/source/rule-text.ts'
import {
  totalCell,
  type ValueCell,
  type ValueCells,
  type ValueColumn,
  type ValueRow,
} from '../../components/values/values.ts'
import { addsUp } from '../../components/series/metrics.ts'
import type { Panel, PanelLine } from '../../components/series/panel.ts'
import { isSum, type Table } from './period-table.ts'
import { summaryOf, type Found } from './summary.ts'
import { t } from './texts.ts'

export const APP = 'app'
const NUMBERS = ['total', 'previous', 'change', 'mean', 'greatest', 'least', 'last', 'share'] as const

/** Apps down: what each line says in a few numbers, with the day of its peaks, and all apps as one at the bottom. */
export function appTable(panel: Panel): Table {
  const shares = addsUp(panel.choice)
    ? sharesOf(panel.series.map(({ total }) => [total.value])).map(([share]) => share ?? null)
    : null
  const gaps = panel.series.some(({ total }) => total.value === null)
  const shown = NUMBERS.filter((key) => isShown(key, panel, shares !== null))
  const rows = panel.series.map((series, s): ValueRow => {
    const share: ValueCell = { value: shares?.[s] ?? null, note: gaps ? 'incomplete' : null }
    const cells = cellsOf(panel, series)
    return { id: series.appId, cells: new Map([[APP, { text: series.name }], ...cells, ['share', share]]) }
  })
  return { columns: columnsOf(panel, shown), rows, feet: panel.series.length > 1 ? [footOf(panel)] : [] }
}

function isShown(key: (typeof NUMBERS)[number], panel: Panel, shares: boolean): boolean {
  if (key === 'previous' || key === 'change') return panel.beforeRange !== null
  if (key === 'share') return shares && panel.series.length > 1
  // a mean of percentages or of durations would be wrong
  return key !== 'mean' || panel.unit === 'count'
}

function columnsOf(panel: Panel, shown: readonly (typeof NUMBERS)[number][]): ValueColumn[] {
  const { unit, granularity } = panel
  const app: ValueColumn = { key: APP, title: t('app'), kind: 'text', width: 190, pinned: true }
  return [
    app,
    ...shown.map((key): ValueColumn => {
      if (key === 'change') return { key, title: t('change'), kind: 'change', width: 80 }
      if (key === 'share') return { key, title: t('share'), kind: 'number', unit: 'percent', width: 76 }
      if (key === 'mean') return { key, title: t(`mean.${granularity}`), kind: 'number', unit, width: 88 }
      const width = key === 'total' || key === 'previous' ? 100 : 122
      return { key, title: t(key === 'total' && !isSum(panel) ? 'whole' : key), kind: 'number', unit, width }
    }),
  ]
}

function cellsOf(panel: Panel, line: PanelLine): [string, ValueCell][] {
  const found = summaryOf(line.values, panel.periods)
  const at = (place: Found | null): ValueCell => {
    const period = panel.periods[place?.at ?? -1]
    return { value: place?.value ?? null, ...(period ? { hint: hintOf(panel, period) } : {}) }
  }
  return [
    ['total', totalCell(line.total, panel.unit)],
    ...(line.previous ? [['previous', totalCell(line.previous, panel.unit)] satisfies [string, ValueCell]] : []),
    ['change', { value: line.change }],
    ['mean', { value: found.mean }],
    ['greatest', at(found.greatest)],
    ['least', at(found.least)],
    ['last', at(found.last)],
  ]
}

/** The period of a peak, short: `04-13`, `W15`, `08:00`. */
function hintOf({ granularity }: Panel, { key, from }: Panel['periods'][number]): string {
  if (granularity === 'hour') return `${key}:00`
  return granularity === 'day' ? from.slice(5) : key.replace(/^\d{4}-W/, 'W')
}

function footOf(panel: Panel): ValueCells {
  const named = t(addsUp(panel.choice) ? 'totalOf' : 'wholeOf', { n: panel.series.length })
  const text = `${named} · ${ruleName(panel.choice.info.overApps.rule)}`
  return new Map<string, ValueCell>([[APP, { text }], ...cellsOf(panel, panel.combined)])
}
