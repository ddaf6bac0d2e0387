import { expect, test } from 'vitest'
import { createSchedule } from '../../../electron/core/service/schedule.ts'

/** A schedule on a clock and timers of the test's own. Times are this machine's, as the schedule's are. */
function world(time: string | null, now: Date) {
  let present = now.getTime()
  let last: string | null = null
  let timer: { work: () => void; at: number } | null = null
  const runs: string[] = []
  const state = {
    time,
    runs,
    schedule: createSchedule({
      clock: () => present,
      time: (): string | null => state.time,
      lastRun: {
        get: () => last,
        set: (day) => {
          last = day
        },
      },
      run: () => {
        runs.push(new Date(present).toString().slice(0, 21))
        return Promise.resolve(runs.length)
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
    }),
    /** Moves the clock; timers due on the way go off. */
    async until(moment: Date) {
      while (timer && timer.at <= moment.getTime()) {
        const { work, at } = timer
        present = at
        timer = null
        work()
        await Promise.resolve()
      }
      present = moment.getTime()
    },
    waiting: () => timer !== null,
  }
  return state
}

test('runs once a day at its time', async () => {
  const { schedule, until, runs } = world('09:00', new Date(2026, 10, 24, 8, 0))
  schedule.arm()
  await until(new Date(2026, 10, 24, 8, 59))
  expect(runs).toEqual([])
  await until(new Date(2026, 10, 26, 10, 0))
  expect(runs).toEqual(['Tue Nov 24 2026 09:00', 'Wed Nov 25 2026 09:00', 'Thu Nov 26 2026 09:00'])
})

test('catches up what the machine slept through, once', async () => {
  const { schedule, runs } = world('09:00', new Date(2026, 10, 24, 14, 30))
  expect(await schedule.catchUp()).toBe(1)
  expect(await schedule.catchUp()).toBeNull()
  expect(runs).toHaveLength(1)
})

test('has nothing to catch up before its time, or without a schedule', async () => {
  expect(await world('09:00', new Date(2026, 10, 24, 8, 59)).schedule.catchUp()).toBeNull()
  expect(await world(null, new Date(2026, 10, 24, 12, 0)).schedule.catchUp()).toBeNull()
})

test('follows a changed time and stops without one', async () => {
  const state = world('09:00', new Date(2026, 10, 24, 8, 0))
  state.schedule.arm()
  state.time = '10:30'
  state.schedule.arm()
  await state.until(new Date(2026, 10, 24, 11, 0))
  expect(state.runs).toEqual(['Tue Nov 24 2026 10:30'])
  state.time = null
  state.schedule.arm()
  expect(state.waiting()).toBe(false)
})
