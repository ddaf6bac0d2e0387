import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { promisify } from 'node:util'
import ExcelJS from 'exceljs'
import { planFor } from '../../build/setup/commands.mjs'
import { exportWorkbook } from '../../electron/core/excel/export.ts'
import { workbookInput } from '../../electron/core/excel/input.ts'
import type { ExportDeps } from '../../electron/core/excel/order.ts'
import { packWorkbook } from '../../electron/core/excel/package.ts'
import { planWorkbook } from '../../electron/core/excel/plan.ts'
import type { WorkbookPlan } from '../../electron/core/excel/types.ts'
import { fakeDeps, fakeOrder, type FixtureOptions } from '../fixtures/workbook-input.ts'
import { compare, median, medianTime, type Figure } from './harness.ts'

/** About a million cells of long data: 56 apps × 30 days of all ten reports. */
const SIZE = { apps: 56, from: '2019-03-17', to: '2019-04-15', pages: 20 }
const RUNS = 3
/** Which side a child process measures. */
const ROLE = 'CYGNET_BENCH_EXCEL'

interface Measured {
  readonly seconds: number
  /** Of all threads. */
  readonly cpuSeconds: number
  readonly megabytes: number
  readonly cells: number
  readonly bytes: number
}

// A peak belongs to a process, so each side runs in a child: this program again, which then does nothing else. Both get the flags that the
// command line is started with; they make the baseline smaller and no slower.
const role = process.env[ROLE]
if (role !== undefined) {
  const measured = await (role === 'ours' ? wholeWorkbook() : bareStream())
  process.stdout.write(`\n${JSON.stringify(measured)}\n`)
  process.exit(0)
}

/**
 * A whole workbook with a million cells of long data against exceljs's bare stream writer, which is given the cells of the long data only,
 * without styles or number formats.
 */
export async function benchExcel(log: (line: string) => void): Promise<Figure[]> {
  const ours: Measured[] = []
  const bare: Measured[] = []
  for (let run = 0; run < RUNS; run += 1) {
    bare.push(await inChild('bare'))
    ours.push(await inChild('ours'))
    log(`run ${run + 1}: ${ours.at(-1)?.seconds.toFixed(2)} s, bare ${bare.at(-1)?.seconds.toFixed(2)} s`)
  }
  const of = (some: readonly Measured[], field: keyof Measured) => median(some.map((measured) => measured[field]))
  const [own, base] = [of(ours, 'seconds'), of(bare, 'seconds')]
  const about = (some: readonly Measured[]) =>
    `${of(some, 'seconds').toFixed(2)} s, ${of(some, 'cpuSeconds').toFixed(2)} s of CPU, ${of(some, 'cells').toLocaleString('en')} cells, ` +
    `${(of(some, 'bytes') / 1e6).toFixed(1)} MB file`
  return [
    {
      name: 'workbook of 1 M data cells, against bare exceljs stream',
      value: own / base,
      unit: '×',
      bound: 0.6,
      kind: 'atMost',
      note: `ours ${about(ours)}; bare ${about(bare)}`,
    },
    {
      name: 'workbook of 1 M data cells, peak memory',
      value: of(ours, 'megabytes'),
      unit: 'MB',
      bound: 300,
      kind: 'atMost',
      note: `bare exceljs stream ${of(bare, 'megabytes').toFixed(0)} MB`,
    },
    ...(await benchUsual(log)),
  ]
}

/** What people make most: a month of twenty apps, all sheets, with charts. */
async function benchUsual(log: (line: string) => void): Promise<Figure[]> {
  const size = { apps: 20, from: '2019-03-17', to: '2019-04-15' }
  const deps = answers(size)
  const plan = planWorkbook(workbookInput(deps, fakeOrder(size)))
  const plain = { ...plan, sheets: plan.sheets.map((sheet) => ({ ...sheet, charts: [] })) }
  const pack = async (some: WorkbookPlan) => {
    await finished((await packWorkbook(some, { onRow: () => undefined })).resume())
  }
  const whole = await medianTime(() => measured(async (path) => (await exportWorkbook(deps, fakeOrder(size, path))).cells), { runs: 5, warm: 1 })
  // some milliseconds in a hundred and fifty: fewer turns would tell of the machine
  const { ours, baseline } = await compare(() => pack(plan), () => pack(plain), { runs: 41, warm: 4 })
  const charts = plan.sheets.reduce((sum, sheet) => sum + sheet.charts.length, 0)
  log(`20 apps × 30 days: ${(whole / 1000).toFixed(2)} s, packing ${ours.toFixed(0)} ms, without charts ${baseline.toFixed(0)} ms`)
  return [
    {
      name: 'workbook of 20 apps × 30 days, all sheets with charts',
      value: whole / 1000,
      unit: 's',
      bound: 3,
      kind: 'atMost',
      note: `${charts} charts, ${plan.sheets.length} sheets`,
    },
    {
      name: 'charts, part of the time a workbook is written in',
      value: Math.max(0, 1 - baseline / ours),
      unit: '×',
      bound: 0.1,
      kind: 'atMost',
      note: `${ours.toFixed(0)} ms with, ${baseline.toFixed(0)} ms without`,
    },
  ]
}

async function inChild(side: 'ours' | 'bare'): Promise<Measured> {
  const program = [...(planFor('cygnet', [])?.nodeFlags ?? []), process.argv[1] ?? '']
  const { stdout } = await promisify(execFile)(process.execPath, program, { env: { ...process.env, [ROLE]: side } })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measured
}

/** The answers, made before the clock starts. */
function answers(size: FixtureOptions = SIZE): ExportDeps {
  const deps = fakeDeps(size)
  const kept = <I, O>(ask: (input: I) => O) => {
    const known = new Map<string, O>()
    return (input: I): O => {
      const key = JSON.stringify(input)
      const answer = known.get(key) ?? ask(input)
      known.set(key, answer)
      return answer
    }
  }
  const { table, series, overview } = deps.query
  const query = { table: kept(table), series: kept(series), overview: kept(overview) }
  const ready = { ...deps, query }
  for (const sheet of planWorkbook(workbookInput(ready, fakeOrder(size))).sheets) Array.from(sheet.rows()).at(0)
  return ready
}

async function wholeWorkbook(): Promise<Measured> {
  const deps = answers()
  return measured(async (path) => (await exportWorkbook(deps, fakeOrder(SIZE, path))).cells)
}

async function bareStream(): Promise<Measured> {
  const plan = planWorkbook(workbookInput(answers(), fakeOrder(SIZE)))
  const data = plan.sheets.filter((sheet) => sheet.widths.length === 15 && sheet.tables[0]?.range.top === 1)
  return measured(async (path) => {
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path })
    let cells = 0
    for (const sheet of data) {
      const writer = book.addWorksheet(sheet.name)
      for (const { values } of sheet.rows()) {
        writer.addRow([...values]).commit()
        cells += values.reduce<number>((sum, value) => (value === null ? sum : sum + 1), 0)
      }
      writer.commit()
    }
    await book.commit()
    return cells
  })
}

async function measured(work: (path: string) => Promise<number>): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'cygnet-bench-excel-'))
  try {
    const path = join(folder, 'bench.xlsx')
    const [start, cpu] = [performance.now(), process.cpuUsage()]
    const cells = await work(path)
    const seconds = (performance.now() - start) / 1000
    const { user, system } = process.cpuUsage(cpu)
    return { seconds, cpuSeconds: (user + system) / 1e6, megabytes: process.resourceUsage().maxRSS / 1024, cells, bytes: statSync(path).size }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
