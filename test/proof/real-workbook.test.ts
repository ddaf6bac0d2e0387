import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Output } from '../../electron/contract/index.ts'
import type { Core } from '../../electron/core/service/core.ts'
import { python, readWorkbook, scratch, type ReadBook, type ReadCell, type ReadSheet } from '../core/excel/reader.ts'
import { specSamples, type SpecSample } from '../fixtures/spec-samples.ts'
import { expectedRows, GROUPS, type ExpectedRow } from './support/expected.ts'
import { specHome } from './support/spec-home.ts'

/** Cohorts of weeks and months are on the screen, not in the workbook. */
const SAMPLES = specSamples().filter(({ granularity }) => granularity === 'day' || granularity === 'range')
/** Shares and degrees by the words the API itself uses. */
const PERCENT = /(ratio|degree|scale)$/

type Info = Output<'reports.list'>[number]

test.skipIf(python === null)('every number of the replies stands in the workbook, and no other', async () => {
  const { core } = await specHome()
  const infos = new Map((await core.call('reports.list', {})).map((info) => [info.id, info]))
  const folder = scratch()
  const ranges = [...new Set(SAMPLES.map(({ from, to }) => `${from} ${to}`))]
  expect(ranges).toHaveLength(2)
  let numbers = 0
  for (const range of ranges) {
    const samples = SAMPLES.filter(({ from, to }) => `${from} ${to}` === range)
    const book = await exported(core, samples, join(folder, `${range}.xlsx`))
    for (const sample of samples) {
      const info = infos.get(sample.report)
      if (!info) throw new Error(sample.report)
      inTheData(book, info, sample)
      numbers += onItsSheet(book, info, sample)
    }
  }
  // Counted in the specification by hand: 16 + 20 + 18 + 19 + 10 + 10 + 16 + 12 + 7 × (11 + 17) + 4.
  expect(numbers).toBe(321)
})

async function exported(core: Core, samples: readonly SpecSample[], path: string): Promise<ReadBook> {
  const [{ from, to } = { from: '', to: '' }] = samples
  const input = { range: { from, to }, scope: {}, compare: 'none', path } as const
  const { job } = await core.call('export.start', input)
  expect(await core.call('jobs.wait', { job })).toMatchObject({ state: 'done', error: null })
  return readWorkbook(path)
}

/** The long data: a row for each number, found by its keys. */
function inTheData(book: ReadBook, info: Info, sample: SpecSample): void {
  const rows = rowsOf(sheet(book, '数据')).filter((row) => row['B']?.[2] === info.name['zh-CN'])
  const variant = info.variants.find(({ key }) => key === sample.variant)
  const own = rows.filter((row) => sample.variant === '' || row['C']?.[2] === variant?.name['zh-CN'])
  const found = own.flatMap((row) => {
    const about = sample.granularity === 'day' ? row['E']?.[2] : `${row['G']?.[2]} ${row['I']?.[2] ?? ''}`
    return row['M'] ? [[`${String(about).slice(0, 40)} ${row['J']?.[2]}`, seen(row['M'])] as const] : []
  })
  const expected = expectedRows(sample).flatMap(({ key, parent, values }) =>
    Object.entries(values).flatMap(([metric, value]) => {
      const about = sample.granularity === 'day' ? `${dashed(key)}T00:00:00` : `${key} ${parent ?? ''}`
      return value === null ? [] : [[`${about} ${metric}`, shown(metric, value)] as const]
    }),
  )
  expect(found.length).toBe(new Map(found).size)
  expect(new Map(found), named(sample)).toEqual(new Map(expected))
}

/** The sheet for people: rows in the reply's order under the metrics' names; only the last row of a section is not a reply's row. */
function onItsSheet(book: ReadBook, info: Info, sample: SpecSample): number {
  const rows = rowsOf(sheet(book, info.name['zh-CN']))
  const head = rows.findIndex((row) => row['B'] !== undefined && row['A']?.[2] !== '← 目录')
  const columns = Object.entries(rows[head] ?? {}).flatMap(([column, [, , label]]) => {
    const name = String(label).replace(/（秒）$/, '')
    const metric = info.metrics.find((each) => each.name['zh-CN'] === name)
    return metric ? [[column, metric.key] as const] : []
  })
  const body = rows.slice(head + 1).filter((row) => columns.some(([column]) => row[column] !== undefined))
  const expected = inOrder(sample).filter(({ values }) => Object.values(values).some((value) => value !== null))
  const [{ label: top, key: id } = { label: '', key: '' }] = expected
  // the sources stand twice: alone, then with their scenes
  const alone = body.findIndex((row) => row['A']?.[2] === (top ?? GROUPS[id]))
  const again = body.findLastIndex((row) => row['A']?.[2] === (top ?? GROUPS[id]))
  const start = sample.report === 'sources' ? again : body[0]?.['B']?.[1] === 's' ? 1 : 0
  expect(again > alone).toBe(sample.report === 'sources')
  const own = body.slice(start, start + expected.length)
  let numbers = 0
  for (const [i, { label, key, values }] of expected.entries()) {
    const row = own[i] ?? {}
    const title = sample.granularity === 'day' ? `${dashed(key)}T00:00:00` : (label ?? GROUPS[key])
    expect(row['A']?.[2], named(sample)).toBe(title)
    const cells = columns.flatMap(([column, metric]) => (row[column] ? [[metric, seen(row[column])] as const] : []))
    const wanted = Object.entries(values).flatMap(([metric, value]) =>
      value === null ? [] : [[metric, shown(metric, value)] as const],
    )
    expect(Object.fromEntries(cells), `${named(sample)} ${title}`).toEqual(Object.fromEntries(wanted))
    numbers += cells.length
  }
  return numbers
}

/** What a cell shows, and how: numbers rounded where floating point is not exact. */
const seen = ([, type, value, format]: ReadCell) => ({
  type,
  value: typeof value === 'number' ? Math.round(value * 1e8) / 1e8 : value,
  percent: format === '0.00%',
})

const shown = (metric: string, value: number) => {
  const percent = PERCENT.test(metric)
  return { type: 'n', value: Math.round((percent ? value / 100 : value) * 1e8) / 1e8, percent }
}

function inOrder(sample: SpecSample): ExpectedRow[] {
  const rows = expectedRows(sample)
  return sample.granularity === 'range' ? rows : rows.toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

function sheet(book: ReadBook, name: string): ReadSheet {
  const found = book.sheets.find((each) => each.name === name)
  if (!found) throw new Error(`no sheet ${name} among ${book.sheets.map((each) => each.name).join()}`)
  return found
}

/** The filled rows of a sheet: column letters → cell. */
function rowsOf({ cells }: ReadSheet): Record<string, ReadCell>[] {
  const rows = new Map<string, Record<string, ReadCell>>()
  for (const cell of cells) {
    const [, column = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(cell[0]) ?? []
    rows.set(row, { ...rows.get(row), [column]: cell })
  }
  return [...rows.values()]
}

const dashed = (key: string) => key.replaceAll('/', '').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
const named = ({ report, variant }: SpecSample) => `${report} ${variant}`
