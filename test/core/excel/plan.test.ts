import { expect, test } from 'vitest'
import { sharedTexts } from '../../../electron/contract/i18n/index.ts'
import { planWorkbook } from '../../../electron/core/excel/plan.ts'
import type { PlanRow, PlanSheet, WorkbookInput, WorkbookPlan } from '../../../electron/core/excel/types.ts'
import { fakeInput } from '../../fixtures/workbook-input.ts'

const { notes, missing } = sharedTexts['zh-CN']

const sheetOf = (plan: WorkbookPlan, name: string): PlanSheet => {
  const found = plan.sheets.find((sheet) => sheet.name === name)
  if (!found) throw new Error(`no sheet ${name} among ${plan.sheets.map((sheet) => sheet.name).join()}`)
  return found
}
const rowsOf = (sheet: PlanSheet): PlanRow[] => [...sheet.rows()]
const firsts = (sheet: PlanSheet) => rowsOf(sheet).map((row) => row.values[0] ?? null)

test('every sheet has the rows it says, as wide as it says', () => {
  for (const locale of ['zh-CN', 'en'] as const)
    for (const sheet of planWorkbook(fakeInput({ locale })).sheets) {
      const rows = rowsOf(sheet)
      expect(rows.length, sheet.name).toBe(sheet.rowCount)
      expect(Math.max(...rows.map((row) => row.values.length)), sheet.name).toBeLessThanOrEqual(sheet.widths.length)
      for (const row of rows) expect(row.styles.length).toBe(row.values.length)
    }
})

test('rows are the same each time they are asked for', () => {
  const plan = planWorkbook(fakeInput({ apps: 2 }))
  for (const sheet of plan.sheets) expect(rowsOf(sheet)).toEqual(rowsOf(sheet))
})

test('the sheets of all ten reports stand between the summary and the data', () => {
  expect(planWorkbook(fakeInput()).sheets.map((sheet) => sheet.name)).toEqual([
    '封面',
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
    '数据',
    '指标说明',
    '数据来源',
  ])
  const chosen = planWorkbook(fakeInput({ locale: 'en', reports: ['region', 'user-trend'] }))
  expect(chosen.sheets.map((sheet) => sheet.name)).toEqual([
    'Cover',
    'Summary',
    'User trend',
    'Regions',
    'Data',
    'Dictionary',
    'Provenance',
  ])
})

test('several apps stand side by side under each metric, one app has its metrics side by side', () => {
  const header = (apps: number) => rowsOf(sheetOf(planWorkbook(fakeInput({ apps })), '用户趋势'))[3]?.values
  expect(header(3)).toEqual(['日期', '重庆小面外卖', '青禾预约挂号', '云朵母婴', '全部小程序'])
  expect(header(1)).toEqual([
    '日期',
    '新用户数',
    '新用户占比',
    '老用户数',
    '老用户占比',
    '启动用户数',
    '启动次数',
    '次均使用时长（秒）',
    '人均使用时长（秒）',
  ])
})

test('pages belong to one app each: a section an app, regions are shared: a section a metric', () => {
  const plan = planWorkbook(fakeInput({ apps: 2 }))
  const titles = (name: string, width: number) =>
    rowsOf(sheetOf(plan, name)).flatMap((row) =>
      row.height === 22 && row.values.length >= width ? [row.values[0]] : [],
    )
  expect(titles('页面分析', 9)).toContain('青禾预约挂号')
  expect(titles('地域分布', 3)).toContain('启动次数')
})

test('a source’s scenes stand indented below it, numbers under their own group', () => {
  const sheet = sheetOf(planWorkbook(fakeInput({ apps: 1 })), '来源分析')
  const rows = rowsOf(sheet)
  // the groups alone stand before them
  const at = rows.findLastIndex((row) => row.values[0] === '自然搜索')
  expect(rows.slice(at, at + 6).map((row) => [row.values[0], row.outline ?? 0])).toEqual([
    ['自然搜索', 0],
    ['搜索直达', 1],
    ['搜索结果页', 1],
    ['分享', 0],
    ['微信好友', 1],
    ['搜索直达', 1],
  ])
  expect(rows[at + 1]?.values.slice(1)).not.toEqual(rows[at + 5]?.values.slice(1))
})

