import { setImmediate as turn } from 'node:timers/promises'

/** Work in pieces, so that others get their turn in between: whoever shares the thread waits for one piece and not for all of them. */
export async function inTurns<T, R>(items: readonly T[], size: number, work: (some: readonly T[]) => readonly R[]) {
  const results: R[] = []
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) await turn()
    results.push(...work(items.slice(start, start + size)))
  }
  return results
}
