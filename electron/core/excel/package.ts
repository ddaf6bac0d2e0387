import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { attachBars } from './bars.ts'
import { attachCharts, chartParts } from './charts/attach.ts'
import { ChartCells } from './charts/cells.ts'
import {
  declareStrings,
  frameOf,
  linkCells,
  nameRanges,
  readParts,
  STRINGS_PATH,
  styleNumbers,
  type Parts,
} from './parts.ts'
import { attachPictures } from './pictures.ts'
import { Checksum } from './record/checksum.ts'
import { rowsXml, SharedStrings } from './sheet-xml.ts'
import type { WorkbookPlan } from './types.ts'
import { attachTables } from './tables.ts'
import { writeFrame } from './write.ts'

/**
 * Measured on a million cells, seconds of CPU for the whole workbook and its size: level 2 0.85, 5.2 MB; level 3 0.94, 5.0 MB; level 6 1.41,
 * 4.5 MB (test/bench/excel.bench.ts).
 */
export const ZIP_LEVEL = 2

export interface PackageOptions {
  /** Told of each row and how many of its cells hold something; may throw to stop. */
  readonly onRow: (sheet: string, cells: number) => void
  readonly level?: number
}

/** Changes the package's parts before it is written: links, tables, bars and charts add theirs here. Sheets still lack their rows. */
export type AfterStep = (parts: Parts, plan: WorkbookPlan) => void

const AFTER_STEPS: readonly AfterStep[] = [
  declareStrings,
  nameRanges,
  linkCells,
  attachBars,
  attachTables,
  attachCharts,
]

/**
 * The workbook as a zip stream. The frame comes from exceljs; rows go straight into each sheet's part, one sheet after the other, so that
 * memory stays flat however many there are; the texts they share and the charts' copies of their cells come last.
 */
export async function packWorkbook(plan: WorkbookPlan, options: PackageOptions): Promise<Readable> {
  const parts = await readParts(await writeFrame(plan))
  const xf = styleNumbers(parts, plan.styles.length)
  for (const step of AFTER_STEPS) step(parts, plan)
  const pictures = attachPictures(parts, plan)
  const { output, add, addWhole, end } = openZip(options.level ?? ZIP_LEVEL, plan.properties.created)
  const strings = new SharedStrings()
  const cells = new ChartCells(plan.sheets)
  const frames = plan.sheets.map((sheet, n) => ({ sheet, frame: frameOf(parts, n, sheet) }))
  const streamed = new Set([STRINGS_PATH, ...frames.map(({ frame }) => frame.path)])
  for (const [path, xml] of parts) if (!streamed.has(path)) addWhole(path, xml)
  for (const [path, content] of pictures) addWhole(path, content)
  const lastWatched = frames.findLastIndex(({ sheet }) => cells.reader(sheet.name) !== null)
  for (const [n, { sheet, frame }] of frames.entries()) {
    const watch = cells.reader(sheet.name)
    const sum = plan.seal.sheets.has(sheet.name) ? new Checksum() : null
    add(frame.path, function* () {
      yield frame.head
      yield* rowsXml(sheet.rows(), xf, strings, sum, (row, values, filled) => {
        watch?.(row, values)
        options.onRow(sheet.name, filled)
      })
      if (sum) plan.seal.sums.set(sheet.name, sum.end())
      // the charts' cells are known by now: they are compressed while the rows of the long data are made
      if (n === lastWatched) for (const { path, xml } of chartParts(plan, cells)) addWhole(path, xml())
      yield frame.tail
    })
  }
  add(STRINGS_PATH, function* () {
    yield* strings.xml()
    end()
  })
  return output
}

interface Zip {
  readonly output: Readable
  /** One more part, made and written when those before it are. */
  add(path: string, content: () => Iterable<string | Buffer>): void
  /** A small part that is there already, in the place of its adding: several are compressed at once, without a chain of streams for each. */
  addWhole(path: string, content: string | Buffer): void
  /** After the last part. */
  end(): void
}

function openZip(compressionLevel: number, mtime: Date): Zip {
  const zip = new ZipFile()
  const output = zip.outputStream
  if (!(output instanceof Readable)) throw new Error('yazl gives no stream of Node')
  const fail = (error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(String(error)))
  }
  // whoever reads hears of an error; when they have stopped reading, nobody need
  output.on('error', () => undefined)
  zip.on('error', fail)
  const entry = { compressionLevel, mtime, mode: 0o100644 }
  return {
    output,
    add(path, made) {
      zip.addReadStreamLazy(path, entry, (done) => {
        const content = Readable.from(bytes(made()), { objectMode: false, highWaterMark: 1 << 18 })
        // yazl does not listen to the streams it is given
        done(null, content.on('error', fail))
      })
    },
    addWhole(path, content) {
      zip.addBuffer(bytesFrom(content), path, entry)
    },
    end() {
      zip.end()
    },
  }
}

function* bytes(pieces: Iterable<string | Buffer>): Iterable<Buffer> {
  for (const piece of pieces) yield bytesFrom(piece)
}

const bytesFrom = (piece: string | Buffer) => (typeof piece === 'string' ? Buffer.from(piece) : piece)
