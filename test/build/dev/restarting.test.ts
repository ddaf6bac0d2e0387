import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { restarting } from '../../../build/dev/restarting.ts'

const forever = () => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])

function counting() {
  const made: ChildProcess[] = []
  const ends: (number | null)[] = []
  const process = restarting(
    () => {
      const child = forever()
      made.push(child)
      return child
    },
    (code) => ends.push(code),
  )
  onTestFinished(() => process.stop())
  return { made, ends, process }
}
const runs = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

test('one runs at a time, and asking twice restarts twice', async () => {
  const { made, ends, process } = counting()
  await Promise.all([process.restart(), process.restart()])
  expect(made.map(runs)).toEqual([false, true])
  expect(ends).toEqual([])
})

test('an end that nobody asked for is told, a stop is not', async () => {
  const { made, ends, process } = counting()
  await process.restart()
  const [child] = made
  if (!child) throw new Error('nothing started')
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  expect(ends).toEqual([null])
  await process.restart()
  await process.stop()
  expect(made.map(runs)).toEqual([false, false])
  expect(ends).toEqual([null])
})
