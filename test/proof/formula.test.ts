import { join } from 'node:path'
import { expect, test } from 'vitest'
import { partsOf, python, readWorkbook, scratch } from '../core/excel/reader.ts'
import { openWorld } from '../core/service/world.ts'
import { bending } from './support/bent.ts'
import { RANGE, sync } from './support/sync.ts'

/** What a spreadsheet would run, were it ever taken for a formula. */
const PATHS = [
  "=cmd|' /C calc'!A0",
  '+SUM(1,2)',
  '-2+3',
  '@x',
  '=HYPERLINK("http://127.0.0.1/?"&A1,"click")',
  '=1+1',
  '＝1+1',
  "'=1+1",
  '{=1+1}',
  '%0A=1+1',
]
const APP = '=WEBSERVICE("http://127.0.0.1/")'

const input = { range: RANGE, scope: {}, reports: ['pages'] }

test('page paths and app names that look like formulas are text, and make no formula', async () => {
  const { core, sandbox } = await openWorld({
    sandbox: { apps: 1, quirks: 'none' },
    core: { capabilities: renamingPages(), locale: 'en' },
  })
  await core.call('apps.add', { name: APP, token: sandbox.apps[0]?.token ?? '', tags: ['@tag'], check: false })
  await sync(core, { reports: ['pages', 'user-trend'] })
  const { rows } = await core.call('query.table', { report: 'pages', range: RANGE, scope: {} })
  expect(rows.map(({ label }) => label)).toEqual(expect.arrayContaining(PATHS))

  const path = join(scratch(), 'report.xlsx')
  const { job } = await core.call('export.start', { ...input, path })
  expect(await core.call('jobs.wait', { job })).toMatchObject({ state: 'done' })
  const parts = await partsOf(path)
  const sheets = [...parts].filter(([name]) => name.startsWith('xl/worksheets/sheet'))
  expect(sheets.length).toBeGreaterThan(3)
  // none but the totals of the summary's list: sums of a column by name, and plain numbers
  const totals = /^(SUBTOTAL\(109,report_table_summary\[[\w .·]+\]\)|-?[\d.]+(e-\d+)?)$/
  for (const [name, xml] of sheets)
    for (const [, formula] of xml.matchAll(/<f(?:\s[^>]*)?>([^<]*)<\/f>/g)) expect(formula, name).toMatch(totals)

  if (python === null) return
  const cells = (await readWorkbook(path)).sheets.flatMap((sheet) => sheet.cells)
  for (const text of [...PATHS, APP]) {
    const found = cells.filter(([, , value]) => value === text)
    // On the report's own sheet, and in the long data.
    expect(found.length, text).toBeGreaterThanOrEqual(2)
    expect(new Set(found.map(([, type]) => type)), text).toEqual(new Set(['s']))
  }
})

/** The first pages of every reply under other names. */
function renamingPages() {
  return bending('getanalysisvisitpage', (data) => {
    const list = data['data_list'] as readonly object[]
    return { ...data, data_list: list.map((row, i) => ({ ...row, ...(PATHS[i] && { pageName: PATHS[i] }) })) }
  })
}
