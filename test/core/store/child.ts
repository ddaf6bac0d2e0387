// Runs in a process of its own: `<what> <store path> [app]`; says what it does, a line each time.
import { dirname } from 'node:path'
import { AppError } from '../../../electron/contract/errors.ts'
import { openStore } from '../../../electron/core/store/open.ts'
import { acquireWriter } from '../../../electron/core/store/writer-lock.ts'
import { plain, reply } from './support.ts'

const [what, path = '', app = '0'] = process.argv.slice(2)
const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** A reply of a hundred rows that all carry the same number. */
const numbered = (day: number, n: number) =>
  reply({
    app: Number(app),
    from: day,
    to: day + 99,
    at: n,
    rows: Array.from({ length: 100 }, (_, i) => plain(day + i, [n, n])),
    payload: JSON.stringify({ n }),
  })

function work(): void {
  switch (what) {
    default:
      throw new Error(`unknown: ${what}`)
    case 'open':
      openStore(path).close()
      return say('opened')
    case 'write': {
      const store = openStore(path)
      for (let n = 1; n <= 60; n += 1) {
        store.snapshots.record(numbered(n, n))
        say(String(n))
      }
      store.close()
      return say('written')
    }
    case 'lock':
      acquireWriter(dirname(path))
      // Nothing refers to the lock any more: it is to hold all the same.
      setInterval(() => undefined, 1_000)
      setImmediate(() => {
        globalThis.gc?.()
        say('locked')
      })
      return
    case 'sync': {
      const store = openStore(path)
      acquireWriter(dirname(path))
      const job = store.jobs.start('sync', {})
      const requests = Array.from({ length: 5_000 }, (_, n) => ({ ...numbered(n + 1, 0), from: n + 1, to: n + 100 }))
      store.queue.add(job, requests)
      say('0')
      for (const { seq } of store.queue.open(job)) {
        store.snapshots.record(numbered(seq, seq), { job, seq })
        say(String(seq))
      }
      return say('synced')
    }
  }
}

try {
  work()
} catch (thrown) {
  const { code, details } = AppError.from(thrown)
  say(JSON.stringify({ code, details }))
}
