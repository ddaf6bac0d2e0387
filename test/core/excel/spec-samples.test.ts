import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeCatalogue } from '../../../electron/core/catalogue/index.ts'
import { exportWorkbook } from '../../../electron/core/excel/export.ts'
import { specSamples, type SpecSample } from '../../fixtures/spec-samples.ts'
import { noon, World } from '../service/query-world.ts'
import { python, readWorkbook, rowsOf, scratch } from './reader.ts'

/** A workbook of the specification's sample replies over one range, its long data as rows by column letter. */
async function dataOf(sample: SpecSample) {
  const world = new World(['甲'])
  world.samples()
  const path = join(scratch(), 'spec.xlsx')
  const apps = world.apps.map((app) => ({ ...app, externalId: null }))
  await exportWorkbook(
    { query: world.query, apps, catalogue: describeCatalogue(), version: 'test', clock: () => noon('2019-05-20') },
    {
      range: { from: sample.from, to: sample.to },
      compare: 'none',
      scope: { apps: [], tags: [] },
      reports: [sample.report],
      metrics: [],
      granularity: 'day',
      format: 'xlsx',
      locale: 'zh-CN',
      path,
      force: false,
    },
  )
  const book = await readWorkbook(path)
  const data = rowsOf(book.sheets.find(({ name }) => name === '数据'))
  data.delete(1)
  return [...data.values()]
}

/** Every number printed anywhere in a sample's rows, quoted ones too; `--` is none. */
function numbersIn(value: unknown, key = ''): number[] {
  if (Array.isArray(value)) return value.flatMap((item) => numbersIn(item))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, inner]) => numbersIn(inner, name))
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  const about = /^(name|data|date|source|sceneId|pageId|pageName|pageAlias|attribute_id)$/.test(key)
  return !about && /^-?\d+(\.\d+)?$/.test(text) ? [Number(text)] : []
}

const rowsIn = ({ reply }: SpecSample) => {
  const data = reply['data'] as Record<string, unknown>
  return data['data_list'] ?? data['result']
}

// retention is asked by day, so its samples of weeks and months have no sheet
const daily = specSamples().filter(({ granularity }) => granularity === 'day' || granularity === 'range')

test.skipIf(python === null).each(daily.map((sample) => [`${sample.report} ${sample.variant}`, sample] as const))(
  'every number the specification prints for %s stands in the workbook',
  async (_, sample) => {
    const variant = describeCatalogue()
      .find(({ id }) => id === sample.report)
      ?.variants.find(({ key }) => key === sample.variant)?.name['zh-CN']
    const rows = (await dataOf(sample)).filter((row) => sample.variant === '' || row['C'] === variant)
    const written = rows.flatMap((row) => {
      const value = row['M']
      if (typeof value !== 'number') return []
      return [row['L'] === '百分比' ? Math.round(value * 1e6) / 1e4 : value]
    })
    const sort = (numbers: number[]) => numbers.toSorted((a, b) => a - b)
    const printed = numbersIn(rowsIn(sample))
    expect(printed.length).toBeGreaterThan(3)
    expect(sort(written)).toEqual(sort(printed))
  },
)

test.skipIf(python === null)('the specification’s page ids keep their twenty digits', async () => {
  const sample = daily.find(({ report }) => report === 'pages')
  if (!sample) throw new Error('no sample of pages')
  const ids = (rowsIn(sample) as Record<string, unknown>[]).map((row) => row['pageId'])
  const keys = new Set((await dataOf(sample)).map((row) => row['G']))
  expect([...keys].toSorted()).toEqual(ids.toSorted())
})
