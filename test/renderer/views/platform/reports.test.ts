import { expect, test } from 'vitest'
import type { Reconciliation } from '../../../../electron/contract/methods/query-reconcile.ts'
import { metricsOf, nothingKnown, reportsTable } from '../../../../renderer/views/platform/reports.ts'
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

test('a theme is just its metrics, in whatever order', () => {
  expect(themeOf([...THEMES.share].reverse())).toBe('share')
  expect(themeOf([THEMES.share[0]])).toBeNull()
})
