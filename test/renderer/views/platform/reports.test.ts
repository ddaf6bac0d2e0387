import { expect, test } from 'vitest'
import type { Reconciliation } from '../../../../electron/contract/methods/query-reconcile.ts'
import { metricsOf, nothingKnown, reportsTable } from '../../../../renderer/views/platform/reports.ts'
import {
  reportsChart,
  reportsModel,
  reportsNotes,
  reportsTip,
} from '../../../../renderer/views/platform/reports-chart.ts'
import { setLocale } from '../../../../renderer/i18n/locale.ts'
import { themeOf, THEMES } from '../../../../renderer/views/platform/themes.ts'

const known = (metric: string, value: number | null, first: number | null) => ({
  metric,
  total: { value, note: value === null ? ('not-fetched' as const) : null },
  difference: value === null || first === null ? null : value - first,
  percent: null,
})
// the specification's own samples
const answer = (pages: number | null): Reconciliation => ({
  apps: [
    {
      appId: 7,
      app: '甲',
      measures: [
        {
          id: 'sessions',
          totals: [
            known('user-trend/session_count', 7727, 7727),
            known('region/session_count_district', 7718, 7727),
            known('pages/entry_count', pages, 7727),
          ],
          spread: pages === null ? 9 : 7727 - pages,
        },
        { id: 'new-users', totals: [known('user-trend/new_user_count', null, null)], spread: null },
      ],
    },
  ],
})

test('each report’s number with how far it is from the first, and the farthest two', () => {
  const { rows, columns } = reportsTable(answer(7706), 'sessions', new Map())
  const [row] = rows
  expect(row?.id).toBe(7)
  expect(row?.cells.get('user-trend/session_count')).toEqual({ value: 7727, note: null })
  expect(row?.cells.get('region/session_count_district')).toMatchObject({ value: 7718, hint: '−9' })
  expect(row?.cells.get('pages/entry_count')).toMatchObject({ value: 7706, hint: '−21' })
  expect(row?.cells.get('spread')?.value).toBe(21)
  expect(row?.cells.get('spread%')?.value).toBeCloseTo((100 * 21) / 7727, 10)
  expect(columns.map(({ key }) => key).slice(3)).toEqual(metricsOf(answer(7706), 'sessions'))
})

test('a report that is not known is no difference', () => {
  const [row] = reportsTable(answer(null), 'sessions', new Map()).rows
  expect(row?.cells.get('pages/entry_count')).toEqual({ value: null, note: 'not-fetched' })
  const [fresh] = reportsTable(answer(null), 'new-users', new Map()).rows
  expect(fresh?.cells.get('spread%')?.value).toBeNull()
  expect(nothingKnown(answer(null))).toBe(false)
  expect(nothingKnown({ apps: [] })).toBe(true)
})

test('the chart has the apps whose reports are farthest apart, each report by how far it is from the first', () => {
  setLocale('zh-CN')
  const total = (metric: string, value: number | null, first: number) => ({
    ...known(metric, value, first),
    percent: value === null ? null : (100 * (value - first)) / first,
  })
  const apps = Array.from({ length: 10 }, (_, n) => ({
    appId: n + 1,
    app: `应用${n + 1}`,
    measures: [
      {
        id: 'sessions' as const,
        totals: [
          total('user-trend/session_count', 1000, 1000),
          total('region/session_count_district', 1000 - n, 1000),
          total('pages/entry_count', n === 9 ? 1005 : null, 1000),
          total('habits/session_count', null, 1000),
        ],
        spread: n === 9 ? 14 : n,
      },
    ],
  }))
  // of one nothing is known
  const none = { appId: 11, app: '无', measures: [{ id: 'sessions' as const, totals: [], spread: null }] }
  const chart = reportsChart({ apps: [...apps, none] }, 'sessions', new Map())
  if (!chart) throw new Error('no chart')
  expect(chart.apps.map(({ appId }) => appId)).toEqual([10, 9, 8, 7, 6, 5, 4, 3])
  expect([chart.all, chart.base]).toEqual([10, 'user-trend/session_count'])
  // the first is what the others are held against; what nobody has is no bar
  const { series, places } = reportsModel(chart, 'zh-CN')
  expect(series.map(({ key }) => key)).toEqual(['region/session_count_district', 'pages/entry_count'])
  expect(places[0]?.label).toBe('应用10')
  expect(series[0]?.values.slice(0, 2)).toEqual([expect.closeTo(-0.9, 9), expect.closeTo(-0.8, 9)])
  expect(series[1]?.values.slice(0, 2)).toEqual([expect.closeTo(0.5, 9), null])
  expect(reportsNotes(chart)).toEqual(['画出差得最多的 8 个应用，共 10 个'])
  const tip = reportsTip(chart, 0)
  expect(tip?.lines).toEqual(['user-trend/session_count：1,000'])
  expect(tip?.rows).toMatchObject([
    { value: '991', before: '−9（−0.90%）' },
    { value: '1,005', before: '+5（+0.50%）' },
  ])
  expect(reportsTip(chart, 1)?.rows[1]).toEqual(expect.objectContaining({ value: '无数据' }))
  expect(reportsTip(chart, 99)).toBeNull()
  expect(reportsChart({ apps: [none] }, 'sessions', new Map())).toBeNull()
})

test('a theme is just its metrics, in whatever order', () => {
  expect(themeOf([...THEMES.share].reverse())).toBe('share')
  expect(themeOf([THEMES.share[0]])).toBeNull()
})
