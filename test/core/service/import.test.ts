import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import type { App } from '../../../electron/contract/methods/apps.ts'
import { readImportFile } from '../../../electron/core/service/import-file.ts'
import { planImport } from '../../../electron/core/service/import-plan.ts'

const dir = mkdtempSync(join(tmpdir(), 'cygnet-import-'))
const file = (name: string, content: string | Uint8Array) => {
  const path = join(dir, name)
  writeFileSync(path, content)
  return path
}
const app = (part: Partial<App>): App => ({
  id: 1,
  name: '小鹿育儿',
  externalId: '1001',
  officialName: null,
  tags: [],
  tokenWay: 'none',
  tokenState: 'none',
  tokenExpiresAt: null,
  dataPermission: null,
  lastFetchedAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  ...part,
})

test('reads a CSV with a byte order mark, quotes and blank lines; line numbers are the file’s', async () => {
  const path = file('a.csv', '\uFEFF名称,App ID,标签,token\n"小鹿,育儿",1001,母婴；头部,abc\n\n城市公积金,1002,,\n')
  expect(await readImportFile(path)).toEqual([
    { line: 2, name: '小鹿,育儿', externalId: '1001', tags: ['母婴', '头部'], token: 'abc' },
    { line: 4, name: '城市公积金', externalId: '1002', tags: [], token: '' },
  ])
})

test('reads the GB18030 that Chinese Excel writes', async () => {
  // 名称,app_id\n小鹿,7 in GB18030, byte by byte.
  const bytes = Uint8Array.from([
    0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0x61, 0x70, 0x70, 0x5f, 0x69, 0x64, 0x0a, 0xd0, 0xa1, 0xc2, 0xb9, 0x2c, 0x37, 0x0a,
  ])
  expect(await readImportFile(file('gbk.csv', bytes))).toMatchObject([{ name: '小鹿', externalId: '7' }])
})

test('reads an XLSX, long ids as the text they are', async () => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('apps')
  sheet.addRow(['小程序名称', 'app_id', 'tags'])
  sheet.addRow(['好大夫', '10811489425798243863', '医疗'])
  const path = join(dir, 'a.xlsx')
  await workbook.xlsx.writeFile(path)
  expect(await readImportFile(path)).toMatchObject([{ line: 2, externalId: '10811489425798243863', tags: ['医疗'] }])
})

test.each([
  ['no known column', file('b.csv', 'foo,bar\n1,2\n'), 'import.invalid'],
  ['an empty file', file('c.csv', ''), 'import.invalid'],
  ['no zip at all', file('d.xlsx', 'not a workbook'), 'import.invalid'],
  ['no file', join(dir, 'nowhere.csv'), 'file.unreadable'],
])('%s is an error that names the file', async (_, path, code) => {
  await expect(readImportFile(path)).rejects.toMatchObject({ code, details: { path } })
})

const line = (part: object) => ({ line: 2, name: '', externalId: '', tags: [], token: '', ...part })
const decide = (lines: object[], apps: App[] = []) =>
  planImport(
    lines.map((part, i) => line({ line: i + 2, ...part })),
    apps,
  ).map(({ row }) => [row.action, ...row.problems])

test('new apps are added, known ones updated or left alone', () => {
  const known = [app({}), app({ id: 2, name: '好大夫', externalId: null, tags: ['医疗'] })]
  expect(
    decide(
      [
        { name: '新', externalId: '9' },
        { name: '小鹿育儿', externalId: '1001' },
        { name: '小鹿', externalId: '1001' },
        { name: '好大夫', externalId: '1003' },
        { name: '好大夫', tags: ['医疗'] },
      ].slice(0, 4),
      known,
    ),
  ).toEqual([['add'], ['unchanged'], ['error', 'id-repeated'], ['update']])
  expect(decide([{ name: '好大夫', tags: ['医疗'] }], known)).toEqual([['unchanged']])
  expect(decide([{ name: '好大夫', token: 'x' }], known)).toEqual([['update']])
})

test('a row without a name takes its app id as its name until app/info tells it', () => {
  expect(planImport([line({ externalId: '77' })], [])[0]?.row).toMatchObject({ name: '77', action: 'add' })
})

test('what is wrong with a row is said, every problem of it', () => {
  expect(decide([{ tags: ['x'] }])).toEqual([['error', 'name-missing']])
  expect(decide([{ name: 'a', externalId: '1.08115E+19' }])).toEqual([['error', 'id-rounded']])
  expect(decide([{ name: 'a', externalId: 'bad id', token: 'a b' }])).toEqual([
    ['error', 'id-invalid', 'token-invalid'],
  ])
  expect(decide([{ name: 'a' }, { name: 'a' }])).toEqual([['add'], ['error', 'name-repeated']])
  expect(decide([{ name: '小鹿育儿', externalId: '2002' }], [app({})])).toEqual([['error', 'id-differs']])
  expect(
    decide([{ name: '小鹿育儿', externalId: '1002' }], [app({}), app({ id: 2, name: 'b', externalId: '1002' })]),
  ).toEqual([['error', 'name-taken']])
})
