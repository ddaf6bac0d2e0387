import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Annotation } from '../../../electron/contract/methods/annotations.ts'
import { exportWorkbook } from '../../../electron/core/excel/export.ts'
import { fakeDeps, fakeOrder, type FixtureOptions } from '../../fixtures/workbook-input.ts'
import { chartsOf } from '../../tools/ooxml/charts.ts'
import { packageProblems } from '../../tools/ooxml/package.ts'
import { readPackage, type PackageParts } from '../../tools/ooxml/read.ts'
import { partsOf, scratch } from './reader.ts'

const note = (more: Partial<Annotation>): Annotation => ({
  id: 1,
  appId: null,
  tag: null,
  app: null,
  from: '2019-04-03',
  to: '2019-04-03',
  kind: 'release',
  text: '发布 2.0 & <改版>',
  createdAt: '2019-04-03T00:00:00.000Z',
  updatedAt: '2019-04-03T00:00:00.000Z',
  ...more,
})

async function packageOf(options: FixtureOptions, annotations: readonly Annotation[] = []): Promise<PackageParts> {
  const path = join(scratch(), 'report.xlsx')
  await exportWorkbook({ ...fakeDeps(options), annotations: () => [...annotations] }, fakeOrder(options, path))
  return partsOf(path)
}

const cases: [string, FixtureOptions, Annotation[]?][] = [
  ['one app', { apps: 1 }],
  ['two apps in English', { apps: 2, locale: 'en' }],
  [
    'six apps, annotated',
    { apps: 6 },
    [note({}), note({ id: 2, appId: 2, app: '青禾', to: '2019-04-05' }), note({ id: 3, tag: '餐饮' })],
  ],
  [
    'more apps than colours, more columns than letters',
    { apps: 30, to: '2019-04-06', reports: ['user-trend', 'retention', 'region', 'habits'] },
  ],
  ['nothing to compare with', { apps: 3, compare: 'none' }],
  ['one day', { apps: 3, from: '2019-04-15' }],
  ['one metric', { apps: 3, metrics: ['user-trend/session_count'] }],
  ['a report of members alone', { apps: 9, reports: ['region'] }],
]

test.each(cases)(
  'the package of a workbook of %s keeps to the standard',
  async (_, options, annotations) => {
    expect(packageProblems(await packageOf(options, annotations))).toEqual([])
  },
  60_000,
)

test('the summary and every report’s sheet have charts, bound to cells of their own workbook', async () => {
  const charts = chartsOf(readPackage(await packageOf({ apps: 6 })))
  const sheets = [...new Set(charts.map(({ sheet }) => sheet))]
  expect(sheets).toEqual([
    '汇总',
    '用户趋势',
    '活跃用户',
    '活跃用户留存',
    '用户画像',
    '地域分布',
    '终端分布',
    '页面分析',
    '用户习惯',
    '来源分析',
    '平台汇总',
  ])
  expect(new Set(charts.flatMap(({ kinds }) => kinds))).toEqual(
    new Set(['c:lineChart', 'c:barChart', 'c:doughnutChart']),
  )
  // every metric of the trend has its own
  expect(charts.filter(({ sheet }) => sheet === '用户趋势')).toHaveLength(8)
  const combos = chartsOf(readPackage(await packageOf({ apps: 1 }))).filter(({ kinds }) => kinds.length > 1)
  expect(combos.map(({ sheet }) => sheet)).toEqual(['用户趋势', '活跃用户', '平台汇总'])
})

test('of many apps the eight largest are drawn, by the summary’s first figure, and the chart says so', async () => {
  const charts = chartsOf(
    readPackage(await packageOf({ apps: 30, to: '2019-04-06', reports: ['user-trend'], locale: 'en' })),
  )
  const [first] = charts.filter(({ sheet }) => sheet === 'User trend')
  expect(first?.series).toHaveLength(8)
  const { query } = fakeDeps({ apps: 30 })
  const { apps } = query.overview(fakeOrder({ apps: 30, to: '2019-04-06' }))
  const largest = apps
    .toSorted((a, b) => (b.kpis[0]?.total.value ?? 0) - (a.kpis[0]?.total.value ?? 0))
    .slice(0, 8)
    .map(({ appId }) => appId)
  const columns = first?.series.map(({ name }) => /\$([A-Z]+)\$/.exec(name)?.[1])
  const letter = (appId: number) => String.fromCharCode(65 + appId)
  expect(columns).toEqual(largest.toSorted((a, b) => a - b).map(letter))
  expect(first && JSON.stringify(first.xml)).toContain('the 8 with the highest “Sessions”')
})
