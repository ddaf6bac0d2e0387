import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { fingerprint } from '../../build/setup/built.mjs'
import { TARGETS } from '../../build/setup/targets.mjs'
import { targets } from '../../build/vite.ts'

let root = ''
const inputs = ['src', 'lock.json', 'not-there']
const past = new Date(2020, 0, 1)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cygnet-built-'))
  mkdirSync(join(root, 'src', 'deep'), { recursive: true })
  for (const file of ['src/a.ts', 'src/deep/b.ts', 'lock.json', 'other.txt']) write(file, 'one')
  onTestFinished(() => {
    rmSync(root, { recursive: true })
  })
})

function write(file: string, content: string, time = new Date(2024, 0, 1)): void {
  writeFileSync(join(root, file), content)
  utimesSync(join(root, file), time, time)
}

test('untouched sources keep their print', () => {
  expect(fingerprint(root, inputs)).toBe(fingerprint(root, inputs))
})

test.each<[string, () => void]>([
  [
    'an edit of the same length',
    () => {
      write('src/deep/b.ts', 'two', new Date(2024, 0, 2))
    },
  ],
  [
    'an edit that kept the time',
    () => {
      write('src/a.ts', 'longer')
    },
  ],
  [
    'an older file put back',
    () => {
      write('src/a.ts', 'one', past)
    },
  ],
  [
    'a new file',
    () => {
      write('src/deep/c.ts', '')
    },
  ],
  [
    'a removed file',
    () => {
      rmSync(join(root, 'src/deep/b.ts'))
    },
  ],
  [
    'a file that is an input itself',
    () => {
      write('lock.json', 'two!')
    },
  ],
])('%s is seen', (_, change) => {
  const before = fingerprint(root, inputs)
  change()
  expect(fingerprint(root, inputs)).not.toBe(before)
})

test.each(['other.txt', 'src/.hidden'])('%s does not matter', (file) => {
  const before = fingerprint(root, inputs)
  write(file, 'changed')
  expect(fingerprint(root, inputs)).toBe(before)
})

test.each(Object.entries(targets))(
  'the launcher knows the bundler’s target %s by one of its entries',
  (name, entries) => {
    const { main } = TARGETS[name as keyof typeof targets]
    expect(Object.keys(entries)).toContain(main.replace(/\.js$/, ''))
  },
)
