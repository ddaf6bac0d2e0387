/**
 * Work that is cheaper together: what is given while the thread is busy is done in one go when it is free again. Where that fails each
 * piece is done by itself, so that a bad one fails alone. Nothing waits for more to come.
 */
export function gathering<T, R>(doAll: (pieces: readonly T[]) => readonly R[]): (piece: T) => Promise<R> {
  let waiting: { piece: T; resolve: (result: R) => void; reject: (reason: unknown) => void }[] = []

  const flush = () => {
    const batch = waiting
    waiting = []
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

  return (piece) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ piece, resolve, reject }) === 1) setImmediate(flush)
    })
}
