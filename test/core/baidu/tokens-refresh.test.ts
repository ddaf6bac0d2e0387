import { describe, expect, test } from 'vitest'
import type { Secrets } from '../../../electron/core/store/secrets.ts'
import { failure } from './support.ts'
import { lost, never, OAUTH, refreshTokenOf, refused, RETRIEVE, tokenWorld, type TokenWorld } from './token-world.ts'

const APP = 1

/** An app that refreshes, with a platform token and (unless told otherwise) an app id to recover by. */
async function refreshing(hasId = true): Promise<TokenWorld & { first: string }> {
  const world = tokenWorld()
  await world.tokens.setPlatformToken(world.sandbox.platform.token)
  const first = refreshTokenOf(world, APP)
  await world.tokens.optIntoRefresh(APP, first)
  if (!hasId) world.ids.delete(APP)
  return { ...world, first }
}

const get = ({ tokens }: Pick<TokenWorld, 'tokens'>) => tokens.forApp(APP).get(never)
const used = ({ asked }: TokenWorld) => asked.flatMap(({ query }) => query['refresh_token'] ?? [])
const kept = async ({ vault }: Pick<TokenWorld, 'vault'>) => (await vault.get(APP, 'refresh-token'))?.value

test('a new pair for each use, the app token used until its end', async () => {
  const world = await refreshing()
  const token = await get(world)
  expect(world.accepts(APP, token)).toBe(true)
  expect(await get(world)).toBe(token)
  expect(used(world)).toEqual([world.first])
  const second = await kept(world)
  expect(second).not.toBe(world.first)
  world.time.now += 3_600_000
  const later = await get(world)
  expect(world.accepts(APP, later)).toBe(true)
  expect(used(world)).toEqual([world.first, second])
  expect(world.count(RETRIEVE)).toBe(0)
})

test('written down before it is sent; the pair lands as one; nothing else', async () => {
  const world = await refreshing()
  world.records.writes.length = 0
  world.wire.before = () => {
    expect(world.records.writes).toEqual(['refresh-marker'])
  }
  await get(world)
  expect(world.records.writes).toEqual(['refresh-marker', 'app-token+refresh-token', '-refresh-marker'])
})

describe('a crash', () => {
  /** The process dies at its n-th step: a write to the store, a request that goes out, a reply that comes in. Nothing works after. */
  function dyingAt(world: TokenWorld, step: number) {
    let steps = 0
    let dead = false
    const live = () => {
      steps += 1
      dead ||= steps >= step
      if (dead) throw new Error('the process is dead')
    }
    const records: Secrets = {
      ...world.records,
      put: (...args) => {
        live()
        world.records.put(...args)
      },
      putMany: (...args) => {
        live()
        world.records.putMany(...args)
      },
      remove: (...args) => {
        live()
        world.records.remove(...args)
      },
    }
    world.wire.before = live
    world.wire.after = live
    return { ...world.reopened({ records }), isDead: () => dead }
  }

  test('between any two steps: the next start has a token, and no refresh token is sent twice', async () => {
    let survived = false
    let crashes = 0
    for (let step = 1; !survived; step++) {
      const world = await refreshing()
      const process = dyingAt(world, step)
      await get(process).catch(() => undefined)
      survived = !process.isDead()
      if (!survived) crashes += 1
      world.wire.before = undefined
      world.wire.after = undefined
      // Twice more, an hour apart: what the crash left behind must not spoil the next use either.
      for (let start = 0; start < 2; start++) {
        const next = world.reopened()
        const token = await get(next)
        expect(world.accepts(APP, token), `after a crash at step ${step}`).toBe(true)
        world.time.now += 3_600_000
      }
      const sent = used(world)
      expect(new Set(sent).size, `after a crash at step ${step}: ${sent.join()}`).toBe(sent.length)
    }
    // marker, request, reply, pair, marker away
    expect(crashes).toBe(5)
  })

  test('with no way to recover: said, and the token is not sent again', async () => {
    const world = await refreshing(false)
    const process = dyingAt(world, 3)
    await get(process).catch(() => undefined)
    world.wire.before = undefined
    world.wire.after = undefined
    const error = await failure(get(world.reopened()))
    expect([error.code, error.details]).toEqual(['token.recover', { app: 'app 1', action: 'recover' }])
    expect(used(world)).toEqual([world.first])
  })
})

