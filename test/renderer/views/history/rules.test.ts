import { expect, test } from 'vitest'
import type { Lag } from '../../../../electron/contract/methods/history-changes.ts'
import type { Snapshot } from '../../../../electron/contract/methods/history.ts'
import { setLocale } from '../../../../renderer/i18n/locale.ts'
import { areNamed, cellColumns, cellRows, rowName, type Cell } from '../../../../renderer/views/history/cells.ts'
import { adviceOf, lagModel, lagRows, lagsOf, lagTip } from '../../../../renderer/views/history/lag/lag-chart.ts'
import { outcomeOf, replyBefore } from '../../../../renderer/views/history/replies/reply-rows.ts'

setLocale('zh-CN')
const names = {
  app: (_: number, name: string) => name,
  report: (id: string) => id,
  variant: (_: string, key: string) => key,
  series: (id: string, key: string) => (key === '' ? id : `${id} · ${key}`),
  metric: (_: string, key: string) => `«${key}»`,
}
const cell: Cell = {
  appId: 1,
  app: '山城民宿',
  report: 'sources',
  variant: '',
  from: '2026-11-01',
  to: '2026-11-07',
  label: '搜索结果',
  parent: '搜索',
  metric: 'session_count',
  unit: 'count',
  before: 200,
  after: 150,
}

test('a changed number has its row’s names, both values, and what they differ by', () => {
  const [row] = cellRows([cell], names)
  const texts = Object.fromEntries([...(row?.cells ?? [])].map(([key, { text, value }]) => [key, text ?? value]))
  expect(texts).toMatchObject({
    app: '山城民宿',
    row: '搜索 › 搜索结果',
    period: '2026-11-01 – 11-07',
    metric: '«session_count»',
    before: 200,
    after: 150,
    difference: -50,
    percent: -25,
  })
})

test('nothing is made of an unknown number or a base of 0', () => {
  const of = (some: Partial<Cell>) => {
    const cells = cellRows([{ ...cell, ...some }], names)[0]?.cells
    return [cells?.get('difference')?.value, cells?.get('percent')?.value]
  }
  expect(of({ before: null })).toEqual([null, null])
  expect(of({ after: null })).toEqual([null, null])
  expect(of({ before: 0, after: 5 })).toEqual([5, null])
  // what the core worked out is taken as it is
  expect(of({ difference: 7, percent: null })).toEqual([7, null])
})

test('of two percentages the difference is told in points', () => {
  const cells = cellRows([{ ...cell, unit: 'percent', before: 41.97, after: 41.99 }], names)[0]?.cells
  expect(cells?.get('difference')).toMatchObject({ unit: 'decimal', hint: '个百分点' })
  expect(cells?.get('difference')?.value).toBeCloseTo(0.02, 9)
})

test('a reply’s own sum is said to be one; a period has no name', () => {
  expect(rowName({ label: null, parent: null, whole: true })).toBe('整段合计')
  expect(rowName({ label: null, parent: null })).toBe('')
  expect([areNamed([cell]), areNamed([{ ...cell, label: null, parent: null }])]).toEqual([true, false])
  expect(cellColumns(['before', 'percent', 'app']).map(({ kind }) => kind)).toEqual(['number', 'change', 'text'])
})

test('a reply is held against the newest earlier one of just its days, else of some of them', () => {
  const reply = (id: number, from: string, to: string) => ({ id, from, to }) as Snapshot
  const own = { from: '2026-11-01', to: '2026-11-07' }
  const earlier = [reply(9, '2026-11-03', '2026-11-09'), reply(7, own.from, own.to), reply(5, own.from, own.to)]
  expect(replyBefore(own, earlier)?.id).toBe(7)
  expect(replyBefore(own, earlier.slice(0, 1))?.id).toBe(9)
  expect(replyBefore(own, [])).toBeNull()
  expect(outcomeOf({ changed: true, capped: false })).toBe('news')
  expect(outcomeOf({ changed: false, capped: false })).toBe('same')
  expect(outcomeOf({ changed: true, capped: true })).toBe('capped')
})

const point = (lag: number, cells: number, changed: number, reported: number | null) => ({
  lag,
  cells,
  changed,
  reported,
})
const lag: Lag = {
  report: 'user-trend',
  variant: '',
  refetchDays: 3,
  metrics: [
    {
      metric: 'session_count',
      unit: 'count',
      points: [point(0, 60, 80, 92), point(1, 55, 40, 98), point(3, 40, 0, 100)],
      advised: { days: 3, changed: 0, atMost: 8.8, cells: 40 },
      seenUpTo: 9,
    },
    {
      metric: 'new_user_ratio',
      unit: 'percent',
      points: [point(0, 60, 0, null)],
      advised: { days: 0, changed: 0, atMost: 6, cells: 60 },
      seenUpTo: 9,
    },
    { metric: 'user_count', unit: 'count', points: [], advised: null, seenUpTo: null },
  ],
}

test('the curve has a place for every day after the end, a gap where none was seen', () => {
  expect(lagsOf(lag)).toEqual([0, 1, 2, 3])
  const model = lagModel(lag, { curve: 'changed', locale: 'zh-CN', name: (key) => key })
  expect(model.series.map(({ key, values }) => [key, values])).toEqual([
    ['session_count', [80, 40, null, 0]],
    ['new_user_ratio', [0, null, null, null]],
  ])
  const reported = lagModel(lag, { curve: 'reported', locale: 'zh-CN', name: (key) => key })
  expect(reported.series.map(({ key, values }) => [key, values])).toEqual([['session_count', [92, 98, null, 100]]])
  expect(lagTip(lag, model, 1)).toMatchObject({
    title: '结束后第 1 天',
    rows: [
      { key: 'session_count', value: '40.00%', before: '55 个数' },
      { key: 'new_user_ratio', value: '—' },
    ],
  })
  expect(lagTip(lag, model, 9)).toBeNull()
})

test('a report is fetched again as long as its slowest metric wants', () => {
  expect(adviceOf(lag)).toBe(3)
  expect(adviceOf({ ...lag, metrics: lag.metrics.slice(2) })).toBeNull()
  expect(lagRows(lag, (key) => key).map(({ cells }) => cells.get('advised')?.text)).toEqual([
    '3 天',
    '当天即定',
    '还说不准',
  ])
})
