/** How many pieces are done in one go at most. */
const MOST = 64
/** How large they may be together: what else the thread has to do must not wait long. */
const MOST_SIZE = 3000
/** How long the first piece waits for company. */
const WAIT_MS = 25

export interface Gathering<T, R> {
  add(piece: T): Promise<R>
  /** Does what waits: nobody is to come any more. */
  flush(): void
}

/**
 * Work that is cheaper together: what is given within a moment is done in one go. Where that fails each piece is done by itself, so that
 * a bad one fails alone.
 */
export function gathering<T, R>(
  doAll: (pieces: readonly T[]) => readonly R[],
  sizeOf: (piece: T) => number,
): Gathering<T, R> {
  let waiting: { piece: T; resolve: (result: R) => void; reject: (reason: unknown) => void }[] = []
  let size = 0
  let timer: NodeJS.Timeout | undefined

  const flush = () => {
    clearTimeout(timer)
    const batch = waiting
    waiting = []
    size = 0
    if (batch.length === 0) return
    try {
      const results = doAll(batch.map(({ piece }) => piece))
      batch.forEach(({ resolve }, i) => {
        resolve(results[i] as R)
      })
    } catch (thrown) {
      if (batch.length === 1) batch[0]?.reject(thrown)
      else for (const one of batch) alone(one)
    }
  }
  const alone = ({ piece, resolve, reject }: (typeof waiting)[number]) => {
    try {
      resolve(doAll([piece])[0] as R)
    } catch (thrown) {
      reject(thrown)
    }
  }

  return {
    add: (piece) =>
      new Promise((resolve, reject) => {
        const many = waiting.push({ piece, resolve, reject })
        size += sizeOf(piece)
        if (many >= MOST || size >= MOST_SIZE) flush()
        else if (many === 1) timer = setTimeout(flush, WAIT_MS)
      }),
    flush,
  }
}
