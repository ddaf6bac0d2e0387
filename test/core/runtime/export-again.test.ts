import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { parseDay } from '../../../electron/contract/calendar.ts'
import { exportInput } from '../../../electron/contract/methods/jobs.ts'
import { getReport } from '../../../electron/core/catalogue/index.ts'
import { runExport } from '../../../electron/core/runtime/export-job.ts'
import { openStore } from '../../../electron/core/store/open.ts'
import { specSamples } from '../../fixtures/spec-samples.ts'
import { readPackage } from '../../tools/ooxml/read.ts'
import { partsOf, python, scratch, soffice } from '../excel/reader.ts'

const HOUR = 3_600_000
const THEN = Date.parse('2019-05-20T04:00:00Z')
const LATER = THEN + 48 * HOUR
const RANGE = { from: '2019-04-10', to: '2019-04-15' }
const day = (text: string) => parseDay(text) ?? 0

type Sample = ReturnType<typeof specSamples>[number]

/** A history with the specification's samples, and one app more. */
class History {
  readonly folder = scratch()
  readonly storePath = join(this.folder, 'history.db')
  readonly app: number

  constructor() {
    const store = openStore(this.storePath)
    this.app = store.apps.add({ name: '甲 & <乙>' }).id
    store.annotations.add({
      app: null,
      tag: null,
      from: day('2019-04-11'),
      to: day('2019-04-11'),
      kind: 'release',
      text: '改版',
    })
    store.close()
    for (const sample of specSamples()) this.store(sample, THEN - HOUR)
  }

  /** A reply of the specification, stored as fetched at a moment; `change` may say other numbers. */
  store(sample: Sample, fetchedAt: number, change: (text: string) => string = (text) => text) {
    const { report: id, variant, granularity, from, to } = sample
    const report = getReport(id)
    const request = { variant, granularity, from: day(from), to: day(to) }
    const data = JSON.parse(change(JSON.stringify(sample.reply['data']))) as Record<string, unknown>
    this.with((store) =>
      store.snapshots.record({
        ...request,
        app: report.token === 'platform' ? 0 : this.app,
        report: id,
        fetchedAt,
        payload: JSON.stringify(data),
        decoded: report.decode(data, request),
        capped: false,
      }),
    )
  }

  with(work: (store: ReturnType<typeof openStore>) => void) {
    const store = openStore(this.storePath)
    try {
      work(store)
    } finally {
      store.close()
    }
  }

  path(name: string) {
    return join(this.folder, name)
  }

  async export(name = '原件.xlsx'): Promise<string> {
    const input = exportInput.parse({ range: RANGE, scope: {}, path: this.path(name) })
    await runExport({ ...this.job(THEN), task: { kind: 'export', input } })
    return input.path
  }

  inspect(path: string) {
    return runExport({ ...this.job(LATER), task: { kind: 'inspect', input: { path, limit: 500 } } })
  }

  reproduce(path: string, name: string, edited = false) {
    const input = { path, out: this.path(name), force: false, edited }
    return runExport({ ...this.job(LATER), task: { kind: 'reproduce', input } })
  }

  private job = (now: number) => ({ storePath: this.storePath, locale: 'zh-CN' as const, now, version: '9.9.9' })
}

const trend = () => {
  const found = specSamples().find(({ report, granularity }) => report === 'user-trend' && granularity === 'day')
  if (!found) throw new Error('no sample')
  return found
}

/** The specification's sessions of 2019-04-15, restated. */
const restated = (text: string) => text.replace('"session_count":1570', '"session_count":9999')

async function altered(path: string, to: string, change: (parts: JSZip) => Promise<void>) {
  const zip = await JSZip.loadAsync(readFileSync(path))
  await change(zip)
  writeFileSync(to, await zip.generateAsync({ type: 'nodebuffer' }))
}

const dataOf = async (path: string) =>
  readPackage(await partsOf(path)).sheets.find(({ name }) => name === '数据')?.path ?? ''

test('a workbook says what it was made from; as long as nothing has changed, nothing differs', async () => {
  const history = new History()
  const path = await history.export()
  const found = await history.inspect(path)
  expect(found).toMatchObject({
    version: '9.9.9',
    madeAt: new Date(THEN).toISOString(),
    knownAt: new Date(THEN).toISOString(),
    locale: 'zh-CN',
    query: { range: RANGE, compare: 'previous', reports: [], scope: { apps: [history.app], tags: [] } },
    apps: [{ id: history.app, name: '甲 & <乙>' }],
    ...{ edited: [], removed: [], changed: 0, changes: [] },
  })
  expect(found.compared).toBeGreaterThan(300)
  expect(found.snapshots).toBeGreaterThan(8)
})

