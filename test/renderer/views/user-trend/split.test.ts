import { beforeEach, expect, test } from 'vitest'
import type { LinesLook } from '../../../../renderer/components/series/metric-lines.ts'
import { setLocale } from '../../../../renderer/i18n/locale.ts'
import { splitAppTip, splitByApp, splitModel, splitOf, splitTip } from '../../../../renderer/views/user-trend/split.ts'
import { panelOf, total } from '../../components/series/panels.ts'

beforeEach(() => setLocale('en'))

const NEW = 'user-trend/new_user_count'
const OLD = 'user-trend/old_user_count'
const look: LinesLook = {
  locale: 'en',
  window: null,
  notes: [],
  colors: new Map([
    [NEW, 1],
    [OLD, 3],
  ]),
}
const fresh = panelOf(NEW, {
  1: { values: [30, 10, null], total: total(45) },
  2: { values: [5, 5, 5], total: total(15) },
  3: { values: [1, 1, 1], total: total(3) },
})
const back = panelOf(OLD, {
  1: { values: [10, 30, 7], total: total(15) },
  2: { values: [5, 5, 5], total: total(10) },
  3: { values: [1, 1, 1], total: total(null, 'not-fetched-range') },
})
const one = (panel: typeof fresh) => ({ ...panel, series: panel.series.slice(0, 1) })

test('of one app, new and returning users stand on each other, as people or as parts', () => {
  const model = splitModel({ fresh: one(fresh), back: one(back) }, look, false)
  expect(model.form).toBe('stacked')
  expect(model.series.map(({ key, color, values }) => [key, color, values])).toEqual([
    [NEW, 1, [30, 10, null]],
    [OLD, 3, [10, 30, 7]],
  ])
  expect(splitModel({ fresh: one(fresh), back: one(back) }, look, true).form).toBe('share')
})

test('of several apps, the parts of each app’s users of the range; none where a part is unknown', () => {
  const model = splitByApp({ fresh, back }, look)
  expect(model.places.map(({ label }) => label)).toEqual(['App 1', 'App 2', 'App 3'])
  expect(model.series.map(({ values }) => values)).toEqual([
    [75, 60, null],
    [25, 40, null],
  ])
})

test('a period tells people and parts; no parts where one is unknown', () => {
  const tip = splitTip({ fresh: one(fresh), back: one(back) }, 0, look)
  expect(tip?.rows.map(({ label, value, before }) => [label, value, before])).toEqual([
    ['New users', '30', '75.00%'],
    ['Returning users', '10', '25.00%'],
  ])
  expect(
    splitTip({ fresh: one(fresh), back: one(back) }, 2, look)?.rows.map(({ value, before }) => [value, before]),
  ).toEqual([
    ['no data', ''],
    ['7', ''],
  ])
  expect(splitAppTip({ fresh, back }, 1, look)).toMatchObject({
    title: 'App 2',
    rows: [
      { value: '15', before: '60.00%' },
      { value: '10', before: '40.00%' },
    ],
  })
  expect(splitOf([fresh])).toBeNull()
})
