import { join } from 'node:path'
import { dayOf, startOfDayMs } from '../../../electron/contract/calendar.ts'
import type { Row } from '../../../electron/core/catalogue/schema.ts'
import { openStore } from '../../../electron/core/store/open.ts'
import type { NewSnapshot } from '../../../electron/core/store/types.ts'

const TAGS = 10
/** A reply speaks of so many days. */
const SPAN = 30
const BATCH = 200

/** A platform with very many apps; put into the store directly, a sync of so many would take minutes. */
export function seedMany(home: string, { apps: count, days }: { apps: number; days: number }): Promise<void> {
  const store = openStore(join(home, 'cygnet.db'))
  const yesterday = dayOf(Date.now()) - 1
  const ends = Array.from({ length: days / SPAN }, (_, i) => yesterday - i * SPAN).reverse()
  try {
    const apps = store.transaction(() =>
      Array.from({ length: count }, (_, i) => {
        const digits = String(i + 1).padStart(4, '0')
        return store.apps.add({ name: `小程序 ${digits}`, externalId: `1${digits}`, tags: [`分组 ${i % TAGS}`] }).id
      }),
    )
    for (let at = 0; at < apps.length; at += BATCH)
      store.snapshots.recordMany(
        apps.slice(at, at + BATCH).flatMap((app) => ends.map((to) => trend(app, to - SPAN + 1, to))),
      )
    return Promise.resolve()
  } finally {
    store.close()
  }
}

/** One reply of the trend: a size of the app's own, calmer weekends, and numbers that fit each other. */
function trend(app: number, from: number, to: number): NewSnapshot {
  const size = 200 + ((app * 7919) % 4000)
  const day = (at: number): number[] => {
    const users = Math.round(size * (1 + ((at * 31 + app * 17) % 23) / 60) * (at % 7 < 2 ? 0.8 : 1))
    const fresh = Math.round(users * (0.2 + ((app + at) % 5) / 50))
    const sessions = Math.round(users * (1.6 + (app % 7) / 10))
    const seconds = 60 + ((app * 13 + at) % 90)
    const share = Math.round((fresh / users) * 10_000) / 100
    return [fresh, share, users - fresh, 100 - share, users, sessions, seconds, (seconds * sessions) / users]
  }
  const rows = Array.from({ length: to - from + 1 }, (_, i): Row => ({
    from: from + i,
    to: from + i,
    member: null,
    values: day(from + i),
  }))
  // People come back: a month's users are some nine days' worth.
  const sum = day(from).map((value, i) => ([0, 2, 4, 5].includes(i) ? value * (i === 0 || i === 5 ? 30 : 9) : value))
  return {
    app,
    report: 'user-trend',
    variant: '',
    granularity: 'day',
    from,
    to,
    fetchedAt: startOfDayMs(to + 1) + 3_600_000,
    payload: JSON.stringify({ app, from, rows: rows.map(({ values }) => values) }),
    decoded: { rows, members: [], sum },
    capped: false,
  }
}
