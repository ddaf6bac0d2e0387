import type { Locale } from '../../../electron/contract/primitives.ts'
import type { Dash } from '../../charts/dashes.ts'
import { periodTitle } from '../../charts/places.ts'
import { sharesOf } from '../../charts/shares.ts'
import { ruleName } from '../../components/source/rule-text.ts'
import {
  totalCell,
  type ValueCell,
  type ValueCells,
  type ValueColumn,
  type ValueRow,
} from '../../components/values/values.ts'
import { seriesOf } from '../../theme/series.ts'
import type { Form, Shown } from './forms.ts'
import { changeAt, isBlank, type Panel, type PanelLine } from '../../components/series/panel.ts'
import { t } from './texts.ts'

export const PERIOD = 'period'
export const ALL = 'all'
export const BEFORE = 'before'
export const CHANGE = 'change'

export interface Table {
  readonly columns: readonly ValueColumn[]
  readonly rows: readonly ValueRow[]
  readonly feet: readonly ValueCells[]
}

/**
 * Periods down, apps across: what the chart shows, all apps as one where their rule gives that, the range compared with and the change.
 * At the bottom each app's total with its rule, the total compared with, and the change between the two.
 */
export function periodTable(
  panel: Panel,
  shown: Shown,
  form: Form,
  look: { locale: Locale; dashes: ReadonlyMap<string, Dash> },
): Table {
  const whole = wholeOf(panel, form)
  return {
    columns: columnsOf(panel, shown, whole, look.dashes),
    rows: panel.periods.map((period, at) => ({
      id: at,
      cells: rowCells(panel, shown, whole, at, look.locale, period.partial),
    })),
    feet: form === 'share' ? [shareFoot(panel)] : feetOf(panel, whole !== null, form),
  }
}

/** All apps as one, where that is worth a column; a single app speaks for itself. Not of indexes and shares. */
function wholeOf(panel: Panel, form: Form): PanelLine | null {
  if (form === 'index' || form === 'share') return null
  const [only] = panel.series
  if (panel.series.length === 1) return only ?? null
  return isBlank(panel.combined) ? null : panel.combined
}

function columnsOf(
  panel: Panel,
  shown: Shown,
  whole: PanelLine | null,
  dashes: ReadonlyMap<string, Dash>,
): ValueColumn[] {
  const { granularity, unit } = panel
  const period: ValueColumn = {
    key: PERIOD,
    title: t(`period.${granularity}`),
    kind: 'text',
    width: granularity === 'week' ? 212 : 136,
    pinned: true,
  }
  const apps = panel.series.map(({ key, name, appId }): ValueColumn => ({
    key,
    title: name,
    kind: 'number',
    unit: shown.unit,
    mark: [{ color: seriesOf(appId), dash: dashes.get(key) ?? [] }],
  }))
  if (!whole) return [period, ...apps]
  const all: ValueColumn[] = panel.series.length > 1 ? [{ key: ALL, title: t('all'), kind: 'number', unit }] : []
  const before: ValueColumn[] = whole.before ? [{ key: BEFORE, title: t('previous'), kind: 'number', unit }] : []
  const title = whole.before ? t('change') : t('changeIn', { period: t(`periodName.${granularity}`) })
  const change: ValueColumn[] = granularity === 'hour' && !whole.before ? [] : [{ key: CHANGE, title, kind: 'change' }]
  return [period, ...apps, ...all, ...before, ...change]
}

function rowCells(
  panel: Panel,
  shown: Shown,
  whole: PanelLine | null,
  at: number,
  locale: Locale,
  partial: boolean,
): ValueCells {
  const period = panel.periods[at]
  const cells = new Map<string, ValueCell>()
  if (period) cells.set(PERIOD, { text: periodTitle(period, panel.granularity, locale), order: at, partial })
  panel.series.forEach(({ key }, s) => cells.set(key, { value: shown.lines[s]?.values[at] ?? null, partial }))
  if (!whole) return cells
  cells.set(ALL, { value: whole.values[at] ?? null, partial })
  if (whole.before)
    cells.set(BEFORE, { value: whole.before[at] ?? null, partial: panel.beforePeriods?.[at]?.partial === true })
  cells.set(CHANGE, { value: changeAt(panel, whole, at) })
  return cells
}

/** Whether the number of a range is the sum of its periods; else it is a number of its own. */
export const isSum = ({ choice }: Pick<Panel, 'choice'>): boolean => choice.info.overTime.rule === 'sum'

function feetOf(panel: Panel, all: boolean, form: Form): ValueCells[] {
  const { series, combined, beforeRange, choice, unit } = panel
  const rule = ruleName(choice.info.overTime.rule)
  const totals = new Map<string, ValueCell>([
    [PERIOD, { text: t(form === 'index' ? 'rawTotal' : isSum(panel) ? 'footTotal' : 'footWhole', { rule }) }],
  ])
  const before = new Map<string, ValueCell>([[PERIOD, { text: t('footPrevious') }]])
  const changes = new Map<string, ValueCell>([[PERIOD, { text: t('footChange') }]])
  const several = all && series.length > 1 ? [{ key: ALL, ...combined }] : []
  for (const { key, total, previous, change } of [...series, ...several]) {
    totals.set(key, totalCell(total, unit))
    if (previous) before.set(key, totalCell(previous, unit))
    changes.set(key, { value: change, kind: 'change' })
  }
  const [only] = series
  const whole = series.length === 1 ? only : all ? combined : undefined
  if (whole) totals.set(CHANGE, { value: whole.change })
  if (whole?.previous) totals.set(BEFORE, totalCell(whole.previous, unit))
  return beforeRange ? [totals, before, changes] : [totals]
}

function shareFoot(panel: Panel): ValueCells {
  const shares = sharesOf(panel.series.map(({ total }) => [total.value]))
  const gaps = panel.series.some(({ total }) => total.value === null)
  const cells = panel.series.map(({ key, total }, s): [string, ValueCell] => {
    const value = shares[s]?.[0] ?? null
    return [key, { value, note: value !== null && gaps ? 'incomplete' : total.note }]
  })
  return new Map<string, ValueCell>([[PERIOD, { text: t('shareTotal') }], ...cells])
}