describe('a use whose end is not known is not repeated: the app recovers through retrieve', () => {
  test.each<[string, (world: TokenWorld) => void]>([
    ['the reply was lost', ({ wire }) => (wire.after = ({ query }) => throwing('refresh_token' in query, lost()))],
    [
      'the connection broke on the way',
      ({ wire }) => (wire.before = ({ query }) => throwing('refresh_token' in query, lost())),
    ],
    [
      'invalid_grant',
      ({ wire }) => (wire.before = ({ query }) => ('refresh_token' in query ? { error: 'invalid_grant' } : undefined)),
    ],
    [
      'expired_token',
      ({ wire }) => (wire.before = ({ query }) => ('refresh_token' in query ? { error: 'expired_token' } : undefined)),
    ],
    [
      'busy',
      ({ wire }) => (wire.before = ({ query }) => ('refresh_token' in query ? { errno: 1000, msg: '' } : undefined)),
    ],
    ['HTML', ({ wire }) => (wire.after = ({ query }) => ('refresh_token' in query ? '<html>' : undefined))],
    [
      'a reply without a token',
      ({ wire }) => (wire.after = ({ query }) => ('refresh_token' in query ? {} : undefined)),
    ],
  ])('%s', async (_, disturb) => {
    const world = await refreshing()
    let tries = 0
    disturb(world)
    const { before, after } = world.wire
    world.wire.before = (one) => {
      if ('refresh_token' in one.query) tries += 1
      return before?.(one)
    }
    world.wire.after = after
    const token = await get(world)
    expect(world.accepts(APP, token)).toBe(true)
    expect([tries, world.count(RETRIEVE)]).toEqual([1, 1])
    // The pair that retrieve brought is a new start.
    world.wire.before = undefined
    world.wire.after = undefined
    expect(await kept(world)).not.toBe(world.first)
    world.time.now += 3_600_000
    expect(world.accepts(APP, await get(world))).toBe(true)
    expect(world.count(RETRIEVE)).toBe(1)
  })

  test('retrieve’s pair without a refresh token: the spent one stays spent', async () => {
    const world = await refreshing()
    world.wire.before = ({ query }) => ('refresh_token' in query ? { error: 'invalid_grant' } : undefined)
    world.wire.after = ({ path }) => (path === OAUTH ? { access_token: '121.flat-token', expires_in: 3600 } : undefined)
    expect(await get(world)).toBe('121.flat-token')
    world.time.now += 3_600_000
    let sentAgain = false
    world.wire.before = ({ query }) => void (sentAgain ||= 'refresh_token' in query)
    await get(world)
    expect(sentAgain).toBe(false)
  })
})

describe('what was surely not heard is not spent', () => {
  test.each<[string, () => unknown, string]>([
    ['no connection', () => throwing(true, refused()), 'network.unreachable'],
    ['IP not allowed', () => ({ errno: 40008, msg: '' }), 'api.ip'],
    ['the day’s calls are used up', () => ({ error_code: 17, error_msg: '' }), 'api.quota'],
    ['too fast, for good', () => ({ error_code: 18, error_msg: '' }), 'api.rate'],
  ])('%s: told, and the same token is used next time', async (_, answer, code) => {
    const world = await refreshing(false)
    world.wire.before = answer
    expect((await failure(get(world))).code).toBe(code)
    world.wire.before = undefined
    expect(world.accepts(APP, await get(world))).toBe(true)
    expect(used(world)).toEqual([world.first])
  })

  test('too fast, once: tried again at a slower pace', async () => {
    const world = await refreshing(false)
    let refusals = 1
    world.wire.before = () => (refusals-- > 0 ? { error_code: 18, error_msg: '' } : undefined)
    expect(world.accepts(APP, await get(world))).toBe(true)
    expect(used(world)).toEqual([world.first])
  })
})

describe('a cancel', () => {
  test('while the token is being used does not lose the answer', async () => {
    const world = await refreshing(false)
    const controller = new AbortController()
    let answer = (): void => undefined
    world.wire.after = () => {
      controller.abort()
      return new Promise<undefined>((resolve) => {
        answer = () => {
          resolve(undefined)
        }
      })
    }
    expect((await failure(world.tokens.forApp(APP).get(controller.signal))).code).toBe('cancelled')
    world.wire.after = undefined
    answer()
    // The next one waits for that answer, and has it.
    expect(world.accepts(APP, await get(world))).toBe(true)
    expect(used(world)).toEqual([world.first])
    expect(await kept(world)).not.toBe(world.first)
  })

  test('before it is used leaves it unused', async () => {
    const world = await refreshing(false)
    expect((await failure(world.tokens.forApp(APP).get(AbortSignal.abort()))).code).toBe('cancelled')
    expect(world.accepts(APP, await get(world))).toBe(true)
    expect(used(world)).toEqual([world.first])
  })
})

test('twenty calls at once use it once', async () => {
  const world = await refreshing()
  const tokens = await Promise.all(Array.from({ length: 20 }, () => get(world)))
  expect(new Set(tokens).size).toBe(1)
  expect(used(world)).toEqual([world.first])
})

test('without a platform token it says what is missing', async () => {
  const world = await refreshing(false)
  world.tokens.clearPlatform()
  const error = await failure(get(world))
  expect([error.code, error.details['app']]).toEqual(['token.missing', 'platform'])
})

test('opting in again with a new token starts anew', async () => {
  const world = await refreshing(false)
  world.wire.before = () => ({ error: 'invalid_grant' })
  expect((await failure(get(world))).code).toBe('token.recover')
  world.wire.before = undefined
  await world.tokens.optIntoRefresh(APP, refreshTokenOf(world, APP))
  expect(world.accepts(APP, await get(world))).toBe(true)
})

function throwing(when: boolean, error: Error): undefined {
  if (when) throw error
  return undefined
}
