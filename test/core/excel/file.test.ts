import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import { writeFileWhole } from '../../../electron/core/excel/file.ts'
import { scratch } from './reader.ts'

const pieces =
  (...texts: string[]) =>
  () =>
    Promise.resolve(Readable.from(texts.map((text) => Buffer.from(text))))

/** A stream that fails as a full disk would, after its first piece. */
const failing = (error: Error) => () =>
  Promise.resolve(
    Readable.from(
      (function* () {
        yield Buffer.from('half')
        throw error
      })(),
    ),
  )

const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (thrown: unknown) => (thrown instanceof AppError ? { code: thrown.code, details: thrown.details } : thrown),
  )

test('the file is there whole, and nothing else', async () => {
  const folder = scratch()
  const path = join(folder, 'a.xlsx')
  expect(await writeFileWhole(path, pieces('one ', 'two'), { force: false })).toBe(7)
  expect(readFileSync(path, 'utf8')).toBe('one two')
  expect(readdirSync(folder)).toEqual(['a.xlsx'])
})

test('a file that is there stays unless asked to be replaced', async () => {
  const folder = scratch()
  const path = join(folder, 'a.xlsx')
  writeFileSync(path, 'old')
  expect(await failure(writeFileWhole(path, pieces('new'), { force: false }))).toEqual({
    code: 'file.exists',
    details: { path },
  })
  expect(readFileSync(path, 'utf8')).toBe('old')
  await writeFileWhole(path, pieces('new'), { force: true })
  expect(readFileSync(path, 'utf8')).toBe('new')
  expect(readdirSync(folder)).toEqual(['a.xlsx'])
})

test('a file that comes in between is not replaced either', async () => {
  const folder = scratch()
  const path = join(folder, 'a.xlsx')
  const late = () => {
    writeFileSync(path, 'theirs')
    return pieces('ours')()
  }
  expect(await failure(writeFileWhole(path, late, { force: false }))).toMatchObject({ code: 'file.exists' })
  expect(readFileSync(path, 'utf8')).toBe('theirs')
  expect(readdirSync(folder)).toEqual(['a.xlsx'])
})

test('a full disk leaves no half file, and an old one as it was', async () => {
  const folder = scratch()
  const path = join(folder, 'a.xlsx')
  writeFileSync(path, 'old')
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' })
  expect(await failure(writeFileWhole(path, failing(full), { force: true }))).toEqual({
    code: 'file.unwritable',
    details: { path, reason: 'ENOSPC' },
  })
  expect(readFileSync(path, 'utf8')).toBe('old')
  expect(readdirSync(folder)).toEqual(['a.xlsx'])
})

test('a folder that is not there is named with its reason', async () => {
  const path = join(scratch(), 'nowhere', 'a.xlsx')
  expect(await failure(writeFileWhole(path, pieces('x'), { force: false }))).toEqual({
    code: 'file.unwritable',
    details: { path, reason: 'ENOENT' },
  })
})

test('a failure of the content is its own, not the file’s', async () => {
  const folder = scratch()
  const error = new AppError('report.unknown', { report: 'x' })
  expect(await failure(writeFileWhole(join(folder, 'a'), failing(error), { force: false }))).toEqual({
    code: 'report.unknown',
    details: { report: 'x' },
  })
  expect(readdirSync(folder)).toEqual([])
})

test('cancelled half-way, nothing is left', async () => {
  const folder = scratch()
  const path = join(folder, 'a.xlsx')
  const controller = new AbortController()
  const stream = () =>
    Promise.resolve(
      Readable.from(
        (function* () {
          yield Buffer.from('half')
          controller.abort()
          yield Buffer.from('more')
        })(),
      ),
    )
  expect(await failure(writeFileWhole(path, stream, { force: false, signal: controller.signal }))).toMatchObject({
    code: 'cancelled',
  })
  expect(existsSync(path)).toBe(false)
  expect(readdirSync(folder)).toEqual([])
})
