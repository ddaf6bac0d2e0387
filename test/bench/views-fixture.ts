import { startOfDayMs } from '../../electron/contract/calendar.ts'
import { columnsFor, reports } from '../../electron/core/catalogue/index.ts'
import type { Granularity, Member, Report, Row } from '../../electron/core/catalogue/schema.ts'
import type { NewSnapshot } from '../../electron/core/store/types.ts'
import { makeRandom } from './store-fixture.ts'

/** How many members a report's replies list, by report and variant: what a middling mini program has. */
const MEMBERS: Readonly<Record<string, number>> = {
  region: 34,
  audience: 24,
  'terminal/terminal_brand': 30,
  'terminal/terminal_device': 200,
  'terminal/terminal_os': 20,
  'terminal/terminal_screen': 60,
  'terminal/terminal_network': 5,
  pages: 200,
  'habits/depth': 7,
  'habits/time': 8,
  'habits/interval': 8,
  'habits/frequency': 8,
  sources: 60,
}
/** Every so manieth row of a day that is fetched again says another number. */
const RESTATED = 8

interface Series {
  readonly report: Report
  readonly variant: string
  readonly granularity: Granularity
  readonly members: readonly Member[]
  readonly metrics: number
}

/** The series a daily sync keeps of every app. */
function series(): Series[] {
  return reports
    .filter((report) => report.token === 'app')
    .flatMap((report) =>
      report.variants.map((variant): Series => {
        const granularity = report.dimension ? 'range' : 'day'
        const count = MEMBERS[variant.key === '' ? report.id : `${report.id}/${variant.key}`] ?? 0
        const members = Array.from({ length: count }, (_, i) => memberOf(report, variant.key, i))
        const columns = columnsFor(report, variant.key, granularity)
        return {
          report,
          variant: variant.key,
          granularity,
          members,
          metrics: Math.max(...columns.map(({ column }) => column)) + 1,
        }
      }),
    )
}

function memberOf(report: Report, variant: string, i: number): Member {
  const parent = report.twoLevels && i >= 6 ? `${report.id}:${i % 6}` : null
  return { id: `${report.id}${variant}:${i}`, key: String(i), label: `${report.id} ${i}`, parent }
}

/**
 * Days of many apps as a daily sync brings them: every report the morning after, each day once more two days later with some numbers
 * restated, and the trend's totals of 7 and 30 days.
 */
export function* dailyReplies(apps: readonly number[], from: number, to: number): Generator<NewSnapshot> {
  const random = makeRandom(5)
  const all = series()
  for (let today = from + 1; today <= to + 1; today += 1)
    for (const app of apps)
      for (const one of all) {
        if (one.granularity === 'range') {
          yield reply(one, app, today, today - 1, today - 1, random)
          if (today - 3 >= from) yield reply(one, app, today, today - 3, today - 3, random)
        } else {
          yield reply(one, app, today, Math.max(from, today - 7), today - 1, random)
          if (one.report.sum === 'range') yield reply(one, app, today, Math.max(from, today - 30), today - 1, random)
        }
      }
}

function reply(one: Series, app: number, today: number, from: number, to: number, random: () => number): NewSnapshot {
  const days = one.granularity === 'range' ? [from] : Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const rows = days.flatMap((day) =>
    (one.members.length > 0 ? one.members : [null]).map((member, m): Row => {
      const restated = Math.min(today - day, 3) * Number((day + m) % RESTATED === 0)
      return { from: day, to: day, member: member?.id ?? null, values: valuesOf(one, app, day, m, restated) }
    }),
  )
  const sum = one.report.sum === 'none' ? null : valuesOf(one, app, from, to, 0)
  return {
    app,
    report: one.report.id,
    variant: one.variant,
    granularity: one.granularity,
    from,
    to,
    fetchedAt: startOfDayMs(today) + 3_600_000 + Math.floor(random() * 600_000),
    payload: `{"app":${app},"report":"${one.report.id}/${one.variant}","from":${from},"to":${to},"at":${today}}`,
    decoded: { rows, members: one.members, sum },
    capped: false,
  }
}

function valuesOf({ metrics }: Series, app: number, day: number, member: number, restated: number): number[] {
  const random = makeRandom(app * 7919 + day * 104_729 + member * 1_299_709)
  return Array.from({ length: metrics }, () => 1 + Math.floor(random() ** 2 * 9_000) + restated)
}
