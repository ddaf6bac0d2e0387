import type { DayRange } from '../../../electron/contract/calendar.ts'
import type { Decoded, Granularity, Member, Report, Row } from '../../../electron/core/catalogue/schema.ts'
import type {
  Fact,
  FactQuery,
  FactReader,
  Piece,
  PieceRows,
  SeriesColumns,
  SnapshotRow,
} from '../../../electron/core/store/types.ts'

interface Stored extends SnapshotRow {
  readonly decoded: Decoded
}

/** Where and when a reply is put into the history; day granularity, no variant, moment = its number, where not said. */
export interface Put extends DayRange {
  readonly app: number
  readonly report: string
  readonly variant?: string
  readonly granularity?: Granularity
  readonly fetchedAt?: number
  readonly capped?: boolean
}

/** A history in memory, as plain as can be: every question goes through all replies. */
export class MemoryFacts implements FactReader {
  readonly snapshots: Stored[] = []
  readonly #members = new Map<string, Member>()
  readonly #numbered: string[] = []
  /** Questions asked, however many apps each was about. */
  calls = 0

  /** Stores what a reply says; answers its snapshot id. */
  put(where: Put, decoded: Partial<Decoded>): number {
    const id = this.snapshots.length + 1
    const whole = { rows: [], members: [], sum: null, ...decoded }
    const about = { variant: '', granularity: 'day' as const, fetchedAt: id, capped: false, ...where }
    this.snapshots.push({ ...about, id, rows: whole.rows.length, changed: true, decoded: whole })
    for (const member of whole.members) this.#members.set(member.id, member)
    return id
  }

  snapshotsOf = (ids: readonly number[]) => this.snapshots.filter(({ id }) => ids.includes(id))

  daily(query: FactQuery, range: DayRange) {
    return this.rows(query, range).map((facts) => {
      const days = facts.filter((fact) => fact.from === fact.to && fact.member === null)
      return {
        from: days.map((fact) => fact.from),
        values: query.columns.map((_, c) => days.map((fact) => fact.values[c] ?? null)),
        snapshot: days.reduce((a, fact) => Math.max(a, fact.snapshot), 0),
      }
    })
  }

  rows(query: FactQuery, range: DayRange): Fact[][] {
    this.calls += 1
    return query.apps.map((app) =>
      this.#inForce(query, app)
        .filter((fact) => fact.from >= range.from && fact.to <= range.to)
        .sort((a, b) => a.from - b.from),
    )
  }

  exact(query: FactQuery, range: DayRange): Fact[][] {
    return this.rows(query, range).map((facts) => facts.filter((f) => f.from === range.from && f.to === range.to))
  }

  sums(query: FactQuery, range: DayRange): (Fact | null)[] {
    this.calls += 1
    return query.apps.map((app) => {
      const found = this.#slot(query, app).findLast((s) => s.from === range.from && s.to === range.to)
      if (!found?.decoded.sum) return null
      const { sum } = found.decoded
      return { ...range, member: null, snapshot: found.id, values: query.columns.map((c) => sum[c] ?? null) }
    })
  }

  replies(query: FactQuery, range: DayRange): (SnapshotRow | null)[] {
    return query.apps.map(
      (app) => this.#slot(query, app).findLast((s) => s.from === range.from && s.to === range.to) ?? null,
    )
  }

  pieces(query: FactQuery, range: DayRange): Piece[][] {
    this.calls += 1
    return query.apps.map((app) => {
      const inside = this.#slot(query, app).filter((s) => s.from >= range.from && s.to <= range.to)
      const newest = new Map(inside.map((s) => [`${s.from} ${s.to}`, { from: s.from, to: s.to, key: String(s.id) }]))
      return [...newest.values()]
    })
  }

