import { expect, test } from 'vitest'
import { findLicences } from '../../build/licences.ts'

test('every package the product imports is there with its licence, and none that only builds it', () => {
  const found = findLicences()
  const names = found.map(({ name }) => name)
  for (const name of [
    'vue',
    'element-plus',
    'chart.js',
    'zod',
    'better-sqlite3',
    'electron',
    'exceljs',
    'ws',
    'undici',
  ])
    expect(names).toContain(name)
  for (const name of ['vite', 'vitest', 'typescript', 'node', 'prettier']) expect(names).not.toContain(name)
  expect(names.filter((name) => name.startsWith('@types/'))).toEqual([])
  // what a package is made of comes with it
  expect(names).toContain('jszip')
  expect(found.find(({ name }) => name === 'vue')).toMatchObject({ licence: 'MIT' })
  expect(found.find(({ name }) => name === 'vue')?.text).toMatch(/Copyright.*Evan/)
})
