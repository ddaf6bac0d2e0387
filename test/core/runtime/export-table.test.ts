import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatDay, parseDay, startOfDayMs } from '../../../electron/contract/calendar.ts'
import type { Input, Output } from '../../../electron/contract/index.ts'
import { COVERAGE_STATES } from '../../../electron/contract/methods/history-coverage.ts'
import { python, readWorkbook, rowsOf, scratch, type ReadBook, type ReadCell } from '../excel/reader.ts'
import { fast, openWorld } from '../service/world.ts'

const FIRST = parseDay('2026-10-01') ?? NaN
const dated = (n: number) => formatDay(FIRST + n)
const RANGE = { from: dated(0), to: dated(9) }
const asked = { range: RANGE, scope: {} }
type Asked = Input<'export.table'>['asked']

/** Three apps and the platform; one trend restated after a first sync, one app refused at last. */
async function openRestated() {
  let now = startOfDayMs(FIRST + 12) + 9 * 3_600_000
  const options = { sandbox: { apps: 3, quirks: 'none', now: () => now }, core: { clock: () => now } } as const
  const world = await openWorld(options)
  await world.addApps()
  const { core, sandbox } = world
  await core.call('platform.set', { token: sandbox.platform.token })
  const sync = async (reports: string[]) =>
    core.call('jobs.wait', await core.call('sync.start', { ...asked, reports, force: true, ...fast }))
  await sync(['user-trend', 'region', 'sources', 'platform'])
  const [first, second] = sandbox.apps
  sandbox.restate({ app: first?.name ?? '', from: FIRST + 2, to: FIRST + 4, factor: 1.5 })
  now += 24 * 3_600_000
  await sync(['user-trend'])
  sandbox.faults.add({ kind: 'code', errno: 40007, match: { app: second?.name ?? '' } })
  now += 3_600_000
  await sync(['region'])
  const folder = scratch()
  const write = async (table: Asked, more: Partial<Input<'export.table'>> = {}) => {
    const path = join(folder, `${table.table}-${more.locale ?? 'en'}.xlsx`)
    const job = await core.call('jobs.wait', await core.call('export.table', { asked: table, path, ...more }))
    expect(job.error).toBeNull()
    return path
  }
  return { ...world, write }
}

/** The table of a sheet by its header: a record a row, as openpyxl reads it. */
function tableOf(book: ReadBook, at = 0): Record<string, ReadCell[2] | undefined>[] {
  const sheet = book.sheets[at]
  const { ref = '', columns = [] } = sheet?.tables[0] ?? {}
  const [, top = '', , bottom = ''] = /^[A-Z]+(\d+):([A-Z]+)(\d+)$/.exec(ref) ?? []
  const rows = rowsOf(sheet)
  const letters = Object.entries(rows.get(Number(top)) ?? {})
  expect(letters.map(([, name]) => name)).toEqual(columns)
  return Array.from({ length: Number(bottom) - Number(top) }, (_, n) => {
    const row = rows.get(Number(top) + 1 + n) ?? {}
    return Object.fromEntries(letters.map(([letter, name]) => [String(name), row[letter]]))
  })
}
const near = (value: number | null | undefined): unknown =>
  typeof value === 'number' ? expect.closeTo(value, 9) : undefined
const names = (list: Output<'reports.list'>, report: string, metric = '') => {
  const found = list.find(({ id }) => id === report)
  return metric === '' ? found?.name.en : found?.metrics.find(({ key }) => key === metric)?.name.en
}

test.skipIf(python === null)('coverage: how many days stand how, and each day; what was refused and why', async () => {
  const { core, write } = await openRestated()
  const question = { ...asked, reports: ['user-trend', 'region', 'platform'] }
  const answer = await core.call('history.coverage', question)
  const list = await core.call('reports.list', {})
  const book = await readWorkbook(await write({ table: 'coverage', question }))
  expect(book.sheets.map(({ name }) => name)).toEqual(['Coverage', 'Day by day', 'Refused'])
  const lines = answer.apps.flatMap(({ appId, app, rows }) =>
    rows.flatMap((days, r) =>
      days === '' ? [] : [[appId === 0 ? 'Platform' : app, names(list, answer.reports[r] ?? ''), days] as const],
    ),
  )
  expect(lines).toHaveLength(7)
  const counted = tableOf(book)
  expect(counted.map((row) => [row['App'], row['Report']])).toEqual(lines.map(([app, report]) => [app, report]))
  for (const [n, [, , days]] of lines.entries()) {
    const count = (letters: string) => Array.from(days).filter((day) => letters.includes(day)).length
    expect(counted[n]).toMatchObject({
      ...{ 'By day': near(count('fo') / days.length), Final: count('f'), Stale: count('s') },
      ...{ 'Only in a total': count('w'), Refused: count('r'), Ahead: 0 },
    })
  }
  const signs = { f: 'F', o: 'C', s: 'S', w: 'T', m: 'M', r: 'R', a: undefined }
  expect(Object.keys(signs)).toEqual(Object.keys(COVERAGE_STATES))
  const daily = tableOf(book, 1).map((row) => Object.values(row).slice(2))
  expect(daily).toEqual(lines.map(([, , days]) => Array.from(days, (day) => signs[day as keyof typeof signs])))
  expect(tableOf(book, 2)).toHaveLength(1)
  expect(String(tableOf(book, 2)[0]?.['Why'])).toContain('permission')
})

