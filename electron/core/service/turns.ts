import { setImmediate as turn } from 'node:timers/promises'

/** Work in pieces, so that others get their turn in between: whoever shares the thread waits for one piece and not for all of them. */
export async function inTurns<T, R>(items: readonly T[], size: number, work: (some: readonly T[]) => readonly R[]) {
  const results: R[] = []
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) await turn()
    for (const result of work(items.slice(start, start + size))) results.push(result)
  }
  return results
}

/** The same for work that answers nothing. */
export async function eachInTurns<T>(items: readonly T[], size: number, work: (some: readonly T[]) => void) {
  await inTurns(items, size, (some) => {
    work(some)
    return []
  })
}
