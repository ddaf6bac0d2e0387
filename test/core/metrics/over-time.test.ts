import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellOverTime, overTime } from '../../../electron/core/metrics/over-time.ts'
import { formulaOf, KEYS, pencil, spansOf, world, type Key, type World } from './pencil.ts'

const made = (of: World, key: Key) => {
  const formula = formulaOf.get(key)
  if (!formula) throw new Error(key)
  return overTime(formula, spansOf(of))
}

/** Equal as far as doubles can be. */
function expectNumber(found: number | null, wanted: number | null) {
  if (wanted === null || found === null) expect(found).toBe(wanted)
  else expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)))
}

test.each(KEYS)('%s of a range is what a pencil finds', (key) => {
  fc.assert(
    fc.property(world, (of) => {
      const found = made(of, key)
      const wanted = pencil(of, key)
      expectNumber(found.value, wanted.value)
      if (wanted.note !== undefined) expect(found.note).toBe(wanted.note)
      // Nothing is empty without saying why.
      if (found.value === null) expect(found.note).not.toBeNull()
    }),
    { numRuns: 400 },
  )
})

describe('rules of the domain', () => {
  const several = world.filter(({ days }) => days.length > 1)

  test('rule 1: `--` is not 0: days that say it count no more than days that were never fetched', () => {
    fc.assert(
      fc.property(several, (of) => {
        const bare = {
          ...of,
          days: of.days.map((day) => (day && Object.values(day).every((v) => v === null) ? undefined : day)),
        }
        for (const key of KEYS) expectNumber(made(of, key).value, made(bare, key).value)
      }),
    )
  })

  test('rule 2: whatever the days say, people of several days are the reply’s own number or nobody’s', () => {
    fc.assert(
      fc.property(several, (of) => {
        expect(made(of, 'user-trend/user_count').value).toBe(of.whole?.['user-trend/user_count'] ?? null)
      }),
    )
  })

  test('rule 4: an average lies between the days it is made of', () => {
    fc.assert(
      fc.property(several, (given) => {
        const of = { ...given, whole: null }
        const { value } = made(of, 'user-trend/average_session_time')
        if (value === null) return
        const averages = of.days.flatMap((day) =>
          day?.['user-trend/session_count'] ? (day['user-trend/average_session_time'] ?? []) : [],
        )
        expect(value).toBeGreaterThanOrEqual(Math.min(...averages) - 1e-6)
        expect(value).toBeLessThanOrEqual(Math.max(...averages) + 1e-6)
      }),
    )
  })

  test('rule 5: a trailing window knows only its last day', () => {
    fc.assert(
      fc.property(several, (of) => {
        const last = { ...of, days: of.days.map((day, i) => (i === of.days.length - 1 ? day : undefined)) }
        for (const key of ['active-users/weekly_user_count', 'active-users/weekly_activity_degree'] as const)
          expect(made(of, key).value).toBe(made(last, key).value)
      }),
    )
  })

  test('rule 6: a range that reaches into days that are not over says that it is partial', () => {
    fc.assert(
      fc.property(world, (of) => {
        const formula = formulaOf.get('user-trend/session_count')
        if (!formula) return
        const { own } = cellOverTime(formula, spansOf(of))
        const plain = made(of, 'user-trend/session_count')
        expect(own.value).toBe(plain.value)
        const open = of.over < of.days.length
        expect(own.note).toBe(plain.note ?? (open ? 'partial' : null))
      }),
    )
  })
})
