import { beforeEach, describe, expect, test } from 'vitest'
import {
  chartsOf,
  fitTogether,
  linesModel,
  linesTip,
  metricColors,
  type LinesLook,
} from '../../../../renderer/components/series/metric-lines.ts'
import { marksFor, notedOn } from '../../../../renderer/components/series/marks.ts'
import { linesNotes, nothingIn } from '../../../../renderer/components/series/notes.ts'
import type { Panel } from '../../../../renderer/components/series/panel.ts'
import { toggled } from '../../../../renderer/components/series/state.ts'
import { setLocale } from '../../../../renderer/i18n/locale.ts'
import { days, panelOf, total } from './panels.ts'

beforeEach(() => setLocale('en'))

const SESSIONS = 'user-trend/session_count'
const USERS = 'user-trend/user_count'
const TIME = 'user-trend/average_session_time'
const RATIO = 'user-trend/new_user_ratio'
const look: LinesLook = { locale: 'en', window: null, notes: [], colors: new Map([[SESSIONS, 3]]) }

const sessions = panelOf(SESSIONS, {
  1: { values: [10, null, 30], total: total(40), before: [5, 6, 20], previous: total(31) },
})
const time = panelOf(TIME, { 1: { values: [60, 61, 62], total: total(61), before: [50, 51, 52], previous: total(51) } })
const ratio = panelOf(RATIO, { 1: { values: [1, 2, 3], total: total(2) } })
const users = panelOf(USERS, { 1: { values: [1, 2, 3], total: total(6) } })

describe('metrics on one chart', () => {
  test('a second unit is measured at the right; those of one unit share an axis', () => {
    const model = linesModel([sessions, time], look)
    expect([model?.unit, model?.rightUnit]).toEqual(['count', 'seconds'])
    expect(model?.series.map(({ key, right, before }) => [key, right, before ?? false])).toEqual([
      [SESSIONS, false, false],
      [SESSIONS, false, true],
      [TIME, true, false],
      [TIME, true, true],
    ])
    expect(linesModel([sessions, users], look)?.rightUnit).toBeNull()
    expect(linesModel([], look)).toBeNull()
  })

  test('three units are a chart each, and so is what is wanted so', () => {
    expect(fitTogether([sessions, time, users])).toBe(true)
    expect(fitTogether([sessions, time, ratio])).toBe(false)
    const metrics = (panels: readonly Panel[], together: boolean) =>
      chartsOf(panels, look, together).map((chart) => chart.panels.map(({ choice }) => choice.info.key))
    expect(metrics([sessions, time], true)).toEqual([['session_count', 'average_session_time']])
    expect(metrics([sessions, time], false)).toEqual([['session_count'], ['average_session_time']])
    expect(metrics([sessions, time, ratio], true)).toHaveLength(3)
  })

  test('hours of the day are bars, a chart a metric', () => {
    const hourly = (panel: Panel): Panel => ({ ...panel, granularity: 'hour' })
    const charts = chartsOf([hourly(sessions), hourly(users)], look, true)
    expect(charts.map(({ bars, lines }) => [bars !== null, lines === null])).toEqual([
      [true, true],
      [true, true],
    ])
  })

  test('alone a metric has its app’s colour, among others its own', () => {
    const all = [USERS, SESSIONS, TIME]
    expect(metricColors(all, [TIME], 2)).toEqual(new Map([[TIME, 2]]))
    expect(metricColors(all, [TIME], null)).toEqual(new Map([[TIME, 3]]))
    expect(metricColors(all, [TIME, USERS], 2)).toEqual(
      new Map([
        [TIME, 3],
        [USERS, 1],
      ]),
    )
  })
})

describe('what a chart says', () => {
  test('every metric with the number compared with; no change where a number is unknown', () => {
    const tip = linesTip([sessions, time], 0, null, look)
    expect(tip?.title).toBe('2026-11-01 Sun')
    expect(tip?.rows.map(({ label, value, before, change }) => [label, value, before, change])).toEqual([
      ['Sessions', '10', '5', 100],
      ['Average session duration', '01:00', '00:50', 20],
    ])
    expect(linesTip([sessions], 1, null, look)?.rows[0]).toMatchObject({ value: 'no data', before: '6', change: null })
    expect(linesTip([sessions], 9, null, look)).toBeNull()
  })

  test('no change of a period that is not whole', () => {
    const periods = days(3).map((period, i) => ({ ...period, partial: i === 0 }))
    const tip = linesTip([{ ...sessions, periods }], 0, null, look)
    expect(tip?.lines?.[0]).toBe('incomplete period')
    expect(tip?.rows[0]?.change).toBeNull()
  })

  test('notes name what is compared and that users are counted once an app', () => {
    expect(linesNotes([sessions], 'previous')).toEqual(['Dashed: previous period (2026-10-20 – 10-23)'])
    const many = panelOf(
      USERS,
      { 1: { values: [1], total: total(1) }, 2: { values: [2], total: total(2) } },
      { combined: { values: [3], total: total(3, 'not-deduplicated') } },
    )
    expect(linesNotes([many], 'none')).toEqual(['Users of several apps are the sum of the apps, not de-duplicated'])
    expect(linesNotes([many], 'none', 'own')).toEqual(['Each small chart has its own scale: heights do not compare'])
  })

  test('nothing is in panels whose every value is unknown', () => {
    const none = panelOf(USERS, { 1: { values: [null, null], total: total(null, 'not-fetched') } })
    expect([nothingIn([none]), nothingIn([none, sessions])]).toEqual([true, false])
  })
})

describe('what was noted', () => {
  const note = (from: string, to: string, text: string, app: string | null = null) => ({
    id: 1,
    appId: app === null ? null : 1,
    app,
    tag: null,
    from,
    to,
    kind: 'note' as const,
    text,
    createdAt: '',
    updatedAt: '',
  })
  const notes = [
    note('2026-11-02', '2026-11-02', 'sale'),
    note('2026-11-02', '2026-11-03', 'release', 'App 1'),
    note('2026-12-01', '2026-12-01', 'later'),
  ]

  test('stands at the first of its periods, with those of the same day, as long as the longest', () => {
    expect(marksFor(days(4), 'day', notes, false)).toEqual([{ at: 1, to: 2, label: 'sale · release' }])
    expect(marksFor(days(4), 'day', notes, true)[0]?.label).toBe('sale · App 1: rele…')
    expect(marksFor(days(4), 'hour', notes, false)).toEqual([])
  })

  test('is said of every day it touches', () => {
    const [, second, third, fourth] = days(4)
    expect([second, third, fourth].map((day) => day && notedOn(day, notes))).toEqual([
      ['sale', 'App 1: release'],
      ['App 1: release'],
      [],
    ])
  })
})

test('the last metric stays, and of too many the oldest goes', () => {
  expect(toggled(['a'], 'a')).toEqual(['a'])
  expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
  expect(toggled(['a', 'b', 'c', 'd'], 'e')).toEqual(['b', 'c', 'd', 'e'])
})
