import type { COVERAGE_STATES } from '../../../../electron/contract/methods/history-coverage.ts'

/** How a day stands, by its letter in the matrix. */
export type StateLetter = keyof typeof COVERAGE_STATES

/** From the best to the worst, then what is not over yet. As in the contract; written again because its own list comes with zod. */
export const STATES = ['f', 'o', 's', 'w', 'm', 'r', 'a'] as const satisfies readonly StateLetter[]
export type Tally = Readonly<Record<StateLetter, number>>

/** How many days stand how, over some rows of the matrix. */
export function tallyOf(rows: readonly string[]): Tally {
  const tally: Record<StateLetter, number> = { f: 0, o: 0, s: 0, w: 0, m: 0, r: 0, a: 0 }
  for (const row of rows) for (const letter of row) if (letter in tally) tally[letter as StateLetter] += 1
  return tally
}

export function sumOf(tallies: readonly Tally[]): Tally {
  const sum: Record<StateLetter, number> = { f: 0, o: 0, s: 0, w: 0, m: 0, r: 0, a: 0 }
  for (const tally of tallies) for (const state of STATES) sum[state] += tally[state]
  return sum
}

/** Days that have a reply of their own which is not out of date, in percent of those that are over; null where none is. */
export function partOf({ f, o, s, w, m, r }: Tally): number | null {
  const over = f + o + s + w + m + r
  return over === 0 ? null : (100 * (f + o)) / over
}

/** Days that are not there: what a longer range holds is there, only not by the day. */
export const gapsOf = ({ s, m, r }: Tally): number => s + m + r

/** Days that are over, in percent: with data of their own, only in a longer range, not there. */
export interface Shares {
  readonly own: number
  readonly wider: number
  readonly gaps: number
}

/** In hundredths of a percent that make up a hundred: what is nearly complete is not complete, and a gap is never none. Null where no day is over. */
export function sharesOf(tally: Tally): Shares | null {
  const part = partOf(tally)
  if (part === null) return null
  const over = tally.f + tally.o + tally.w + gapsOf(tally)
  const own = Math.floor(((tally.f + tally.o) * 10_000) / over)
  const gaps = Math.ceil((gapsOf(tally) * 10_000) / over)
  return { own: own / 100, wider: (10_000 - own - gaps) / 100, gaps: gaps / 100 }
}

/** Neighbouring days that stand alike. */
export interface Run {
  readonly state: StateLetter
  /** Places from the first day of the matrix. */
  readonly from: number
  readonly to: number
}

export function runsOf(row: string): Run[] {
  const runs: Run[] = []
  for (let at = 0; at < row.length; at += 1) {
    const state = row[at] as StateLetter
    const last = runs.at(-1)
    if (last?.state === state) runs[runs.length - 1] = { ...last, to: at }
    else runs.push({ state, from: at, to: at })
  }
  return runs
}
