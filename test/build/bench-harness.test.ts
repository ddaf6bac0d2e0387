import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { compare, holds, median, medianTime, runBenches, table, writeResults, type Figure } from '../bench/harness.ts'

const figure = (more: Partial<Figure>): Figure => ({
  name: '导出',
  value: 1.2345,
  unit: '×',
  bound: 1.5,
  kind: 'atMost',
  note: 'bare 2 s',
  ...more,
})

test('median of odd, even and no values', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([4, 1, 2, 10])).toBe(3)
  expect(median([])).toBeNaN()
})

test('a bound holds at its very value, in its own direction', () => {
  expect(holds(figure({ value: 1.5 }))).toBe(true)
  expect(holds(figure({ value: 1.51 }))).toBe(false)
  expect(holds(figure({ kind: 'atLeast', value: 1.5 }))).toBe(true)
  expect(holds(figure({ kind: 'atLeast', value: 1.49 }))).toBe(false)
  expect(holds(figure({ value: NaN }))).toBe(false)
})

test('both sides run in turns, warm runs do not count', async () => {
  const ran: string[] = []
  const result = await compare(
    () => ran.push('own'),
    () => ran.push('bare'),
    { runs: 2, warm: 1 },
  )
  expect(ran).toEqual(['bare', 'own', 'bare', 'own', 'bare', 'own'])
  expect(result.ratio).toBeCloseTo(result.ours / result.baseline)
})

test('medianTime awaits each run', async () => {
  let runs = 0
  await medianTime(() => Promise.resolve().then(() => (runs += 1)), { runs: 3, warm: 2 })
  expect(runs).toBe(5)
})

test('a bench that fails is named and stops no other', async () => {
  const lines: string[] = []
  const { figures, failed } = await runBenches(
    [
      { name: 'broken', run: () => Promise.reject(new Error('no room')) },
      { name: 'fine', run: (log) => (log('half'), Promise.resolve([figure({})])) },
    ],
    (line) => lines.push(line),
  )
  expect(failed).toEqual(['broken'])
  expect(figures).toHaveLength(1)
  expect(lines.join('\n')).toContain('no room')
})

test('the table lines up, wide characters too', () => {
  const lines = table([figure({}), figure({ name: 'long name', value: 20_000_000, unit: 'B', note: 'x' })]).split('\n')
  expect(lines[1]).toBe('✓  导出       1.23 ×      ≤ 1.5  bare 2 s')
  expect(lines[2]).toBe('✗  long name  20000000 B  ≤ 1.5  x')
})

test('results carry the machine and the verdicts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cygnet-bench-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const path = join(folder, 'deep', 'results.json')
  writeResults(path, [figure({ value: 2 })], new Date('2024-05-06T07:08:09Z'))
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    at: '2024-05-06T07:08:09.000Z',
    machine: { node: process.version },
    figures: [{ name: '导出', value: 2, holds: false }],
  })
})
