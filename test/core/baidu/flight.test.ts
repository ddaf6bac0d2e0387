import { describe, expect, test } from 'vitest'
import { oneFlight } from '../../../electron/core/baidu/tokens/flight.ts'
import { failure } from './support.ts'

/** Work that ends when it is told to. */
function work() {
  const begun: AbortSignal[] = []
  const ends: { resolve: (value: string) => void; reject: (error: Error) => void }[] = []
  return {
    begun,
    ends,
    run: (signal: AbortSignal) => {
      begun.push(signal)
      return new Promise<string>((resolve, reject) => ends.push({ resolve, reject }))
    },
  }
}
const caller = () => new AbortController()
const soon = () => new Promise((resolve) => setImmediate(resolve))

test('twenty who ask at once share one piece of work', async () => {
  const { begun, ends, run } = work()
  const flight = oneFlight<string>()
  const answers = Array.from({ length: 20 }, () => flight(run, caller().signal))
  await soon()
  expect(begun).toHaveLength(1)
  ends[0]?.resolve('token')
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['token']))
})

test('who asks later begins anew', async () => {
  const { begun, ends, run } = work()
  const flight = oneFlight<string>()
  const first = flight(run, caller().signal)
  await soon()
  ends[0]?.resolve('first')
  expect(await first).toBe('first')
  const second = flight(run, caller().signal)
  await soon()
  ends[1]?.resolve('second')
  expect([await second, begun.length]).toEqual(['second', 2])
})

test('a failure is everybody’s, and the next one begins anew', async () => {
  const { ends, run } = work()
  const flight = oneFlight<string>()
  const both = [flight(run, caller().signal), flight(run, caller().signal)].map((one) => one.catch((e: unknown) => e))
  await soon()
  ends[0]?.reject(new Error('no'))
  expect(await Promise.all(both)).toEqual([new Error('no'), new Error('no')])
  const again = flight(run, caller().signal)
  await soon()
  ends[1]?.resolve('yes')
  expect(await again).toBe('yes')
})

describe('who aborts', () => {
  test('leaves at once; the others, the first one’s followers too, get their answer', async () => {
    const { begun, ends, run } = work()
    const flight = oneFlight<string>()
    const [first, second] = [caller(), caller()]
    const leaving = failure(flight(run, first.signal))
    const staying = flight(run, second.signal)
    await soon()
    first.abort()
    expect((await leaving).code).toBe('cancelled')
    expect(begun[0]?.aborted).toBe(false)
    ends[0]?.resolve('token')
    expect(await staying).toBe('token')
  })

  test('as the last one tells the work to stop', async () => {
    const { begun, ends, run } = work()
    const flight = oneFlight<string>()
    const [first, second] = [caller(), caller()]
    const both = [failure(flight(run, first.signal)), failure(flight(run, second.signal))]
    await soon()
    first.abort()
    second.abort()
    await Promise.all(both)
    expect(begun[0]?.aborted).toBe(true)
    ends[0]?.reject(new Error('given up'))
    await soon()
  })

  test('and is followed by another: that one waits for the end of what was begun, then begins anew', async () => {
    const { begun, ends, run } = work()
    const flight = oneFlight<string>()
    const first = caller()
    const leaving = failure(flight(run, first.signal))
    await soon()
    first.abort()
    await leaving
    const next = flight(run, caller().signal)
    await soon()
    expect(begun).toHaveLength(1)
    ends[0]?.resolve('nobody’s')
    await soon()
    expect(begun).toHaveLength(2)
    ends[1]?.resolve('token')
    expect(await next).toBe('token')
  })

  test('before asking begins nothing', async () => {
    const { begun, run } = work()
    expect((await failure(oneFlight<string>()(run, AbortSignal.abort()))).code).toBe('cancelled')
    expect(begun).toHaveLength(0)
  })
})
