import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import { expect, onTestFinished } from 'vitest'
import { packageProblems } from '../../tools/ooxml/package.ts'

/** A cell as openpyxl sees it: where, its type (`s` text, `n` number, `d` date, `f` formula), what, and its number format. */
export type ReadCell = readonly [ref: string, type: string, value: string | number | boolean, format: string]

/** A chart as openpyxl sees it; a combo has several types. */
export interface ReadChart {
  readonly types: readonly string[]
  readonly series: readonly {
    readonly name: string
    readonly categories: string
    readonly values: string
    /** The chart's own copy of its values. */
    readonly points: readonly (number | string | null)[] | null
  }[]
}

export interface ReadSheet {
  readonly name: string
  readonly dimension: string
  readonly freeze: string | null
  readonly titleRows: string | null
  readonly filter: string | null
  readonly widths: Readonly<Record<string, number>>
  readonly merged: readonly string[]
  readonly orientation: string
  readonly fit: readonly [boolean, number, number]
  readonly footer: readonly [string, string]
  readonly links: readonly (readonly [string, string])[]
  readonly rules: readonly { ref: string; type: string; colours: string[]; points: string[] }[]
  readonly outline: readonly number[]
  readonly charts: readonly ReadChart[]
  readonly tables: readonly { readonly name: string; readonly ref: string; readonly columns: readonly string[] }[]
  readonly cells: readonly ReadCell[]
}

export interface ReadBook {
  readonly sheets: readonly ReadSheet[]
  readonly names: Readonly<Record<string, string>>
  readonly properties: { readonly title: string; readonly creator: string; readonly created: string }
  readonly parts: readonly string[]
}

const SCRIPT = join(import.meta.dirname, '..', '..', 'tools', 'read_workbook.py')

/** A Python that has openpyxl; null where there is none, told once. */
export const python: string | null = ['/usr/bin/python3', 'python3', 'python'].find(hasOpenpyxl) ?? null
if (python === null) console.warn('skipped: no Python with openpyxl here (pip install openpyxl), no independent reader')

function hasOpenpyxl(command: string): boolean {
  try {
    execFileSync(command, ['-c', 'import openpyxl'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** LibreOffice; null where there is none, told once. */
export const soffice: string | null =
  ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path)) ?? null
if (soffice === null) console.warn('skipped: no LibreOffice here, nobody else opens the workbooks')

/** What openpyxl reads in a workbook whose package keeps to the standard. */
export async function readWorkbook(path: string): Promise<ReadBook> {
  expect(packageProblems(await partsOf(path))).toEqual([])
  const json = execFileSync(python ?? 'python3', [SCRIPT, path], { maxBuffer: 1 << 28, encoding: 'utf8' })
  return JSON.parse(json) as ReadBook
}

/** A folder that is gone after the test. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cygnet-excel-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** The parts of a package as text, by path. */
export const partsOf = async (path: string) => partsIn(await readFile(path))

/** The same of a package in memory. */
export async function partsIn(content: Buffer): Promise<Map<string, string>> {
  const zip = await JSZip.loadAsync(content)
  const parts = new Map<string, string>()
  for (const [name, file] of Object.entries(zip.files)) parts.set(name, await file.async('string'))
  return parts
}

/** Cells by reference. */
export const cellsOf = (sheet: ReadSheet | undefined) => new Map((sheet?.cells ?? []).map((cell) => [cell[0], cell]))

/** The rows of a sheet as far as cells are filled: row number → column letters → value. */
export function rowsOf(sheet: ReadSheet | undefined): Map<number, Record<string, ReadCell[2]>> {
  const rows = new Map<number, Record<string, ReadCell[2]>>()
  for (const [ref, , value] of sheet?.cells ?? []) {
    const [, column = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(ref) ?? []
    const found = rows.get(Number(row)) ?? {}
    found[column] = value
    rows.set(Number(row), found)
  }
  return rows
}
