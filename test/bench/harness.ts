import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { dirname } from 'node:path'
import stringWidth from 'string-width'

/** One figure: what was measured, its bound, and whether `value` may be at most or must be at least that. */
export interface Figure {
  readonly name: string
  readonly value: number
  /** `×` for a ratio against a bare baseline of the same run. */
  readonly unit: string
  readonly bound: number
  readonly kind: 'atMost' | 'atLeast'
  /** The two sides of the ratio, sizes, whatever helps to judge the figure. */
  readonly note: string
}

/** A group of figures; `log` tells how far it is. */
export interface Bench {
  readonly name: string
  readonly run: (log: (line: string) => void) => Promise<readonly Figure[]>
}

type Work = () => unknown

/** The middle of the values; of an even number of them the mean of the two. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? NaN) + upper) / 2
}

/** Milliseconds `work` takes, once. */
export async function time(work: Work): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Median milliseconds of `runs` runs, after `warm` that do not count. */
export async function medianTime(work: Work, { runs = 9, warm = 2 } = {}): Promise<number> {
  for (let i = 0; i < warm; i += 1) await work()
  const times: number[] = []
  for (let i = 0; i < runs; i += 1) times.push(await time(work))
  return median(times)
}

/**
 * Median milliseconds of `ours` and of the bare `baseline`, run in turns, so that a busy machine slows both alike.
 * `ratio` is ours / baseline: 2 is twice as slow.
 */
export async function compare(
  ours: Work,
  baseline: Work,
  { runs = 5, warm = 1 } = {},
): Promise<{ readonly ours: number; readonly baseline: number; readonly ratio: number }> {
  const times = { ours: [] as number[], baseline: [] as number[] }
  for (let i = 0; i < warm + runs; i += 1) {
    const bare = await time(baseline)
    const own = await time(ours)
    if (i < warm) continue
    times.baseline.push(bare)
    times.ours.push(own)
  }
  const result = { ours: median(times.ours), baseline: median(times.baseline) }
  return { ...result, ratio: result.ours / result.baseline }
}

export function holds({ value, bound, kind }: Figure): boolean {
  return kind === 'atMost' ? value <= bound : value >= bound
}

/** Runs the benches one after the other. One that fails is reported and stops none of the others. */
export async function runBenches(
  benches: readonly Bench[],
  log: (line: string) => void,
): Promise<{ readonly figures: readonly Figure[]; readonly failed: readonly string[] }> {
  const figures: Figure[] = []
  const failed: string[] = []
  for (const { name, run } of benches) {
    log(`${name} …`)
    try {
      figures.push(...(await run((line) => { log(`  ${line}`) })))
    } catch (thrown) {
      failed.push(name)
      log(`  failed: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`)
    }
  }
  return { figures, failed }
}

/** The figures as text, a line each. */
export function table(figures: readonly Figure[]): string {
  const head = ['', 'figure', 'measured', 'bound', 'note']
  const rows = figures.map((figure) => [
    holds(figure) ? '✓' : '✗',
    figure.name,
    `${number(figure.value)} ${figure.unit}`,
    `${figure.kind === 'atMost' ? '≤' : '≥'} ${number(figure.bound)}`,
    figure.note,
  ])
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => stringWidth(row[i] ?? ''))))
  const pad = (text: string, width: number) => text + ' '.repeat(width - stringWidth(text))
  return [head, ...rows].map((row) => row.map((cell, i) => pad(cell, widths[i] ?? 0)).join('  ').trimEnd()).join('\n')
}

/** Three digits that count. */
function number(value: number): string {
  return Number(value.toPrecision(3)).toString()
}

/** Writes the figures with what they were measured on. */
export function writeResults(path: string, figures: readonly Figure[], at: Date): void {
  const machine = {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memory: totalmem(),
  }
  const measured = figures.map((figure) => ({ ...figure, holds: holds(figure) }))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify({ at: at.toISOString(), machine, figures: measured }, null, 2)}\n`)
}
