import { AppError } from '../../contract/errors.ts'

/** Waits for work that others may wait for, too: an abort ends this waiting at once (`cancelled`), not the work. */
export function riding<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      reject(new AppError('cancelled', {}, { cause: signal.reason }))
    }
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
    void work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', leave)
    })
  })
}
