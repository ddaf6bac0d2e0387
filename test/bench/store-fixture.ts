import type { Decoded, Member, Row } from '../../electron/core/catalogue/schema.ts'
import type { NewSnapshot } from '../../electron/core/store/types.ts'

/** 2024-01-01, a Monday. */
export const FIRST_DAY = 19_723
export const YEAR = 365
const HOUR_MS = 3_600_000

/** A small fast generator, so that every run stores the same numbers. */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const percent = (random: () => number) => Math.round(random() * 10_000) / 100
const count = (random: () => number, most: number) => Math.floor(random() ** 3 * most)

/** Eight metrics as user-trend has them: counts, ratios and durations. */
function trend(random: () => number): number[] {
  return [
    count(random, 5_000),
    percent(random),
    count(random, 40_000),
    percent(random),
    count(random, 45_000),
    count(random, 90_000),
    percent(random),
    percent(random),
  ]
}

const region = (random: () => number) => [
  count(random, 3_000),
  percent(random),
  percent(random),
  percent(random),
  percent(random),
]

const REGIONS: readonly Member[] = Array.from({ length: 34 }, (_, i) => ({
  id: `province:省${i}`,
  key: `省${i}`,
  label: `省${i}`,
  parent: null,
}))

function snapshot(app: number, report: string, from: number, to: number, decoded: Decoded): NewSnapshot {
  const list = decoded.rows.map((row) => ({ name: row.member ?? String(row.from), values: row.values }))
  return {
    app,
    report,
    variant: '',
    granularity: report === 'region' ? 'range' : 'day',
    from,
    to,
    // Fetched at nine the morning after.
    fetchedAt: (to + 1) * 24 * HOUR_MS + HOUR_MS,
    payload: JSON.stringify({
      errno: 0,
      msg: 'success',
      data: { total: list.length, sum: decoded.sum, data_list: list },
    }),
    decoded,
    capped: false,
  }
}

/** A daily series' reply. */
export function trendReply(app: number, from: number, to: number, random: () => number): NewSnapshot {
  const rows: Row[] = []
  for (let day = from; day <= to; day += 1) rows.push({ from: day, to: day, member: null, values: trend(random) })
  return snapshot(app, 'user-trend', from, to, { rows, members: [], sum: trend(random) })
}

/** One day's regions. */
export function regionReply(app: number, day: number, random: () => number): NewSnapshot {
  const rows = REGIONS.map(({ id }): Row => ({ from: day, to: day, member: id, values: region(random) }))
  return snapshot(app, 'region', day, day, { rows, members: REGIONS, sum: null })
}

export const numbersOf = (reply: NewSnapshot) =>
  reply.decoded.rows.reduce((sum, row) => sum + row.values.length, reply.decoded.sum?.length ?? 0)

/**
 * The replies of a year of 200 apps, day by day as syncs bring them: trends weekly over ten days (the last three days of the week before
 * come again with other numbers), regions daily until about `numbers` are reached.
 */
export function* history(apps: readonly number[], numbers: number): Generator<NewSnapshot> {
  const random = makeRandom(1)
  const weeks = Math.ceil(YEAR / 7)
  const perDay = apps.length * (34 * 5)
  const trends = apps.length * weeks * 10 * 8
  const days = Math.min(YEAR, Math.max(0, Math.round((numbers - trends) / perDay)))
  for (let day = FIRST_DAY; day < FIRST_DAY + YEAR; day += 1) {
    if (day >= FIRST_DAY + YEAR - days) for (const app of apps) yield regionReply(app, day, random)
    if ((day - FIRST_DAY) % 7 !== 6 && day !== FIRST_DAY + YEAR - 1) continue
    for (const app of apps) yield trendReply(app, Math.max(FIRST_DAY, day - 9), day, random)
  }
}
