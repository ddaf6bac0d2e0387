import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { parse } from 'csv-parse/sync'
import { AppError } from '../../contract/errors.ts'

/** One line of an import file by the column names Cygnet knows; a cell that is not there is an empty string. */
export interface ImportLine {
  /** As the file's own program counts: the header is line 1. */
  readonly line: number
  readonly name: string
  readonly externalId: string
  readonly tags: readonly string[]
  readonly token: string
}

/** Header spellings people use, compared without case, spaces, `-` and `_`. */
const HEADERS: Record<'name' | 'externalId' | 'tags' | 'token', readonly string[]> = {
  name: ['name', 'appname', '名称', '小程序名称', '小程序', '应用名称'],
  externalId: ['appid', 'id', '小程序id', '应用id', '智能小程序id'],
  tags: ['tags', 'tag', '标签', '分组', 'group', 'client', '客户'],
  token: ['token', 'accesstoken', '令牌', '授权令牌'],
}

/**
 * Reads a CSV (UTF-8, or GB18030 as Chinese Excel writes it) or the first sheet of an XLSX file.
 * Throws `file.unreadable`, or `import.invalid` when no column is known.
 */
export async function readImportFile(path: string): Promise<ImportLine[]> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new AppError('file.unreadable', { path, reason: reasonOf(cause) }, { cause })
  })
  const table = extname(path).toLowerCase() === '.xlsx' ? await readXlsx(path, bytes) : readCsv(path, bytes)
  const header = table.find((row) => row.cells.some((cell) => cell !== ''))
  if (!header) throw new AppError('import.invalid', { path, problem: 'empty' })
  const columns = columnsOf(header.cells)
  if (columns.name < 0 && columns.externalId < 0)
    throw new AppError('import.invalid', { path, problem: 'no-known-column', header: header.cells.join(', ') })
  return table
    .filter((row) => row.line > header.line && row.cells.some((cell) => cell !== ''))
    .map((row) => toLine(row, columns))
}

interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
}

function toLine(row: TableRow, columns: Record<keyof typeof HEADERS, number>): ImportLine {
  const cell = (column: number) => (column < 0 ? '' : (row.cells[column] ?? '').trim())
  const tags = cell(columns.tags)
    .split(/[,，;；、|]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
  return {
    line: row.line,
    name: cell(columns.name),
    externalId: cell(columns.externalId),
    tags: [...new Set(tags)],
    token: cell(columns.token),
  }
}

function columnsOf(header: readonly string[]) {
  const plain = header.map((cell) => cell.toLowerCase().replaceAll(/[\s_-]/g, ''))
  const find = (key: keyof typeof HEADERS) => plain.findIndex((cell) => HEADERS[key].includes(cell))
  return { name: find('name'), externalId: find('externalId'), tags: find('tags'), token: find('token') }
}

function readCsv(path: string, bytes: Buffer): TableRow[] {
  const text = decodeText(bytes)
  const firstLine = text.slice(0, Math.max(0, text.indexOf('\n'))) || text
  const delimiter = ['\t', ';', ','].find((mark) => firstLine.includes(mark)) ?? ','
  try {
    const records = parse(text, {
      delimiter,
      relaxColumnCount: true,
      skipEmptyLines: false,
      info: true,
      relaxQuotes: true,
    }) as unknown as {
      record: string[]
      info: { lines: number }
    }[]
    return records.map(({ record, info }) => ({ line: info.lines, cells: record.map((cell) => cell.trim()) }))
  } catch (cause) {
    throw new AppError('import.invalid', { path, problem: 'csv', reason: reasonOf(cause) }, { cause })
  }
}

function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

async function readXlsx(path: string, bytes: Buffer): Promise<TableRow[]> {
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  try {
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer)
  } catch (cause) {
    throw new AppError('import.invalid', { path, problem: 'xlsx', reason: reasonOf(cause) }, { cause })
  }
  const rows: TableRow[] = []
  workbook.worksheets[0]?.eachRow((row, line) => {
    const cells: string[] = []
    // `text` is what a reader sees: long ids typed as text stay whole, rich text and links lose their dress.
    row.eachCell({ includeEmpty: true }, (cell, column) => (cells[column - 1] = cell.text.trim()))
    rows.push({ line, cells: Array.from({ length: cells.length }, (_, i) => cells[i] ?? '') })
  })
  return rows
}

function reasonOf(cause: unknown): string {
  const code = (cause as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : cause instanceof Error ? cause.message : String(cause)
}
