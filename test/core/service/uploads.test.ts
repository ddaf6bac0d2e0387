import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { createUploads } from '../../../electron/core/service/uploads.ts'
import { newHome } from './world.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

test('a file comes in parts, readable by its owner alone, and is gone when it was used', async () => {
  const home = newHome()
  const uploads = createUploads(home)
  const { path } = await uploads.receive({ name: '名单.csv', content: base64('name,') })
  expect(await uploads.receive({ name: '名单.csv', content: base64('token'), after: path })).toEqual({ path })
  expect(readFileSync(path, 'utf8')).toBe('name,token')
  expect(path.endsWith('名单.csv')).toBe(true)
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0)
  await uploads.drop(path)
  expect(existsSync(dirname(path))).toBe(false)
  await uploads.drop(path)
})

test.each(['../../evil.csv', '..\\..\\evil.csv', '..', '/etc/evil.csv'])('%s stays in its own folder', async (name) => {
  const home = newHome()
  const { path } = await createUploads(home).receive({ name, content: '' })
  expect(dirname(dirname(path))).toBe(join(home, 'uploads'))
})

test('a part goes on with a file of this door’s own only', async () => {
  const home = newHome()
  const elsewhere = join(home, 'cygnet.db')
  writeFileSync(elsewhere, 'history')
  const uploads = createUploads(home)
  await expect(uploads.receive({ name: 'x', content: base64('!'), after: elsewhere })).rejects.toMatchObject({
    code: 'file.unreadable',
  })
  await uploads.drop(elsewhere)
  expect(readFileSync(elsewhere, 'utf8')).toBe('history')
})

test('what was never used goes when the door closes, what a crash left goes later', async () => {
  const home = newHome()
  const root = join(home, 'uploads')
  for (const name of ['old', 'new']) mkdirSync(join(root, name), { recursive: true })
  const now = Date.now()
  utimesSync(join(root, 'old'), now / 1000 - 7200, now / 1000 - 7200)
  const uploads = createUploads(home, () => now)
  await uploads.sweep()
  expect(readdirSync(root)).toEqual(['new'])
  await uploads.receive({ name: 'a.csv', content: '' })
  await uploads.close()
  expect(readdirSync(root)).toEqual(['new'])
})
