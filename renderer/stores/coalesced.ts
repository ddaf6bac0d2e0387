/** One run at a time: whoever asks meanwhile shares one more run after it. Many changes in a row do not become many questions. */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  return function run(): Promise<void> {
    if (running) {
      next ??= running.then(run, run)
      return next
    }
    next = null
    running = work().finally(() => (running = null))
    return running
  }
}
