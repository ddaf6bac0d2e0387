import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../runtime/capabilities.ts'
import { riding } from './riding.ts'

/** How fast one platform's calls may follow each other. */
export interface Limiter {
  /** Answers when the next call may go out, in the order of asking; rejects at once when the signal aborts. */
  acquire(signal: AbortSignal): Promise<void>
  /** Calls a second wanted. The same rate again changes nothing: what the API taught stays learnt. */
  setRate(ratePerSecond: number): void
  /** The API said "too fast": nothing goes out for `waitMs` (at least a second), and less from then on. */
  slowDown(waitMs?: number): void
  /** Nothing goes out before this moment. */
  pause(untilMs: number): void
  /** A call went well: the wanted rate comes back, step by step. */
  succeeded(): void
  /** Calls a second right now. */
  readonly rate: number
}

export interface LimiterOptions {
  readonly ratePerSecond: number
  readonly clock: Clock
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>
}

const SLOW_DOWN = 0.5
const MIN_RATE = 0.2
const BACK_OFF_MS = 1000
/** Each so many good calls give a twentieth of the wanted rate back. */
const RECOVER_EVERY = 10
const RECOVER_STEP = 0.05
/** Calls that may go out at once, in seconds of the rate: an API that counts by the second must not see twice as many in its first. */
const BURST_SECONDS = 0.2
/** A run's first second says little about its speed: a refusal never takes the rate below half of this at once. */
const MEASURED_AT_LEAST = 10

const READY = Promise.resolve()

/** A token bucket with room for a fifth of a second's calls. */
export function createLimiter({
  ratePerSecond,
  clock,
  sleep = (ms, signal) => delay(ms, undefined, { signal }),
}: LimiterOptions): Limiter {
  let wanted = ratePerSecond
  let rate = ratePerSecond
  const room = () => Math.max(1, rate * BURST_SECONDS)
  let tokens = room()
  let filledAt = clock()
  let blockedUntil = 0
  let good = 0
  let turn: Promise<unknown> = Promise.resolve()
  let waiting = 0
  const recent = createMeter(clock)

  const fill = () => {
    const now = clock()
    tokens = Math.min(room(), tokens + (Math.max(0, now - filledAt) / 1000) * rate)
    filledAt = now
  }
  /** Takes a call's place where there is one now; else how long to wait before asking again. */
  const take = (): number => {
    fill()
    const blocked = blockedUntil - clock()
    if (blocked > 0 || tokens < 1) return Math.max(blocked, ((1 - tokens) / rate) * 1000, 1)
    tokens -= 1
    recent.count()
    return 0
  }
  const takeInTurn = async (signal: AbortSignal): Promise<void> => {
    for (;;) {
      signal.throwIfAborted()
      const wait = take()
      if (wait === 0) return
      await sleep(wait, signal)
    }
  }

  return {
    get rate() {
      return rate
    },
    acquire(signal) {
      if (waiting === 0 && !signal.aborted && take() === 0) return READY
      waiting += 1
      const mine = turn.then(() => takeInTurn(signal))
      turn = mine.catch(() => undefined).finally(() => (waiting -= 1))
      return riding(mine, signal)
    },
    setRate(next) {
      if (next === wanted) return
      fill()
      wanted = next
      rate = next
      tokens = Math.min(tokens, room())
    },
    slowDown(waitMs = BACK_OFF_MS) {
      fill()
      // Calls that were on their way together are refused together: that is one refusal, not as many.
      if (clock() >= blockedUntil) {
        const measured = Math.max(recent.perSecond(), MEASURED_AT_LEAST)
        rate = Math.max(Math.min(MIN_RATE, wanted), Math.min(rate, measured) * SLOW_DOWN)
        tokens = Math.min(tokens, 1)
        good = 0
      }
      blockedUntil = Math.max(blockedUntil, clock() + Math.max(waitMs, BACK_OFF_MS))
    },
    pause(untilMs) {
      blockedUntil = Math.max(blockedUntil, untilMs)
    },
    succeeded() {
      if (rate >= wanted) return
      good += 1
      if (good % RECOVER_EVERY !== 0) return
      fill()
      rate = Math.min(wanted, rate + wanted * RECOVER_STEP)
    },
  }
}

/** How many calls went out in the second before now, near enough: the fuller of this second and the last. */
function createMeter(clock: Clock) {
  let second = 0
  let now = 0
  let before = 0
  const turnOver = () => {
    const current = Math.floor(clock() / 1000)
    if (current === second) return
    before = current === second + 1 ? now : 0
    now = 0
    second = current
  }
  return {
    count() {
      turnOver()
      now += 1
    },
    perSecond() {
      turnOver()
      return Math.max(now, before)
    },
  }
}
