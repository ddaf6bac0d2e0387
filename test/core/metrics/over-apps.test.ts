import fc from 'fast-check'
import { expect, test } from 'vitest'
import { overApps, type Cell } from '../../../electron/core/metrics/over-apps.ts'
import { cellOverTime } from '../../../electron/core/metrics/over-time.ts'
import { formulaOf, pencil, sidesOfAverage, sidesOfShare, spansOf, world, type Key, type World } from './pencil.ts'

function formula(key: Key) {
  const found = formulaOf.get(key)
  if (!found) throw new Error(key)
  return found
}
const cellsOf = (apps: readonly World[], key: Key): Cell[] =>
  apps.map((app) => cellOverTime(formula(key), spansOf(app)))
const combined = (apps: readonly World[], key: Key) => overApps(formula(key), cellsOf(apps, key))
const several = fc.array(world, { minLength: 2, maxLength: 5 })
const add = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const isNumber = (value: number | null): value is number => value !== null

function expectNumber(found: number | null, wanted: number | null) {
  if (wanted === null || found === null) expect(found).toBe(wanted)
  else expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)))
}

test.each(['user-trend/session_count', 'user-trend/user_count', 'active-users/weekly_user_count'] as const)(
  'rule 3: %s of all apps is the sum of theirs, and says what it lacks and that people count once an app',
  (key) => {
    fc.assert(
      fc.property(several, (apps) => {
        const own = apps.map((app) => pencil(app, key))
        const known = own.map(({ value }) => value).filter(isNumber)
        const found = combined(apps, key)
        expectNumber(found.value, known.length === 0 ? null : add(known))
        if (found.value === null) {
          expect(found.note).not.toBeNull()
          return
        }
        const lacks =
          known.length < apps.length || own.some(({ note, value }) => value !== null && note === 'incomplete')
        const people = key !== 'user-trend/session_count' && known.length > 1
        const open = apps.some((app, i) => own[i]?.value !== null && app.over < app.days.length)
        expect(found.note).toBe(lacks ? 'incomplete' : people ? 'not-deduplicated' : open ? 'partial' : null)
      }),
      { numRuns: 300 },
    )
  },
)

test.each([
  ['user-trend/new_user_ratio', 100, (app: World) => sidesOfShare(app, 'new_user_ratio')],
  ['user-trend/session_time_per_person', 1, (app: World) => sidesOfShare(app, 'session_time_per_person')],
  ['user-trend/average_session_time', 1, sidesOfAverage],
] as const)(
  'rule 4: %s of all apps is made of the sums of its parts, never of the apps’ own',
  (key, scale, sidesOf) => {
    fc.assert(
      fc.property(several, (apps) => {
        // A single day's own quotient is the API's.
        const alone = apps.filter(({ days }) => days.length > 1)
        fc.pre(alone.length > 1)
        const sides = alone.map(sidesOf).filter((side) => side !== null)
        const den = add(sides.map((side) => side.den))
        const wanted = den === 0 ? null : (scale * add(sides.map((side) => side.num))) / den
        expectNumber(combined(alone, key).value, wanted)
      }),
      { numRuns: 300 },
    )
  },
)

test('rule 5: a degree of all apps is their windows over their totals, each of its last day', () => {
  fc.assert(
    fc.property(several, (apps) => {
      const pairs = apps.flatMap((app) => {
        const num = pencil(app, 'active-users/weekly_user_count').value
        const den = pencil(app, 'active-users/accumulative_user_count').value
        return num === null || den === null ? [] : [{ num, den }]
      })
      const den = add(pairs.map((pair) => pair.den))
      const wanted = den === 0 ? null : (100 * add(pairs.map((pair) => pair.num))) / den
      expectNumber(combined(apps, 'active-users/weekly_activity_degree').value, wanted)
    }),
  )
})

test('the order of the apps does not matter, one app alone is its own number, none is unknown', () => {
  fc.assert(
    fc.property(several, (apps) => {
      for (const key of formulaOf.keys()) {
        const [here, there] = [combined(apps, key), combined(apps.toReversed(), key)]
        expectNumber(there.value, here.value)
        expect(there.note).toBe(here.note)
        const one = cellsOf(apps, key).slice(0, 1)
        expect(overApps(formula(key), one)).toEqual(one[0]?.own)
        expect(overApps(formula(key), [])).toEqual({ value: null, note: 'not-fetched' })
      }
    }),
  )
})
