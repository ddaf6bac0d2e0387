import type { Locale } from '../../../electron/contract/primitives.ts'
import type { SeriesColor } from '../../charts/colors.ts'
import { periodTitle } from '../../charts/places.ts'
import type { GridRest } from '../grid/grid.ts'
import type { SourceSubject } from '../source/subject.ts'
import { totalCell, type ValueCell, type ValueCells, type ValueColumn, type ValueRow } from '../values/values.ts'
import { lineOf, onlyOf } from './metric-lines.ts'
import { choiceName } from './metrics.ts'
import { changeAt, type Panel } from './panel.ts'
import { pointSubject, totalSubject } from './subject.ts'
import { t } from './texts.ts'

export interface Table {
  readonly columns: readonly ValueColumn[]
  readonly rows: readonly ValueRow[]
  readonly feet: readonly ValueCells[]
}

export interface TableLook {
  readonly colors?: ReadonlyMap<string, SeriesColor>
  /** What the line at the bottom is called: the whole range, or its last day. */
  readonly whole?: string
}

const PERIOD = 'period'
const BEFORE = '#before'
const CHANGE = '#change'

/** Periods down, metrics across: each with the number compared with and the change. At the bottom the whole range, by each metric's rule. */
export function metricTable(
  panels: readonly Panel[],
  locale: Locale,
  { colors = new Map(), whole = t('whole') }: TableLook = {},
): Table {
  const [first] = panels
  if (!first) return { columns: [], rows: [], feet: [] }
  const rows = first.periods.map((period, at): ValueRow => {
    const title: ValueCell = {
      text: periodTitle(period, first.granularity, locale),
      order: at,
      partial: period.partial,
    }
    return { id: at, cells: new Map([[PERIOD, title], ...panels.flatMap((panel) => periodCells(panel, at))]) }
  })
  return { columns: columnsOf(first, panels, colors), rows, feet: [footOf(panels, whole)] }
}

/** Whether a change can be told: hours of one range follow on nothing. */
const changes = ({ granularity, beforePeriods }: Panel) => granularity !== 'hour' || beforePeriods !== null

function columnsOf(first: Panel, panels: readonly Panel[], colors: ReadonlyMap<string, SeriesColor>): ValueColumn[] {
  const { granularity } = first
  const period: ValueColumn = {
    key: PERIOD,
    title: t(`period.${granularity}`),
    kind: 'text',
    width: granularity === 'week' || granularity === 'month' ? 212 : 136,
    pinned: true,
  }
  const own = panels.flatMap((panel): ValueColumn[] => {
    const { choice, unit, beforePeriods } = panel
    const key = choice.metric
    const name = choiceName(choice)
    const color = colors.get(key)
    const mark = color === undefined ? {} : { mark: [{ color, dash: [] }] }
    const before: ValueColumn = {
      key: `${key}${BEFORE}`,
      title: t('before'),
      full: t('beforeOf', { metric: name }),
      kind: 'number',
      unit,
    }
    const against = beforePeriods ? t('change') : t('changeIn', { period: t(`periodName.${granularity}`) })
    const change: ValueColumn = {
      key: `${key}${CHANGE}`,
      title: against,
      full: t('changeOf', { metric: name, change: against }),
      kind: 'change',
    }
    return [
      { key, title: name, kind: 'number', unit, ...mark },
      ...(beforePeriods ? [before] : []),
      ...(changes(panel) ? [change] : []),
    ]
  })
  return [period, ...own]
}

function periodCells(panel: Panel, at: number): [string, ValueCell][] {
  const line = lineOf(panel)
  const key = panel.choice.metric
  return [
    [key, { value: line.values[at] ?? null, partial: panel.periods[at]?.partial === true }],
    [`${key}${BEFORE}`, { value: line.before?.[at] ?? null, partial: panel.beforePeriods?.[at]?.partial === true }],
    [`${key}${CHANGE}`, { value: changes(panel) ? changeAt(panel, line, at) : null }],
  ]
}

function footOf(panels: readonly Panel[], whole: string): ValueCells {
  const cells = panels.flatMap((panel): [string, ValueCell][] => {
    const { total, previous, change } = lineOf(panel)
    const key = panel.choice.metric
    return [
      [key, totalCell(total, panel.unit)],
      ...(previous ? [[`${key}${BEFORE}`, totalCell(previous, panel.unit)] satisfies [string, ValueCell]] : []),
      [`${key}${CHANGE}`, { value: change }],
    ]
  })
  return new Map<string, ValueCell>([[PERIOD, { text: whole }], ...cells])
}

/** What a cell of the table is about. */
export function metricTableSubject(
  panels: readonly Panel[],
  { row, column }: GridRest<ValueRow>,
  locale: Locale,
): SourceSubject | null {
  const [metric = ''] = column.split('#')
  const panel = panels.find(({ choice }) => choice.metric === metric)
  if (!panel) return null
  const series = onlyOf(panel)
  const subject = row ? pointSubject(panel, series, row.id, locale) : totalSubject(panel, series)
  return subject && { ...subject, isChange: column.endsWith(CHANGE) }
}
