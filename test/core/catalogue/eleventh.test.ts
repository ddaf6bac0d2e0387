import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runnerImport } from 'vite'
import type * as Catalogue from '../../../electron/core/catalogue/index.ts'
import type { SpecSample } from '../../fixtures/spec-samples.ts'
import { expectConformance } from './conformance.ts'

const root = join(import.meta.dirname, '../../..')

/** The one file … */
const file = `
import { decodeMembers, namedMember, rowKeyBy } from '../decode/tables.ts'
import { metricsFrom, onlyVariant, percentOf, settlesAtOnce, sum, text, wholeRange } from '../define.ts'

const metrics = metricsFrom({
  search_count: { name: text('搜索次数', 'Searches'), definition: text('被搜索的次数。', 'Times searched.'), unit: 'count', overTime: sum, overApps: sum },
  click_count: { name: text('点击次数', 'Clicks'), definition: text('点击进入的次数。', 'Times clicked.'), unit: 'count', overTime: sum, overApps: sum },
  click_ratio: {
    name: text('点击率', 'Click rate'), definition: text('点击次数 / 搜索次数。', 'Clicks / searches.'), unit: 'percent',
    overTime: percentOf('click_count', 'search_count'), overApps: percentOf('click_count', 'search_count'),
  },
})

export default {
  id: 'search-words', order: 11, name: text('搜索词', 'Search words'), description: text('带来用户的搜索词。', 'Words that brought users.'),
  endpoint: 'getsearchwords', verb: 'POST', token: 'app',
  paging: { paged: true, list: 'data_list', rowKey: rowKeyBy('name'), params: {}, longList: true },
  granularities: wholeRange, variants: onlyVariant(), dimension: text('搜索词', 'Word'), twoLevels: false,
  metrics, sum: 'range', settlesAfter: settlesAtOnce,
  decode: (data, request) => decodeMembers({ report: 'search-words', metrics, list: 'data_list', sum: 'range' }, data, request, namedMember('word')),
}
`

/** … and the one fixture. */
const fixture: SpecSample = {
  report: 'search-words',
  variant: '',
  granularity: 'range',
  from: '2019-04-10',
  to: '2019-04-15',
  reply: {
    errno: 0,
    data: {
      total: 2,
      sum: { search_count: 300, click_count: '30', click_ratio: 10 },
      data_list: [
        { name: '天气', search_count: 200, click_count: 20, click_ratio: 10 },
        { name: '=1+1', search_count: 100, click_count: '--', click_ratio: '10.00' },
      ],
    },
  },
}

let home: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'cygnet-eleventh-'))
  for (const part of ['contract', 'core/catalogue']) {
    cpSync(join(root, 'electron', part), join(home, 'electron', part), { recursive: true })
  }
  cpSync(join(root, 'tsconfig.base.json'), join(home, 'tsconfig.base.json'))
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'))
  writeFileSync(join(home, 'electron/core/catalogue/reports/search-words.report.ts'), file)
})

afterAll(() => rmSync(home, { recursive: true, force: true }))

test('an eleventh report is one file and one fixture', async () => {
  const entry = join(home, 'electron/core/catalogue/index.ts')
  const { module: catalogue } = await runnerImport<typeof Catalogue>(entry, {
    root: home,
    configFile: false,
    logLevel: 'error',
  })
  expect(catalogue.reports.length).toBe(11)
  expectConformance(catalogue.getReport('search-words'), fixture)
  const listed = catalogue.describeCatalogue().at(-1)
  expect(listed).toMatchObject({ id: 'search-words', order: 11, granularities: ['range'], dimension: { en: 'Word' } })
  expect(listed?.metrics.map((metric) => [metric.key, metric.overTime.rule, metric.overTime.parts.join()])).toEqual([
    ['search_count', 'sum', ''],
    ['click_count', 'sum', ''],
    ['click_ratio', 'ratio', 'click_count,search_count'],
  ])
})