test('a total that is not known says why in its place, a summed one carries its sign', () => {
  const rows = rowsOf(sheetOf(planWorkbook(fakeInput({ apps: 3 })), '用户趋势'))
  const totals = rows.filter((row) => row.values[0] === '整段去重')
  expect(totals).toHaveLength(2)
  for (const row of totals) {
    expect(row.values[2]).toBe(notes['not-fetched-range'])
    expect(row.styles[4]?.spec.format).toBe('#,##0" †"')
  }
  expect(rows.map((row) => row.values[0])).toContain(`† ${notes['not-deduplicated']}`)
})

test('an incomplete period is marked and explained', () => {
  const rows = rowsOf(sheetOf(planWorkbook(fakeInput({ apps: 2, locale: 'en' })), 'User trend'))
  const last = rows.filter((row) => row.styles[0]?.spec.format === '[$-409]yyyy-mm-dd ddd" *"')
  // the fixture's last day, once a metric; 43570 is 2019-04-15
  expect(last.map((row) => row.values[0])).toEqual(Array<number>(8).fill(43_570))
  expect(rows.map((row) => row.values[0])).toContainEqual(expect.stringMatching(/^Periods marked “\*”/))
})

test('in Chinese a rise is red, elsewhere green, both with arrow and sign', () => {
  const changes = (locale: 'zh-CN' | 'en') => {
    const plan = planWorkbook(fakeInput({ locale, reports: ['user-trend'] }))
    return rowsOf(sheetOf(plan, locale === 'en' ? 'Summary' : '汇总')).flatMap((row) =>
      row.values.flatMap((value, c) => {
        const spec = row.styles[c]?.spec
        return spec?.format?.includes('▲') && typeof value === 'number' && value !== 0 ? [[value > 0, spec.colour]] : []
      }),
    )
  }
  expect(changes('zh-CN').length).toBeGreaterThan(30)
  for (const [rises, colour] of changes('zh-CN')) expect(colour).toBe(rises ? 'C2372F' : '0A7D4F')
  for (const [rises, colour] of changes('en')) expect(colour).toBe(rises ? '0A7D4F' : 'C2372F')
})

test('a change that reads 0.0 % has neither arrow nor sign, nor a colour', () => {
  const input = fakeInput({ reports: ['user-trend'] })
  const apps = input.overview.apps.map((app, a) => ({
    ...app,
    kpis: app.kpis.map((kpi) => ({ ...kpi, change: [0.049, -0.049, 0.05][a] ?? kpi.change })),
  }))
  const plan = planWorkbook({ ...input, overview: { ...input.overview, apps } })
  const looks = (change: number) =>
    rowsOf(sheetOf(plan, '汇总')).flatMap((row) =>
      row.values.flatMap((value, c) => (value === change / 100 ? [row.styles[c]?.spec.format] : [])),
    )
  expect(new Set([...looks(0.049), ...looks(-0.049)])).toEqual(new Set(['0.0%;0.0%;0.0%']))
  expect(new Set(looks(0.05))).toEqual(new Set(['"▲ +"0.0%;"▼ -"0.0%;0.0%']))
})

test('a figure in seconds says so on its card; the cover’s foot is its own title; a record is not printed', () => {
  const input = fakeInput({ apps: 2 })
  const plan = planWorkbook({ ...input, cover: { title: '甲方月报', lines: [] } })
  expect(rowsOf(sheetOf(plan, '汇总'))[3]?.values).toContain('次均使用时长（秒）')
  expect(sheetOf(plan, '封面').print).toMatchObject({ footer: '甲方月报', onePage: true })
  const provenance = sheetOf(plan, '数据来源')
  const { area } = provenance.print
  const record = rowsOf(provenance).findIndex((row) => row.values[0] === 'cygnet-record')
  expect(area).toMatchObject({ top: 1, left: 1, right: 11 })
  expect(area?.bottom).toBeGreaterThan(10)
  expect(area?.bottom).toBeLessThan(record)
})

test('without a comparison there is no column for it', () => {
  const plan = planWorkbook(fakeInput({ compare: 'none' }))
  const rows = rowsOf(sheetOf(plan, '汇总'))
  expect(rows.flatMap((row) => row.values)).not.toContain('上期')
  expect(firsts(sheetOf(plan, '封面'))).toContain('对比区间')
})