test('when numbers were restated, it is made again value for value, and what differs now is told cell by cell', async () => {
  const history = new History()
  const path = await history.export()
  history.store(trend(), LATER - HOUR, restated)
  history.with((store) => {
    store.apps.rename(history.app, '新名字')
    for (const { id } of store.annotations.list()) store.annotations.remove(id)
    store.apps.add({ name: '后来的' })
  })
  const found = await history.inspect(path)
  expect(found.edited).toEqual([])
  const cell = found.changes.find(({ metric, key }) => metric === 'session_count' && key !== '')
  expect(cell).toMatchObject({ report: 'user-trend', appId: history.app, from: '2019-04-15', before: 1570, now: 9999 })
  expect(found.changed).toBe(found.changes.length)

  const summary = await history.reproduce(path, '重现.xlsx')
  expect(summary.differing).toEqual([])
  const [old, again] = [await partsOf(path), await partsOf(summary.path)]
  expect([...again.keys()]).toEqual([...old.keys()])
  for (const [part, xml] of old) expect(again.get(part) === xml, part).toBe(true)
  // a new one is of what is known now
  const fresh = await history.export('新.xlsx')
  const data = await dataOf(path)
  expect((await partsOf(fresh)).get(data)).not.toBe(old.get(data))
})

test('an edited workbook says which sheets; it is made again from its record only when that is wanted', async () => {
  const history = new History()
  const path = await history.export()
  const edited = history.path('改过.xlsx')
  const data = await dataOf(path)
  await altered(path, edited, async (zip) => {
    const xml = (await zip.file(data)?.async('string')) ?? ''
    zip.file(data, xml.replace('<v>1570</v>', '<v>1571</v>'))
    expect(xml).toContain('<v>1570</v>')
  })
  expect((await history.inspect(edited)).edited).toEqual(['数据'])
  await expect(history.reproduce(edited, 'a.xlsx')).rejects.toMatchObject({
    code: 'export.edited',
    details: { sheets: ['数据'] },
  })
  const summary = await history.reproduce(edited, 'a.xlsx', true)
  expect(summary.differing).toEqual([])
  expect((await partsOf(summary.path)).get(data)).toBe((await partsOf(path)).get(data))
})

test('a workbook without a whole record is not ours; a file that is no workbook is told apart', async () => {
  const history = new History()
  const path = await history.export()
  const cut = history.path('cut.xlsx')
  await altered(path, cut, async (zip) => {
    const xml = (await zip.file('xl/sharedStrings.xml')?.async('string')) ?? ''
    zip.file('xl/sharedStrings.xml', xml.replace('"from":"2019-04-10"', '"from":"2019-04-09"'))
    expect(xml).toContain('"from":"2019-04-10"')
  })
  await expect(history.inspect(cut)).rejects.toMatchObject({ code: 'export.foreign' })
  const text = history.path('text.xlsx')
  writeFileSync(text, 'no workbook')
  await expect(history.inspect(text)).rejects.toMatchObject({ code: 'file.unreadable' })
  await expect(history.inspect(history.path('none.xlsx'))).rejects.toMatchObject({
    code: 'file.unreadable',
    details: { reason: 'ENOENT' },
  })
  const other = history.path('other.xlsx')
  await altered(path, other, (zip) => Promise.resolve(void zip.remove('xl/workbook.xml')))
  await expect(history.inspect(other)).rejects.toMatchObject({ code: 'file.unreadable' })
})

test('of an app that was removed nothing can be made again', async () => {
  const history = new History()
  const path = await history.export()
  history.with((store) => store.apps.remove(history.app))
  expect(await history.inspect(path)).toMatchObject({ removed: ['甲 & <乙>'], compared: 0 })
  await expect(history.reproduce(path, 'a.xlsx')).rejects.toMatchObject({ code: 'export.gone', details: { apps: 1 } })
})

test('after raw replies were pruned the values are still there', async () => {
  const history = new History()
  const path = await history.export()
  history.store(trend(), LATER - HOUR, restated)
  history.with((store) => void store.snapshots.prune({ keepDays: 0, now: LATER, dryRun: false }))
  expect((await history.reproduce(path, 'a.xlsx')).differing).toEqual([])
})

test.skipIf(python === null)('saved again by openpyxl, the values count as they were', async () => {
  const history = new History()
  const path = await history.export()
  const saved = history.path('openpyxl.xlsx')
  const program = 'import sys, openpyxl; openpyxl.load_workbook(sys.argv[1], data_only=True).save(sys.argv[2])'
  execFileSync(python ?? '', ['-W', 'ignore', '-c', program, path, saved])
  expect((await history.inspect(saved)).edited).toEqual([])
})

test.skipIf(soffice === null)(
  'saved again by LibreOffice, the values count as they were',
  async () => {
    const history = new History()
    const path = await history.export()
    const profile = `-env:UserInstallation=file://${history.path('profile')}`
    const folder = scratch()
    execFileSync(soffice ?? '', [profile, '--headless', '--convert-to', 'xlsx', '--outdir', folder, path], {
      stdio: 'ignore',
      timeout: 100_000,
    })
    expect((await history.inspect(join(folder, '原件.xlsx'))).edited).toEqual([])
  },
  120_000,
)
