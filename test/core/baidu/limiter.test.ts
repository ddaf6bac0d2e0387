import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLimiter, type Limiter } from '../../../electron/core/baidu/limiter.ts'
import { failure, Time } from './support.ts'

const { signal } = new AbortController()

function limited(ratePerSecond: number): { limiter: Limiter; time: Time; send: (count: number) => Promise<number[]> } {
  const time = new Time()
  const limiter = createLimiter({ ratePerSecond, clock: time.clock, sleep: time.sleep })
  const began = time.now
  return {
    limiter,
    time,
    /** When so many calls, one right after the other, went out: milliseconds since the beginning. */
    send: async (count) => {
      const sent: number[] = []
      for (let i = 0; i < count; i++) {
        await limiter.acquire(signal)
        sent.push(Math.round(time.now - began))
      }
      return sent
    },
  }
}

test('five a second go out a fifth of a second apart', async () => {
  const { send } = limited(5)
  expect(await send(6)).toEqual([0, 200, 400, 600, 800, 1000])
})

test('less than one a second is possible', async () => {
  const { send } = limited(0.5)
  expect(await send(3)).toEqual([0, 2000, 4000])
})

test('whatever the rate and however calls come, no second sees more than the rate and a fifth', async () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), pauses, async (rate, gaps) => {
      const { limiter, time } = limited(rate)
      const sent: number[] = []
      for (const gap of gaps) {
        time.now += gap
        for (let i = 0; i < 3; i++) {
          await limiter.acquire(signal)
          sent.push(time.now)
        }
      }
      for (const from of sent) {
        const within = sent.filter((at) => at >= from && at < from + 1000).length
        expect(within).toBeLessThanOrEqual(Math.ceil(rate + Math.max(1, rate * 0.2)))
      }
    }),
    { numRuns: 60 },
  )
})

describe('too fast', () => {
  test('nothing goes out for a second, and then at half the speed', async () => {
    const { limiter, send, time } = limited(20)
    await send(21)
    const before = time.now
    limiter.slowDown()
    expect(limiter.rate).toBe(10)
    await limiter.acquire(signal)
    expect(time.now - before).toBeGreaterThanOrEqual(1000)
  })

  test('a longer wait that was asked for is kept, a shorter one is a second', async () => {
    for (const [asked, waited] of [
      [5000, 5000],
      [3, 1000],
    ] as const) {
      const { limiter, time } = limited(5)
      const before = time.now
      limiter.slowDown(asked)
      await limiter.acquire(signal)
      expect(time.now - before).toBeGreaterThanOrEqual(waited)
      expect(time.now - before).toBeLessThan(waited + 500)
    }
  })

  test('calls that were refused together slow down once', () => {
    const { limiter } = limited(40)
    for (let i = 0; i < 8; i++) limiter.slowDown()
    // Nothing has gone out yet: what was refused is taken to have been ten a second.
    expect(limiter.rate).toBe(5)
  })

  test('again and again: never to a standstill', async () => {
    const { limiter, time } = limited(5)
    for (let i = 0; i < 30; i++) {
      await limiter.acquire(signal)
      limiter.slowDown()
      time.now += 2000
    }
    expect(limiter.rate).toBeGreaterThan(0)
    const before = time.now
    await limiter.acquire(signal)
    expect(time.now - before).toBeLessThanOrEqual(5000)
  })

  test('the speed comes back step by step, and never beyond what was wanted', async () => {
    const { limiter, send } = limited(20)
    await send(21)
    limiter.slowDown()
    const steps: number[] = [limiter.rate]
    for (let i = 0; i < 300; i++) {
      limiter.succeeded()
      if (limiter.rate !== steps.at(-1)) steps.push(limiter.rate)
    }
    expect(steps.length).toBeGreaterThan(5)
    expect(steps).toEqual([...steps].sort((a, b) => a - b))
    expect(limiter.rate).toBe(20)
  })

  test('the same rate set again forgets nothing; another one begins anew', async () => {
    const { limiter, send } = limited(20)
    await send(21)
    limiter.slowDown()
    limiter.setRate(20)
    expect(limiter.rate).toBe(10)
    limiter.setRate(30)
    expect(limiter.rate).toBe(30)
  })
})

test('a pause holds back whoever asks, until its moment', async () => {
  const { limiter, time, send } = limited(1000)
  limiter.pause(time.now + 3000)
  const sent = await send(3)
  expect(Math.min(...sent)).toBe(3000)
})

describe('an abort', () => {
  test('ends a wait at once, and the others go on in their order', async () => {
    const time = new Time()
    const limiter = createLimiter({
      ratePerSecond: 1,
      clock: time.clock,
      // A wait that lasts until it is given up, then one that takes no time.
      sleep: (ms, stop) =>
        new Promise((resolve, reject) => {
          if (ms < 1000) return resolve((time.now += ms))
          stop.addEventListener('abort', () => reject(new Error('given up')), { once: true })
        }),
    })
    const impatient = new AbortController()
    await limiter.acquire(signal)
    const first = failure(limiter.acquire(impatient.signal))
    impatient.abort()
    expect((await first).code).toBe('cancelled')
    time.now += 1000
    await limiter.acquire(signal)
  })

  test('that came before is told at once', async () => {
    const { limiter, time } = limited(5)
    expect((await failure(limiter.acquire(AbortSignal.abort()))).code).toBe('cancelled')
    expect(time.slept).toEqual([])
  })

  test('costs no call: the next one goes out as if it had not been', async () => {
    const { limiter, send } = limited(5)
    await failure(limiter.acquire(AbortSignal.abort()))
    expect(await send(2)).toEqual([0, 200])
  })
})
