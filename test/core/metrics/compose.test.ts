import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reports } from '../../../electron/core/catalogue/index.ts'
import type { Tile } from '../../../electron/core/metrics/compose.ts'
import { Formulas, type Formula } from '../../../electron/core/metrics/formula.ts'
import { composeMembers } from '../../../electron/core/metrics/members.ts'

const NAMES = ['甲', '乙', '丙', '丁']
/** Of the pages: views, their share, visitors, time a view, share of time, exit rate, entries, exits. */
const PAGES = [
  'pv_count',
  'pv_ratio',
  'pv_user_count',
  'average_stay_time',
  'stay_time_ratio',
  'bounce_ratio',
  'entry_count',
  'exit_count',
]

const number = fc.option(fc.integer({ min: 0, max: 50 }), { freq: 8 })
const row = fc.record({ pv: number, time: number, exits: number, entries: number })
const piece = fc.dictionary(fc.constantFrom(...NAMES), row)
type Piece = Record<string, { pv: number | null; time: number | null; exits: number | null; entries: number | null }>

function formulasOf(report: string, keys: readonly string[]) {
  const found = reports.find(({ id }) => id === report)
  const formulas = new Formulas(reports)
  return keys.map((key) => {
    if (!found) throw new Error(report)
    return formulas.of(found, '', key)
  })
}

const names = {
  keysOf: (members: Iterable<number>) => new Map([...members].map((member) => [member, NAMES[member] ?? ''])),
  parentsOf: () => () => null,
}
/** One reply: its members, and their numbers by metric in the order of the formulas. */
function pack(
  formulas: readonly Formula[],
  members: readonly string[],
  numbers: readonly (readonly (number | null)[])[],
  day: number,
  bases: (number | null)[] = [],
): Tile {
  const columns: Float64Array[] = []
  formulas.forEach(({ ref }, f) => {
    columns[ref.column] = Float64Array.from(numbers[f] ?? [], (value) => value ?? NaN)
  })
  const rows = { members: Int32Array.from(members, (member) => NAMES.indexOf(member)), snapshots: [1], columns }
  return { from: day, to: day, bases, rows }
}

/** The sum over the days that know it; null where none does. */
const sum = (values: readonly (number | null)[]) => {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0)
}
const close = (got: number | null | undefined, want: number | null) =>
  want === null ? expect(got).toBeNull() : expect(got).toBeCloseTo(want, 8)

test('days of a list become a range: counts added, rates and means made anew, visitors not at all', () => {
  fc.assert(
    fc.property(fc.array(piece, { minLength: 2, maxLength: 5 }), (days: Piece[]) => {
      const formulas = formulasOf('pages', PAGES)
      const tiles = days.map((day, d) => {
        const list = Object.entries(day)
        const column = (of: (one: Piece[string]) => number | null) => list.map(([, one]) => of(one))
        const none = column(() => 7)
        return pack(
          formulas,
          list.map(([name]) => name),
          [
            column((p) => p.pv),
            none,
            none,
            column((p) => p.time),
            none,
            none,
            column((p) => p.entries),
            column((p) => p.exits),
          ],
          d,
        )
      })
      const { rows, incomplete } = composeMembers(formulas, tiles, names)
      const listed = NAMES.filter((name) => days.some((day) => name in day))
      expect(rows.map(({ member }) => member).sort()).toEqual([...listed].sort())
      const of = (name: string) => days.flatMap((day) => day[name] ?? [])
      const views = new Map(listed.map((name) => [name, sum(of(name).map(({ pv }) => pv))]))
      const all = [...views.values()]
      const base = all.includes(null) ? null : sum(all)
      let holes = false
      for (const { member, values } of rows) {
        const own = of(member)
        const [pv, share, users, time, , exitRate, entries, exits] = formulas.map(({ ref }) => values[ref.column])
        close(pv, views.get(member) ?? null)
        close(entries, sum(own.map((one) => one.entries)))
        expect(users).toBeNull()
        close(share, base ? (100 * (pv ?? NaN)) / base : null)
        // a view that took no known time counts only where there was none
        const timed = own.filter((one) => one.pv !== null && (one.pv === 0 || one.time !== null))
        const weight = sum(timed.map((one) => one.pv))
        close(time, weight ? (sum(timed.map((one) => (one.pv ?? 0) * (one.time ?? 0))) ?? NaN) / weight : null)
        const rated = own.filter((one) => one.pv !== null && one.exits !== null)
        const below = sum(rated.map((one) => one.pv))
        close(exitRate, below ? (100 * (sum(rated.map((one) => one.exits)) ?? NaN)) / below : null)
        const gap = (known: number, total: number, value: number | null | undefined) => value !== null && known < total
        holes ||=
          gap(own.filter((one) => one.pv !== null).length, own.length, pv) ||
          gap(own.filter((one) => one.entries !== null).length, own.length, entries) ||
          gap(own.filter((one) => one.exits !== null).length, own.length, exits) ||
          gap(timed.length, own.length, time) ||
          gap(rated.length, own.length, exitRate)
      }
      expect(incomplete).toBe(holes)
    }),
  )
})

test('a share whose base is another report’s is weighted by it, days without the member included', () => {
  const day = fc.record({
    base: fc.option(fc.integer({ min: 0, max: 9 }), { freq: 6 }),
    shares: fc.dictionary(fc.constantFrom(...NAMES), number),
  })
  fc.assert(
    fc.property(fc.array(day, { minLength: 2, maxLength: 5 }), (days) => {
      const formulas = formulasOf('region', ['new_user_count_district_ratio'])
      const tiles = days.map(({ base, shares }, d) =>
        pack(formulas, Object.keys(shares), [Object.values(shares)], d, [base]),
      )
      const { rows } = composeMembers(formulas, tiles, names)
      for (const { member, values } of rows) {
        const known = days.filter(({ base, shares }) => base !== null && (base === 0 || shares[member] !== null))
        const weight = known.reduce((total, { base }) => total + (base ?? 0), 0)
        const part = known.reduce((total, { base, shares }) => total + (base ?? 0) * (shares[member] ?? 0), 0)
        close(values[0], weight === 0 ? null : part / weight)
      }
    }),
  )
})

test('one reply alone is told as it came', () => {
  const formulas = formulasOf('pages', PAGES)
  const tile = pack(
    formulas,
    ['甲', '乙'],
    [
      [5, null],
      [99.9, 1],
      [3, 4],
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 5],
    ],
    1,
  )
  const { rows, incomplete } = composeMembers(formulas, [tile], names)
  const told = rows.map(({ member, values }) => ({ member, values: formulas.map(({ ref }) => values[ref.column]) }))
  expect(told).toEqual([
    { member: '甲', values: [5, 99.9, 3, 1, 2, 3, 4, 5] },
    { member: '乙', values: [null, 1, 4, 1, 2, 3, 4, 5] },
  ])
  expect(incomplete).toBe(false)
})
