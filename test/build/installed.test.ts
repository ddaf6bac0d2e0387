import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { installState, samePackages } from '../../build/setup/installed.mjs'

const LOCK = { packages: { '': { version: '0.1.0' }, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } } }
const MACHINE = `${process.platform}-${process.arch}`

/** A project folder holding the given files. */
function project(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'cygnet-installed-'))
  onTestFinished(() => {
    rmSync(root, { recursive: true })
  })
  for (const [name, content] of Object.entries({ 'package-lock.json': JSON.stringify(LOCK), ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  return root
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex')
const stamp = { 'node_modules/.cygnet-install': `${sha(JSON.stringify(LOCK))} ${MACHINE}` }
const node = { 'node_modules/node/bin/node': '' }
const installed = { 'node_modules/.package-lock.json': JSON.stringify(LOCK) }

test('nothing installed, or an install cut off in the middle', () => {
  expect(installState(project({}), 'linux')).toBe('stale')
  expect(installState(project({ 'node_modules/a/package.json': '{}', ...node }), 'linux')).toBe('stale')
})

test('installed by us', () => {
  expect(installState(project({ ...stamp, ...node }), 'linux')).toBe('ready')
})

test('installed by hand: the same packages count, only the stamp is missing', () => {
  expect(installState(project({ ...installed, ...node }), 'linux')).toBe('unstamped')
})

test('a plain npm ci leaves the Node binary out', () => {
  expect(installState(project(installed), 'linux')).toBe('no-node')
  expect(installState(project({ ...installed, ...stamp }), 'linux')).toBe('no-node')
})

test('Windows has its own name for the binary', () => {
  const exe = { 'node_modules/node/bin/node.exe': '' }
  expect(installState(project({ ...stamp, ...exe }), 'win32')).toBe('ready')
  expect(installState(project({ ...stamp, ...exe, ...installed }), 'linux')).toBe('no-node')
})

test('the lock file moved on', () => {
  const root = project({ ...stamp, ...node, ...installed })
  const newer = { packages: { ...LOCK.packages, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-b' } } }
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(newer))
  expect(installState(root, 'linux')).toBe('stale')
})

test('packages carried over from another kind of machine', () => {
  const other = { 'node_modules/.cygnet-install': `${sha(JSON.stringify(LOCK))} plan9-mips` }
  expect(installState(project({ ...other, ...node, ...installed }), 'linux')).toBe('stale')
})

test('packages for other systems may be absent, further ones do no harm, others must be exact', () => {
  const a = { version: '1.0.0', integrity: 'x' }
  const same = (wanted: object, present: object) =>
    samePackages({ packages: { ...wanted } }, { packages: { ...present } })
  expect(same({ 'node_modules/a': a }, { 'node_modules/a': a, 'node_modules/b': a })).toBe(true)
  expect(same({ 'node_modules/a': { ...a, optional: true } }, {})).toBe(true)
  expect(same({ 'node_modules/a': a }, {})).toBe(false)
  expect(same({ 'node_modules/a': a }, { 'node_modules/a': { ...a, version: '1.0.1' } })).toBe(false)
  expect(same({ 'node_modules/a': a }, { 'node_modules/a': { ...a, integrity: 'y' } })).toBe(false)
})
