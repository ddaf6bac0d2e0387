import { expect, test } from 'vitest'
import { createSchedule } from '../../../electron/core/service/schedule.ts'
import { openWorld } from './world.ts'

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

test('says when it will run next, and what came of the last time', async () => {
  let now = new Date(2026, 10, 24, 8, 0).getTime()
  const { core, addApps } = await openWorld({ sandbox: { apps: 1 }, core: { schedule: true, clock: () => now } })
  await addApps()
  expect(await core.call('schedule.status', {})).toEqual({ nextAt: null, last: null })
  await core.call('settings.set', { schedule: '09:00', rate: 1000 })
  const at = (day: number, hours: number) => new Date(2026, 10, day, hours, 0).toISOString()
  expect((await core.call('schedule.status', {})).nextAt).toBe(at(24, 9))
  now = new Date(2026, 10, 24, 9, 30).getTime()
  const { job } = await core.call('schedule.catchUp', {})
  await core.call('jobs.wait', { job: job ?? 0 })
  const { nextAt, last } = await core.call('schedule.status', {})
  expect(nextAt).toBe(at(25, 9))
  expect(last).toMatchObject({ at: new Date(now).toISOString(), job: { id: job, state: 'done' }, error: null })
})

test('a run that could not begin says why', async () => {
  let now = new Date(2026, 10, 24, 9, 30).getTime()
  const { core, addApps } = await openWorld({ sandbox: { apps: 1 }, core: { schedule: true, clock: () => now } })
  await addApps()
  await core.call('settings.set', { schedule: '10:00' })
  const range = { from: '2026-10-01', to: '2026-10-20' }
  const { job } = await core.call('sync.start', { range, scope: {}, rate: 1 })
  now = new Date(2026, 10, 24, 10, 30).getTime()
  await expect(core.call('schedule.catchUp', {})).rejects.toMatchObject({ code: 'job.running' })
  expect((await core.call('schedule.status', {})).last).toMatchObject({ job: null, error: { code: 'job.running' } })
  await core.call('jobs.cancel', { job })
  await core.call('jobs.wait', { job })
})

test('a door that does not stay open has no next time', async () => {
  const { core } = await openWorld({ sandbox: { apps: 0 } })
  await core.call('settings.set', { schedule: '09:00' })
  expect(await core.call('schedule.status', {})).toEqual({ nextAt: null, last: null })
})