test('what is missing stands on the cover and in the provenance', () => {
  const plan = planWorkbook(fakeInput({ apps: 3 }))
  const gap = rowsOf(sheetOf(plan, '封面')).find((row) => row.values[1] === '终端分布 · 机型')
  expect(gap?.values).toEqual(['云朵母婴', '终端分布 · 机型', missing['not-fetched']])
  const listed = rowsOf(sheetOf(plan, '数据来源')).filter((row) => row.values[9] === '缺失的数据')
  expect(listed.map((row) => [row.values[0], row.values[10]])).toEqual([['云朵母婴', missing['not-fetched']]])
})

test('the triangle’s colours run over its rates, not over the cohort’s size or the counts', () => {
  const sheet = sheetOf(planWorkbook(fakeInput({ apps: 2 })), '活跃用户留存')
  const rows = rowsOf(sheet)
  expect(sheet.scales).toHaveLength(3)
  for (const { top, left, bottom, right } of sheet.scales)
    for (const row of rows.slice(top - 1, bottom))
      for (const style of row.styles.slice(left - 1, right)) expect(style?.spec.format).toBe('0.00%')
})

test('past a sheet’s limit the data goes on on the next, no row lost or told twice', () => {
  const input = fakeInput({ apps: 2, reports: ['user-trend', 'region'] })
  const whole = rowsOf(sheetOf(planWorkbook(input), '数据'))
  const split = planWorkbook({ ...input, maxRows: 101 })
  const sheets = split.sheets.filter((sheet) => sheet.name.startsWith('数据') && sheet.name !== '数据来源')
  expect(sheets.map((sheet) => sheet.name)).toEqual(
    Array.from({ length: Math.ceil((whole.length - 1) / 100) }, (_, n) => (n === 0 ? '数据' : `数据 ${n + 1}`)),
  )
  for (const sheet of sheets) expect(sheet.rowCount).toBeLessThanOrEqual(101)
  expect(sheets.flatMap((sheet) => rowsOf(sheet).slice(1))).toEqual(whole.slice(1))
})

test('a long list is cut on its sheet and says so; the data has all of it', () => {
  const plan = planWorkbook(fakeInput({ apps: 1, pages: 250, reports: ['pages'] }))
  const rows = rowsOf(sheetOf(plan, '页面分析'))
  expect(rows.map((row) => row.values[0])).toContain('其余 50 项未列出，完整内容见“数据”。')
  expect(rowsOf(sheetOf(plan, '数据'))).toHaveLength(1 + 250 * 8)
})

test('no table is kept: each is asked for again when its rows are written', () => {
  const input = fakeInput({ apps: 2, reports: ['user-trend'] })
  let asked = 0
  const counted: WorkbookInput = {
    ...input,
    reports: input.reports.map((report) => ({
      ...report,
      variants: report.variants.map((variant) => ({
        ...variant,
        table: () => {
          asked += 1
          return variant.table()
        },
      })),
    })),
  }
  const plan = planWorkbook(counted)
  const planned = asked
  rowsOf(sheetOf(plan, '数据'))
  expect(asked).toBe(planned + 1)
})

test('a row of the data about a week has its first and its last day', () => {
  const input = fakeInput({ apps: 1, reports: ['user-trend'] })
  const weekly: WorkbookInput = {
    ...input,
    reports: input.reports.map((report) => ({
      ...report,
      variants: report.variants.map((variant) => {
        const table = variant.table()
        const rows = table.rows.slice(0, 1).map((row) => ({ ...row, from: '2019-04-01', to: '2019-04-07' }))
        return { ...variant, granularity: 'week' as const, table: () => ({ ...table, rows }) }
      }),
    })),
  }
  const row = rowsOf(sheetOf(planWorkbook(weekly), '数据'))[1]
  // Excel counts days from 1899-12-30
  expect(row?.values.slice(3, 6)).toEqual(['周', 43_556, 43_562])
})

test('without any app or data there is still a workbook that says so', () => {
  const input = fakeInput({ apps: 1, reports: ['region'] })
  const empty: WorkbookInput = {
    ...input,
    apps: [],
    overview: { ...input.overview, apps: [] },
    reports: input.reports.map((report) => ({
      ...report,
      variants: report.variants.map((variant) => ({
        ...variant,
        table: () => ({ ...variant.table(), rows: [], sources: [], sum: {} }),
      })),
    })),
  }
  const plan = planWorkbook(empty)
  expect(plan.sheets.map((sheet) => sheet.name)).toEqual(['封面', '汇总', '数据', '指标说明', '数据来源'])
  for (const sheet of plan.sheets) expect(rowsOf(sheet)).toHaveLength(sheet.rowCount)
})