test.skipIf(python === null)(
  'every reply, and every number that was restated, with the replies that said so',
  async () => {
    const { core, write } = await openRestated()
    const list = await core.call('reports.list', {})
    const replies = await core.call('history.list', { range: RANGE, report: 'user-trend', limit: 100 })
    const written = tableOf(
      await readWorkbook(await write({ table: 'replies', question: { range: RANGE, report: 'user-trend' } })),
    )
    expect(replies).toHaveLength(6)
    expect(written.map((row) => [row['No.'], row['App'], row['Rows'], row['Outcome'], row['From']])).toEqual(
      replies.map(({ id, app, rows, changed, from }) => [
        id,
        app,
        rows,
        changed ? 'Something new' : 'As before',
        expect.stringContaining(from) as unknown,
      ]),
    )
    const question = { ...asked, reports: ['user-trend'] }
    const answer = await core.call('history.restatements', { ...question, limit: 5000 })
    expect(answer.total).toBeGreaterThan(10)
    const book = await readWorkbook(await write({ table: 'restatements', question }))
    const rows = tableOf(book)
    expect(rows).toHaveLength(answer.total)
    const scaled = (unit: string, value: number | null) =>
      near(value === null ? null : unit === 'percent' ? value / 100 : value)
    for (const [n, cell] of answer.cells.entries())
      expect(rows[n]).toMatchObject({
        App: cell.app,
        Metric: names(list, cell.report, cell.metric),
        Before: scaled(cell.unit, cell.before),
        After: scaled(cell.unit, cell.after),
        ...(cell.percent === null ? {} : { Percent: near(cell.percent / 100) }),
        'Snapshot before': cell.snapshots.before ?? undefined,
        'Snapshot after': cell.snapshots.after,
      })
    expect(tableOf(book, 1).map((row) => row['Numbers changed'])).toEqual(answer.groups.map(({ cells }) => cells))
    const since = new Date(startOfDayMs(FIRST + 12) + 10 * 3_600_000).toISOString()
    const net = await core.call('history.changedSince', { ...question, since, kinds: ['restated'] })
    const between = await write({ table: 'changed-since', question: { ...question, since, kinds: ['restated'] } })
    expect(tableOf(await readWorkbook(between))).toHaveLength(net.total)
    const lag = await core.call('history.lag', { report: 'user-trend', ...asked })
    const seen = await readWorkbook(await write({ table: 'lag', question: { report: 'user-trend', ...asked } }))
    expect(tableOf(seen)).toHaveLength(lag.metrics.length)
    expect(tableOf(seen, 1).map((row) => [row['Days after the end'], row['Changed later']])).toEqual(
      lag.metrics.flatMap(({ points }) => points.map((point) => [point.lag, near(point.changed / 100)])),
    )
  },
)

