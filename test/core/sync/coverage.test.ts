import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startOfDayMs } from '../../../electron/contract/calendar.ts'
import { enter, Judge, noDays, STATES, toMinute } from '../../../electron/core/sync/coverage.ts'
import { planFill } from '../../../electron/core/sync/fill.ts'

const FIRST = 20_000
const HOUR = 3_600_000
const range = { from: FIRST, to: FIRST + 9 }

/** A reply for some days, so many hours after the range began. */
const reply = fc
  .record({ from: fc.integer({ min: -5, max: 9 }), length: fc.integer({ min: 1, max: 12 }), hours: fc.nat(24 * 30) })
  .map(({ from, length, hours }) => ({
    from: FIRST + from,
    to: FIRST + from + length - 1,
    at: startOfDayMs(FIRST) + hours * HOUR,
  }))
const history = fc.record({
  replies: fc.array(reply, { maxLength: 8 }),
  settles: fc.constantFrom(0, 8),
  nowHours: fc.integer({ min: 0, max: 24 * 30 }),
  whole: fc.boolean(),
})

/** By the words of the contract, from the list of replies. */
function stateOf(
  day: number,
  { replies, settles, nowHours, whole }: typeof history extends fc.Arbitrary<infer T> ? T : never,
) {
  const now = startOfDayMs(FIRST) + nowHours * HOUR
  if (startOfDayMs(day + 1) > now) return 'ahead'
  const speaking = replies.filter((one) => one.from <= day && one.to >= day)
  const own = speaking.filter((one) => !whole || one.from === one.to)
  if (own.length === 0) return speaking.length > 0 ? 'wider' : 'missing'
  const settled = startOfDayMs(day + 1 + settles + 3)
  if (own.some((one) => one.at > settled)) return 'final'
  return now > settled ? 'stale' : 'open'
}

test('every day stands as the list of replies says', () => {
  fc.assert(
    fc.property(history, (given) => {
      const now = startOfDayMs(FIRST) + given.nowHours * HOUR
      const judge = new Judge(range, given.settles, now, FIRST - 1 + Math.floor(given.nowHours / 24))
      const days = noDays(range)
      for (const { from, to, at } of given.replies) enter(days, range, { from, to }, toMinute(at), given.whole)
      const states = Array.from({ length: 10 }, (_, d) => STATES[judge.stateOf(days, d)])
      const expected = Array.from({ length: 10 }, (_, d) => stateOf(FIRST + d, given))
      expect(states).toEqual(expected)
      const lacking = expected.some((state) => !['final', 'open', 'ahead'].includes(state))
      expect(judge.lacks(days)).toBe(lacking)
    }),
  )
})

test('filling asks for every day that lacks something, once, and for no other', () => {
  fc.assert(
    fc.property(history, fc.boolean(), fc.boolean(), fc.array(reply, { maxLength: 2 }), (given, ...rest) => {
      const [unsettled, wider, refused] = rest
      const now = startOfDayMs(FIRST) + given.nowHours * HOUR
      const judge = new Judge(range, given.settles, now, FIRST - 1 + Math.floor(given.nowHours / 24))
      const days = noDays(range)
      for (const { from, to, at } of given.replies) enter(days, range, { from, to }, toMinute(at), given.whole)
      const granularity = given.whole ? 'range' : 'day'
      const slot = { app: 1, report: 'r', variant: '', granularity } as const
      const { requests, skipped } = planFill([{ slot, days, judge, refused }], range, { wider, unsettled })
      const asked = requests.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i))
      const wanted = ['missing', 'stale', ...(wider ? ['wider'] : []), ...(unsettled ? ['open'] : [])]
      // what only a longer range holds was never told by itself: any refusal of the day is newer
      const again = (day: number) =>
        stateOf(day, given) === 'wider' && refused.some(({ from, to }) => from <= day && day <= to)
      const lacking = Array.from({ length: 10 }, (_, d) => FIRST + d).filter(
        (day) => wanted.includes(stateOf(day, given)) || again(day),
      )
      expect(asked).toEqual(lacking)
      expect(skipped).toBe(lacking.length === 0 ? 1 : 0)
      if (given.whole) expect(requests.every(({ from, to }) => from === to)).toBe(true)
      // a series by time is asked in as few requests as there are gaps
      else expect(requests.every((one, i) => i === 0 || one.from > (requests[i - 1]?.to ?? 0) + 1)).toBe(true)
    }),
  )
})
