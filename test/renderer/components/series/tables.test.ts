import { beforeEach, describe, expect, test } from 'vitest'
import { kpiCards, kpiSubject } from '../../../../renderer/components/series/kpi.ts'
import { matrixSubject, matrixTable } from '../../../../renderer/components/series/matrix.ts'
import { metricTable, metricTableSubject } from '../../../../renderer/components/series/metric-table.ts'
import { cellText, type ValueCells, type ValueColumn } from '../../../../renderer/components/values/values.ts'
import { setLocale } from '../../../../renderer/i18n/locale.ts'
import { choiceOf, days, overviewOf, panelOf, total } from './panels.ts'

beforeEach(() => setLocale('en'))

const SESSIONS = 'user-trend/session_count'
const USERS = 'user-trend/user_count'
const sessions = panelOf(SESSIONS, {
  1: { values: [10, null, 30], total: total(40), before: [5, 6, 20], previous: total(31) },
})
const users = panelOf(USERS, {
  1: { values: [1, 2, 4], total: total(null, 'not-fetched-range'), before: [1, 1, 1], previous: total(2) },
})
const row = (columns: readonly ValueColumn[], cells: ValueCells | undefined) =>
  columns.map((column) => {
    const cell = cells?.get(column.key)
    return (cell?.kind ?? column.kind) === 'change' ? (cell?.value ?? null) : cellText(column, cell)
  })
const element = document.createElement('i')
const at = (id: number | null, column: string) => ({
  row: id === null ? null : { id, cells: new Map() },
  line: 0,
  column,
  element,
  now: true,
})

describe('the table by period', () => {
  test('has each metric, the number compared with and the change, and the whole range below', () => {
    const { columns, rows, feet } = metricTable([sessions, users], 'en')
    expect(columns.map(({ title, full }) => full ?? title)).toEqual([
      'Day',
      'Sessions',
      'Sessions, compared',
      'Sessions, Change',
      'Active users',
      'Active users, compared',
      'Active users, Change',
    ])
    expect(rows.map(({ cells }) => row(columns, cells))).toEqual([
      ['2026-11-01 Sun', '10', '5', 100, '1', '1', 0],
      ['2026-11-02 Mon', '', '6', null, '2', '1', 100],
      ['2026-11-03 Tue', '30', '20', 50, '4', '1', 300],
    ])
    expect(row(columns, feet[0])).toEqual(['Whole range', '40', '31', (9 / 31) * 100, '', '2', null])
  })

  test('without a comparison each period is compared with the one before', () => {
    const alone = panelOf(SESSIONS, { 1: { values: [10, 15, 30], total: total(55) } })
    const { columns, rows } = metricTable([alone], 'en')
    expect(columns.map(({ title }) => title)).toEqual(['Day', 'Sessions', 'vs day before'])
    expect(rows.map(({ cells }) => row(columns, cells)[2])).toEqual([null, 50, 100])
    expect(metricTable([{ ...alone, granularity: 'hour' }], 'en').columns).toHaveLength(2)
    expect(metricTable([], 'en').rows).toEqual([])
  })

  test('a period that is not whole has no change', () => {
    const periods = days(3).map((period, i) => ({ ...period, partial: i === 2 }))
    const { columns, rows } = metricTable([{ ...sessions, periods }], 'en')
    expect(row(columns, rows[2]?.cells)[3]).toBeNull()
  })

  test('a cell says what it is about', () => {
    expect(metricTableSubject([sessions], at(0, `${SESSIONS}#change`), 'en')).toMatchObject({
      metric: SESSIONS,
      who: 'App 1',
      app: 1,
      now: { value: 10 },
      range: { from: '2026-11-01', to: '2026-11-01' },
      before: { total: { value: 5 } },
      change: 100,
      isChange: true,
      source: { snapshot: 7 },
    })
    expect(metricTableSubject([sessions], at(null, SESSIONS), 'en')).toMatchObject({ now: { value: 40 } })
    expect(metricTableSubject([sessions], at(0, 'period'), 'en')).toBeNull()
  })
})

const choices = [choiceOf(USERS), choiceOf(SESSIONS)]
const overview = overviewOf(
  [SESSIONS, USERS],
  {
    1: [
      [total(40), total(20)],
      [total(9), total(10)],
    ],
    2: [
      [total(100), total(0)],
      [total(null, 'not-fetched-range'), null],
    ],
  },
  [
    [total(140), total(20)],
    [total(9, 'not-deduplicated'), total(10, 'not-deduplicated')],
  ],
)

describe('apps by metrics', () => {
  test('what is drawn stands first, each metric has its change, all apps as one stand below', () => {
    const { columns, rows, feet } = matrixTable(choices, overview, { drawn: [SESSIONS] })
    expect(columns.map(({ title }) => title)).toEqual([
      'App',
      'Sessions',
      'Sessions',
      'Change',
      'Active users',
      'Change',
    ])
    const numbers = columns.filter(({ key }) => key !== 'spark')
    expect(rows.map(({ cells }) => row(numbers, cells))).toEqual([
      ['App 1', '40', 100, '9', -10],
      // no percentage of a base of 0
      ['App 2', '100', null, '', null],
    ])
    expect(row(numbers, feet[0])).toEqual(['2 apps', '140', 600, '9', -10])
    expect(feet[0]?.get(USERS)?.note).toBe('not-deduplicated')
  })

  test('a search leaves the apps whose names have every word; without a comparison there are no changes', () => {
    expect(matrixTable(choices, overview, { query: '2 app' }).rows.map(({ id }) => id)).toEqual([2])
    const { columns } = matrixTable(choices, { ...overview, compare: null })
    expect(columns.some(({ kind }) => kind === 'change')).toBe(false)
  })

  test('a cell is about an app, the foot about all of them', () => {
    expect(matrixSubject(choices, overview, at(1, `${USERS}#change`))).toMatchObject({
      metric: USERS,
      who: 'App 1',
      app: 1,
      now: { value: 9, unit: 'count' },
      before: { total: { value: 10 }, range: { from: '2026-10-28' } },
      isChange: true,
      combined: false,
    })
    expect(matrixSubject(choices, overview, at(null, SESSIONS))).toMatchObject({ who: '2 apps', combined: true })
    expect(matrixSubject(choices, overview, at(1, 'spark'))).toBeNull()
  })
})

describe('the cards', () => {
  test('are of one app, or of all as one', () => {
    expect(kpiCards(choices, overview).map(({ choice, kpi }) => [choice.metric, kpi.total.value])).toEqual([
      [USERS, 9],
      [SESSIONS, 140],
    ])
    const [app] = overview.apps
    const one = { ...overview, apps: app ? [app] : [] }
    const [, card] = kpiCards(choices, one)
    expect(card?.kpi).toMatchObject({ total: { value: 40 }, change: 100 })
    expect(card && kpiSubject(card, one, { id: 1, name: 'App 1' })).toMatchObject({ who: 'App 1', combined: false })
  })
})