test.skipIf(python === null)(
  'the reconciliation of the platform and of reports, and apps by days since launch',
  async () => {
    const { core, write } = await openRestated()
    const list = await core.call('reports.list', {})
    const platform = await core.call('query.platform', { range: RANGE })
    const book = await readWorkbook(await write({ table: 'platform', question: { range: RANGE } }))
    const sessions = platform.measures.find(({ id }) => id === 'sessions')
    const sum = (values: readonly (number | null)[] = []) =>
      values.reduce<number>((all, value) => all + (value ?? 0), 0)
    const [own, apps] = [sum(sessions?.platform.values), sum(sessions?.apps.values)]
    expect(tableOf(book)[0]).toMatchObject({
      ...{ Measure: 'Sessions', Platform: own, 'Sum of apps': apps, Difference: apps - own },
      'Of the platform': near((apps - own) / own),
    })
    const days = tableOf(book, 1).filter((row) => row['Measure'] === 'Sessions')
    expect(days.map((row) => row['Platform'])).toEqual(sessions?.platform.values)
    expect(days.map((row) => row['Sum of apps'])).toEqual(sessions?.apps.values)

    const reports = await core.call('query.reconcile', asked)
    const between = tableOf(await readWorkbook(await write({ table: 'reconcile', question: asked })))
    expect(between.map((row) => [row['App'], row['Spread']])).toEqual(
      reports.apps.map(({ app, measures }) => [app, measures[0]?.spread ?? undefined]),
    )
    for (const [n, { measures }] of reports.apps.entries())
      for (const { metric, total, difference } of measures[0]?.totals ?? []) {
        const [report = '', key = ''] = metric.split('/')
        const head = `${names(list, report)} · ${names(list, report, key)}`
        expect(between[n]?.[head]).toBe(total.value ?? undefined)
        expect(between[n]?.[`${head}: difference`]).toBe(difference ?? undefined)
      }

    const question = [{ metric: 'user-trend/session_count', scope: {} }]
    const launch = await core.call('query.launch', { metric: 'user-trend/session_count', scope: {} })
    const curves = await readWorkbook(await write({ table: 'launch', question }))
    // the chart stands first, bound to the table's cells
    expect(curves.sheets.map(({ name }) => name)).toEqual(['Charts', 'Sessions', 'Provenance'])
    const [chart] = curves.sheets[0]?.charts ?? []
    expect(chart?.series.slice(0, launch.apps.length).map(({ points }) => points)).toEqual(
      launch.apps.map(({ values }) => values.slice(0, 10)),
    )
    const rows = tableOf(curves, 1)
    expect(rows.map((row) => row['Days since launch'])).toEqual(rows.map((_, n) => n + 1))
    for (const { app, firstDay, known, values } of launch.apps) {
      const column = rows.map((row) => row[`${app}${known ? '' : ' *'} (since ${firstDay})`] ?? null)
      expect(column).toEqual(values.slice(0, rows.length))
      expect(column.some((value) => value !== null)).toBe(true)
    }
    expect(tableOf(curves, 2).map((row) => row['Snapshot'])).toEqual(launch.apps.map(({ source }) => source?.snapshot))
  },
)

test('a table of the page says in both languages what it is of, and that it has no record to be checked by', async () => {
  const { core, write, sandbox } = await openRestated()
  const question = { range: RANGE, scope: {}, reports: ['region'] }
  const path = await write({ table: 'coverage', question }, { locale: 'zh-CN' })
  if (python !== null) {
    const [sheet] = (await readWorkbook(path)).sheets
    const facts = [...rowsOf(sheet).values()].map(({ A, B }) => [A, B])
    expect(facts.slice(0, 6)).toEqual([
      ['数据完整度', undefined],
      ['统计区间', `${RANGE.from} 至 ${RANGE.to}`],
      ['应用范围', '全部应用'],
      ['数据版本', '最新数据'],
      ['报表', '地域分布'],
      ['生成时间', expect.stringContaining('2026-10-14 10:00') as unknown],
    ])
  }
  await expect(core.call('export.inspect', { path })).rejects.toMatchObject({ code: 'export.unrecorded' })
  const out = path.replace('.xlsx', '-again.xlsx')
  const again = await core.call('jobs.wait', await core.call('export.reproduce', { path, out }))
  expect(again.error?.code).toBe('export.unrecorded')
  const [made] = await core.call('exports.recent', {})
  expect(made).toMatchObject({ path, table: 'coverage', input: null })
  // what a workbook would say otherwise now, from the file itself
  const report = path.replace('.xlsx', '-report.xlsx')
  const order = {
    ...asked,
    reports: ['user-trend'],
    compare: 'none' as const,
    asOf: '2026-10-13T02:00:00.000Z',
    path: report,
  }
  await core.call('jobs.wait', await core.call('export.start', order))
  const found = await core.call('export.inspect', { path: report })
  expect(found.changed).toBeGreaterThan(10)
  const changed = await write({ table: 'changed-file', question: { path: report } })
  if (python !== null) expect(tableOf(await readWorkbook(changed))).toHaveLength(found.changed)
  expect(sandbox.apps).toHaveLength(3)
})
