import { AppError } from '../../../contract/errors.ts'
import { riding } from '../riding.ts'

/** Runs `work` once for all who ask meanwhile. Who aborts leaves at once; the work is told to stop when everybody has left. */
export type Flight<T> = (work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T>

interface Flying<T> {
  readonly stop: AbortController
  readonly result: Promise<T>
  riders: number
}

export function oneFlight<T>(): Flight<T> {
  let flying: Flying<T> | null = null

  const start = (work: (signal: AbortSignal) => Promise<T>): Flying<T> => {
    const stop = new AbortController()
    const result = work(stop.signal).finally(() => {
      flying = null
    })
    // Who rides hears of a failure; where all have left, nobody has to.
    result.catch(() => undefined)
    flying = { stop, result, riders: 0 }
    return flying
  }

  return async (work, signal) => {
    // Work that was told to stop may still end something that must not be done twice (a single-use token): it is waited for.
    while (flying?.stop.signal.aborted) await riding(flying.result.then(ignore, ignore), signal)
    if (signal.aborted) throw new AppError('cancelled', {}, { cause: signal.reason })
    const flight = flying ?? start(work)
    flight.riders += 1
    try {
      return await riding(flight.result, signal)
    } finally {
      flight.riders -= 1
      if (flight.riders === 0) flight.stop.abort()
    }
  }
}

const ignore = () => undefined