  pieceRows(query: FactQuery, app: number, pieces: readonly Piece[]): PieceRows[] {
    const facts = this.#inForce(query, app)
    return pieces.map((piece) => {
      const own = facts.filter((fact) => fact.from === piece.from && fact.to === piece.to && fact.member !== null)
      return {
        members: Int32Array.from(own, (fact) => this.#numberOf(fact.member ?? '')),
        snapshots: [...new Set(own.map((fact) => fact.snapshot))],
        columns: query.columns.map((_, c) => Float64Array.from(own, (fact) => fact.values[c] ?? NaN)),
      }
    })
  }

  memberKeys(members: Iterable<number>) {
    return new Map([...members].map((member) => [member, this.#numbered[member] ?? '']))
  }

  capped(query: FactQuery, range: DayRange) {
    const inside = (s: DayRange) => s.from >= range.from && s.to <= range.to
    return query.apps.map((app) => this.#slot(query, app).some((s) => s.capped && inside(s)))
  }

  #numberOf(member: string): number {
    const there = this.#numbered.indexOf(member)
    return there >= 0 ? there : this.#numbered.push(member) - 1
  }

  daySums(query: FactQuery, range: DayRange): (SeriesColumns & { others: Piece[] })[] {
    const days = Array.from({ length: range.to - range.from + 1 }, (_, i) => range.from + i)
    return query.apps.map((app, a) => {
      const sums = days.flatMap((day) => this.sums({ ...query, apps: [app] }, { from: day, to: day })[0] ?? [])
      return {
        from: sums.map((sum) => sum.from),
        values: query.columns.map((_, c) => sums.map((sum) => sum.values[c] ?? null)),
        snapshot: sums.reduce((newest, sum) => Math.max(newest, sum.snapshot), 0),
        others: (this.pieces(query, range)[a] ?? []).filter(
          ({ from, to }) => from === to && !sums.some((sum) => sum.from === from),
        ),
      }
    })
  }

  firstDays(query: FactQuery) {
    return query.apps.map((app) => {
      const rows = this.#inForce(query, app).filter((fact) => fact.from === fact.to && (fact.values[0] ?? 0) > 0)
      const days = rows.map((fact) => fact.from)
      const asked = this.#slot(query, app).map((snapshot) => snapshot.from)
      return {
        day: days.length > 0 ? Math.min(...days) : null,
        asked: asked.length > 0 ? Math.min(...asked) : null,
      }
    })
  }

  members(ids: readonly string[]) {
    return new Map(
      ids.flatMap((id) => [...(this.#members.has(id) ? [[id, this.#members.get(id)] as const] : [])]) as [
        string,
        Member,
      ][],
    )
  }

  #slot(query: FactQuery, app: number): Stored[] {
    return this.snapshots.filter(
      (s) =>
        s.app === app &&
        s.report === query.report &&
        s.variant === query.variant &&
        s.granularity === query.granularity &&
        s.fetchedAt <= (query.asOf ?? Infinity),
    )
  }

  /** The newest row of every period; of replies about members, the newest reply's rows. */
  #inForce(query: FactQuery, app: number): Fact[] {
    const found = new Map<string, Fact[]>()
    for (const snapshot of this.#slot(query, app)) {
      const byPeriod = Map.groupBy(snapshot.decoded.rows, (row) => `${row.from} ${row.to}`)
      for (const [period, rows] of byPeriod)
        found.set(
          period,
          rows.map((row) => factOf(query, row, snapshot.id)),
        )
      const own = `${snapshot.from} ${snapshot.to}`
      if (query.granularity === 'range' && !byPeriod.has(own)) found.delete(own)
    }
    return [...found.values()].flat()
  }
}

function factOf(query: FactQuery, row: Row, snapshot: number): Fact {
  return {
    from: row.from,
    to: row.to,
    member: row.member,
    snapshot,
    values: query.columns.map((c) => row.values[c] ?? null),
  }
}

/** Values in the order of a report's metrics from a record of those that are known. */
export function valuesOf(
  report: Report,
  known: Readonly<Record<string, number | null>>,
  variant = '',
  granularity: Granularity = 'day',
) {
  const metrics = report.metricsOf?.(variant, granularity) ?? report.metrics
  return metrics.map(({ key }) => known[key] ?? null)
}
