import type { Day } from '../../contract/calendar.ts'
import type { AppNumbers } from '../numbers/app.ts'
import { between } from '../numbers/random.ts'
import { total } from '../numbers/shares.ts'
import { knownDays, type ReportQuery } from './report.ts'

export interface Dimension {
  readonly name: string
  readonly members: (app: AppNumbers) => readonly string[]
  /** Weights of the members, in their order. */
  readonly weights: (app: AppNumbers) => readonly number[]
  /** Sessions of a day that this dimension sees; reports do not reconcile with each other. */
  readonly sessions: (app: AppNumbers, day: Day, sessions: number) => number
}

export interface Slice {
  readonly name: string
  readonly sessions: number
  readonly fresh: number
  readonly users: number
  readonly seconds: number
}

export interface Distribution {
  /** By sessions, most first. */
  readonly slices: readonly Slice[]
  readonly all: Omit<Slice, 'name'>
}

/** How a range's sessions, new users, users (a person once per day and member) and time fall on a dimension's members. */
export function distribute(query: ReportQuery, dimension: Dimension): Distribution {
  const { app } = query
  const { from, to } = knownDays(query)
  const members = app.once(`members ${dimension.name}`, () => dimension.members(app))
  const shares = app.shares(dimension.name, () => dimension.weights(app))
  const salt = app.salt(dimension.name)
  const freshShares = app.shares(`new ${dimension.name}`, () =>
    dimension.weights(app).map((weight, i) => weight * between(0.8, 1.25, salt, i, 6)),
  )
  const size = members.length
  const sessions = new Float64Array(size)
  const products = new Float64Array(size)
  const fresh = new Float64Array(size)
  const users = new Float64Array(size)
  let time = 0
  for (let day = from; day <= to; day++) {
    const numbers = app.book.at(day)
    const seen = dimension.sessions(app, day, numbers.sessions)
    const length = numbers.seconds / Math.max(1, numbers.sessions)
    time += seen * length
    shares.add(seen, day, 1, sessions, length, products)
    freshShares.add(numbers.fresh, day, 2, fresh)
    shares.add(numbers.old, day, 3, users)
  }
  for (let i = 0; i < size; i++) users[i] = (users[i] as number) + (fresh[i] as number)
  for (let i = 0; i < size; i++) products[i] = (products[i] as number) * between(0.6, 1.5, salt, i, 5)
  const scale = time / Math.max(1e-9, total(products))
  const slices = members.map((name, i) => ({
    name,
    sessions: sessions[i] ?? 0,
    fresh: fresh[i] ?? 0,
    users: users[i] ?? 0,
    seconds: (products[i] ?? 0) * scale,
  }))
  slices.sort((a, b) => b.sessions - a.sessions)
  return { slices, all: { sessions: total(sessions), fresh: total(fresh), users: total(users), seconds: time } }
}
