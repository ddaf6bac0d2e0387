import { afterEach, expect, test } from 'vitest'
import type { TemplateSchedule } from '../../../../electron/contract/methods/templates.ts'
import { latestDue, nextDue } from '../../../../electron/core/service/templates/due.ts'
import { createExportSchedule, type Scheduled } from '../../../../electron/core/service/templates/schedule.ts'

const ZONE = process.env['TZ']
afterEach(() => {
  if (ZONE === undefined) delete process.env['TZ']
  else process.env['TZ'] = ZONE
})

const mondays: TemplateSchedule = { every: { weekdays: [1] }, time: '09:00' }
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime()

test('the newest moment that has come, and the next, in this machine’s own time', () => {
  process.env['TZ'] = 'Asia/Shanghai'
  // 2026-11-25 is a Wednesday
  const now = at(2026, 10, 25, 8, 0)
  expect(latestDue(mondays, now)).toBe(at(2026, 10, 23, 9, 0))
  expect(nextDue(mondays, now)).toBe(at(2026, 10, 30, 9, 0))
  expect(nextDue({ every: 'day', time: '07:59' }, now)).toBe(at(2026, 10, 26, 7, 59))
  expect(latestDue({ every: 'day', time: '08:00' }, now)).toBe(now)
  expect(nextDue({ every: { monthDay: 31 }, time: '10:00' }, now)).toBe(at(2026, 10, 30, 10, 0))
  expect(latestDue({ every: { monthDay: 31 }, time: '10:00' }, now)).toBe(at(2026, 9, 31, 10, 0))
  expect(nextDue({ every: { weekdays: [7, 3] }, time: '08:00' }, now)).toBe(at(2026, 10, 29, 8, 0))
})

test('when clocks go forward, a time that does not exist is an hour later; when back, one that comes twice runs once', () => {
  process.env['TZ'] = 'America/New_York'
  const spring = at(2026, 2, 8, 0, 0)
  const moved = nextDue({ every: 'day', time: '02:30' }, spring) ?? 0
  expect(new Date(moved).toString().slice(0, 21)).toBe('Sun Mar 08 2026 03:30')
  expect((nextDue({ every: 'day', time: '02:30' }, moved) ?? 0) - moved).toBe(23 * 3_600_000)
  const autumn = at(2026, 10, 1, 0, 0)
  const first = nextDue({ every: 'day', time: '01:30' }, autumn) ?? 0
  expect(first - autumn).toBe(1.5 * 3_600_000)
  expect((nextDue({ every: 'day', time: '01:30' }, first) ?? 0) - first).toBe(25 * 3_600_000)
})

/** A schedule on a clock and timers of the test's own. */
function world(templates: Scheduled[], start: number) {
  let present = start
  let timer: { work: () => void; at: number } | null = null
  const told: string[] = []
  const known = new Map(templates.map((one) => [one.id, { ...one }]))
  const schedule = createExportSchedule({
    clock: () => present,
    templates: () => [...known.values()],
    seen: (id, due) => {
      const one = known.get(id)
      if (one) known.set(id, { ...one, lastDue: due })
    },
    synced: () => {
      told.push('sync')
      return Promise.resolve()
    },
    run: (id) => {
      told.push(`${id} at ${new Date(present).toString().slice(0, 21)}`)
      return Promise.resolve(id === 3 ? null : id * 10)
    },
    setTimer: (work, ms) => {
      const mine = { work, at: present + ms }
      timer = mine
      return {
        cancel: () => {
          if (timer === mine) timer = null
        },
      }
    },
  })
  return {
    schedule,
    told,
    waiting: () => timer !== null,
    /** Moves the clock; timers due on the way go off. */
    async until(moment: number) {
      while (timer && timer.at <= moment) {
        const { work, at: due } = timer
        present = due
        timer = null
        work()
        for (let i = 0; i < 10; i += 1) await Promise.resolve()
      }
      present = moment
    },
    sleep(moment: number) {
      present = moment
    },
  }
}

const daily = (id: number, time: string, lastDue: number): Scheduled => ({
  id,
  schedule: { every: 'day', time },
  lastDue,
})

test('every Monday at nine, after the sync', async () => {
  const start = at(2026, 10, 20, 12, 0)
  const { schedule, until, told } = world([{ id: 1, schedule: mondays, lastDue: start }], start)
  schedule.arm()
  await until(at(2026, 11, 1, 0, 0))
  expect(told).toEqual(['sync', '1 at Mon Nov 23 2026 09:00', 'sync', '1 at Mon Nov 30 2026 09:00'])
})

test('what was missed runs once, in the order given, however often it was due; one that cannot begin stops no other', async () => {
  const start = at(2026, 10, 20, 12, 0)
  const { schedule, sleep, told } = world(
    [daily(3, '07:00', start), daily(1, '08:00', start), daily(2, '23:00', start)],
    start,
  )
  sleep(at(2026, 10, 25, 10, 0))
  const [jobs, again] = await Promise.all([schedule.catchUp(), schedule.catchUp()])
  expect(jobs).toEqual([10, 20])
  expect(again).toEqual(jobs)
  expect(told.map((line) => line.slice(0, 4))).toEqual(['sync', '3 at', '1 at', '2 at'])
  expect(await schedule.catchUp()).toEqual([])
})

test('a new template makes nothing up; without templates nothing waits; after the end nothing runs', async () => {
  const now = at(2026, 10, 25, 10, 0)
  const one = world([daily(1, '08:00', now)], now)
  expect(await one.schedule.catchUp()).toEqual([])
  one.schedule.arm()
  expect(one.waiting()).toBe(true)
  one.schedule.stop()
  await one.until(at(2026, 10, 27, 10, 0))
  expect(one.told).toEqual([])
  const none = world([], now)
  none.schedule.arm()
  expect(none.waiting()).toBe(false)
})
