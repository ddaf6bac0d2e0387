import { describe, expect, test } from 'vitest'
import { testSealer } from '../service/world.ts'
import { failure } from './support.ts'
import { lost, never, OAUTH, refreshTokenOf, RETRIEVE, TICKET, tokenWorld, type TokenWorld } from './token-world.ts'

const APP = 1
const HOUR = 3_600_000
const BROKER = 'https://tokens.example/broker?key=broker-key-1'
const get = ({ tokens }: Pick<TokenWorld, 'tokens'>, app = APP) => tokens.forApp(app).get(never)

async function onPlatform(): Promise<TokenWorld> {
  const world = tokenWorld()
  await world.tokens.setPlatformToken(world.sandbox.platform.token)
  return world
}

describe('a pasted token', () => {
  const pasted = async () => {
    const world = tokenWorld()
    await world.tokens.paste(APP, world.sandbox.apps[0]?.token ?? '')
    return world
  }

  test('is used as it is, for an hour by the clock and longer where the API takes it', async () => {
    const world = await pasted()
    const token = world.sandbox.apps[0]?.token
    expect(await get(world)).toBe(token)
    expect(await world.tokens.stateOfApp(APP)).toEqual({ way: 'token', state: 'ok', expiresAt: world.time.now + HOUR })
    world.time.now += HOUR
    expect((await world.tokens.stateOfApp(APP)).state).toBe('expired')
    expect(await get(world)).toBe(token)
    expect(world.asked).toEqual([])
  })

  test('leads to no other: refused, the app is named', async () => {
    const world = await pasted()
    const token = await get(world)
    const error = await failure(world.tokens.forApp(APP).renew(token, never))
    expect([error.code, error.details]).toEqual(['token.expired', { app: 'app 1', action: 'token' }])
  })

  test('refused, but another was pasted meanwhile: that one', async () => {
    const world = await pasted()
    const token = await get(world)
    await world.tokens.paste(APP, '121.newer-token')
    expect(await world.tokens.forApp(APP).renew(token, never)).toBe('121.newer-token')
  })

  test('comes before every other way until its end', async () => {
    const world = await onPlatform()
    const { token = '' } = world.sandbox.apps[0] ?? {}
    await world.tokens.paste(APP, token)
    expect(await get(world)).toBe(token)
    world.time.now += HOUR
    expect(await get(world)).not.toBe(token)
    expect(world.count(RETRIEVE)).toBe(1)
  })
})

test('nothing set: says so, and is no way', async () => {
  const world = tokenWorld()
  const error = await failure(get(world))
  expect([error.code, error.details]).toEqual(['token.missing', { app: 'app 1', action: 'token' }])
  expect([world.tokens.hasWay(APP), await world.tokens.stateOfApp(APP)]).toEqual([
    false,
    { way: 'none', state: 'none', expiresAt: null },
  ])
  const platform = await failure(world.tokens.forPlatform().get(never))
  expect([platform.code, platform.details['app']]).toEqual(['token.missing', 'platform'])
})

describe('platform token and app id', () => {
  test('retrieve, exchange, and the token of the right app, kept for its hour', async () => {
    const world = await onPlatform()
    const tokens = await Promise.all([get(world, 1), get(world, 2)])
    expect(tokens.map((token, i) => world.accepts(i + 1, token))).toEqual([true, true])
    expect([await get(world, 1), await get(world, 2)]).toEqual(tokens)
    expect([world.count(RETRIEVE), world.count(OAUTH)]).toEqual([2, 2])
    expect(await world.tokens.stateOfApp(APP)).toMatchObject({ way: 'platform', state: 'ok' })
    // A minute before its end it is no longer begun with.
    world.time.now += HOUR - 60_000
    expect(await get(world, 1)).not.toBe(tokens[0])
  })

  test('twenty calls at once: one flight', async () => {
    const world = await onPlatform()
    const tokens = await Promise.all(Array.from({ length: 20 }, () => get(world)))
    expect([new Set(tokens).size, world.count(RETRIEVE), world.count(OAUTH)]).toEqual([1, 1, 1])
  })

  test('twenty calls whose token was refused: one flight, and late ones have its result', async () => {
    const world = await onPlatform()
    const stale = await get(world)
    world.sandbox.expireTokens()
    const renew = () => world.tokens.forApp(APP).renew(stale, never)
    const tokens = await Promise.all(Array.from({ length: 20 }, renew))
    tokens.push(await renew())
    expect(new Set(tokens).size).toBe(1)
    expect(world.accepts(APP, tokens[0] ?? '')).toBe(true)
    expect(world.count(RETRIEVE)).toBe(2)
  })

  test('a call that looked before a flight and acts after it takes that flight’s token', async () => {
    const world = await onPlatform()
    await world.vault.put(APP, { kind: 'app-token', value: '121.long-expired', expiresAt: world.time.now - 1 })
    const { open, ...sealer } = testSealer()
    const looking: (() => void)[] = []
    const slow = (sealed: Uint8Array) =>
      new Promise<string>((resolve) => {
        looking.push(() => {
          resolve(open(sealed))
        })
      })
    let slowly = true
    const here = world.reopened({ sealer: { ...sealer, open: (sealed) => (slowly ? slow(sealed) : open(sealed)) } })
    const [quick, late] = [get(here), get(here)]
    slowly = false
    looking[0]?.()
    const token = await quick
    looking[1]?.()
    expect([await late, world.count(RETRIEVE)]).toEqual([token, 1])
  })

  test('one of them cancelled, even the first: the others have their token', async () => {
    const world = await onPlatform()
    const first = new AbortController()
    world.wire.before = () => {
      first.abort()
    }
    const leaving = failure(world.tokens.forApp(APP).get(first.signal))
    const staying = get(world)
    expect((await leaving).code).toBe('cancelled')
    expect(world.accepts(APP, await staying)).toBe(true)
    expect(world.count(RETRIEVE)).toBe(1)
  })

  test('all of them cancelled: given up, and the next begins anew', async () => {
    const world = await onPlatform()
    const both = new AbortController()
    world.wire.before = () => {
      both.abort()
    }
    const leaving = [0, 1].map(() => failure(world.tokens.forApp(APP).get(both.signal)))
    for (const error of await Promise.all(leaving)) expect(error.code).toBe('cancelled')
    world.wire.before = undefined
    expect(world.accepts(APP, await get(world))).toBe(true)
  })

  test('a lost exchange is followed by a new code, never by the same one', async () => {
    const world = await onPlatform()
    let losses = 2
    world.wire.after = ({ path }) => {
      if (path === OAUTH && losses-- > 0) throw lost()
    }
    expect(world.accepts(APP, await get(world))).toBe(true)
    const codes = world.asked.flatMap(({ query }) => query['code'] ?? [])
    expect([codes.length, new Set(codes).size, world.count(RETRIEVE)]).toEqual([3, 3, 3])
  })

  test('a code that was spent before it arrived: one more, no more', async () => {
    const world = await onPlatform()
    world.wire.before = ({ path }) => (path === OAUTH ? { error: 'invalid_grant', error_description: 'x' } : undefined)
    const error = await failure(get(world))
    expect([error.code, error.details['action']]).toEqual(['api.oauth', 'recover'])
    expect(world.count(RETRIEVE)).toBe(2)
  })

  test('an app the platform does not look after is told as that', async () => {
    const world = await onPlatform()
    world.ids.set(APP, '404404')
    const error = await failure(get(world))
    expect([error.code, error.details['action']]).toEqual(['api.app', 'stop-app'])
  })

  test('a code or token that is not where it belongs is an error of form', async () => {
    for (const path of [RETRIEVE, OAUTH]) {
      const world = await onPlatform()
      world.wire.after = (one) => (one.path === path ? { errno: 0, data: { something: 1 } } : undefined)
      const error = await failure(get(world))
      expect([error.code, error.details['action']]).toEqual(['api.shape', 'stop-app'])
    }
  })

  test.each([
    ['no number', 'soon', HOUR],
    ['none', undefined, HOUR],
    ['negative', -5, HOUR],
    ['a text', '7200', 2 * HOUR],
    ['beyond all calendars', 1e18, 3650 * 86_400_000],
  ])('expires_in that is %s', async (_, expires_in, lasts) => {
    const world = await onPlatform()
    world.wire.after = ({ path }) => (path === OAUTH ? { access_token: '121.some-token', expires_in } : undefined)
    await get(world)
    const kept = await world.vault.get(APP, 'app-token')
    expect(kept?.expiresAt).toBe(world.time.now + lasts)
  })
})

describe('a platform token the API no longer takes', () => {
  const dead = async (world: TokenWorld) => {
    await world.tokens.setPlatformToken('121.a-dead-platform-token')
    return world
  }

  test('is renewed through the ticket, once, within the same call', async () => {
    const world = tokenWorld()
    const { ticket, clientId } = world.sandbox.platform
    await world.tokens.setTicket(ticket, clientId, never)
    await world.vault.put(0, { kind: 'platform-token', value: '121.a-dead-platform-token', expiresAt: null })
    expect(world.accepts(APP, await get(world))).toBe(true)
    expect([world.count(TICKET), world.count(RETRIEVE)]).toEqual([2, 2])
  })

  test('without a ticket: says that it is the platform’s', async () => {
    const error = await failure(get(await dead(tokenWorld())))
    expect([error.code, error.details]).toEqual(['token.expired', { app: 'platform', action: 'token' }])
  })

  test('and neither is its successor: says that it is the platform’s', async () => {
    const world = tokenWorld()
    const { ticket, clientId } = world.sandbox.platform
    await world.tokens.setTicket(ticket, clientId, never)
    world.wire.before = ({ path }) => (path === RETRIEVE ? { error_code: 110, error_msg: '' } : undefined)
    const error = await failure(get(world))
    expect([error.code, error.details]).toEqual(['token.expired', { app: 'platform', action: 'token' }])
  })

  test('with a ticket that is too old as well: says so, and asks once for many', async () => {
    const world = tokenWorld()
    const { ticket, clientId } = world.sandbox.platform
    await world.tokens.setTicket(ticket, clientId, never)
    world.time.now += 31 * 86_400_000
    world.wire.before = ({ path }) => (path === TICKET ? { errno: 40001, msg: '' } : undefined)
    const errors = await Promise.all([1, 2, 3].map((app) => failure(get(world, app))))
    for (const error of errors)
      expect([error.code, error.details]).toEqual(['token.expired', { app: 'platform', action: 'token' }])
  })

  test('three apps and report 10 renew it together: one exchange of the ticket', async () => {
    const world = tokenWorld()
    const { ticket, clientId } = world.sandbox.platform
    await world.tokens.setTicket(ticket, clientId, never)
    world.time.now += 31 * 86_400_000
    await Promise.all([get(world, 1), get(world, 2), get(world, 3), world.tokens.forPlatform().get(never)])
    expect(world.count(TICKET)).toBe(2)
  })
})

describe('a ticket', () => {
  test('is exchanged at once; token and ticket are kept together', async () => {
    const world = tokenWorld()
    const { ticket, clientId } = world.sandbox.platform
    await world.tokens.setTicket(ticket, clientId, never)
    expect(world.records.writes).toEqual(['ticket+platform-token'])
    expect(await world.tokens.stateOfPlatform()).toEqual({
      state: 'ok',
      expiresAt: world.time.now + 30 * 86_400_000,
      clientId,
    })
  })

  test('that is refused changes nothing', async () => {
    const world = await onPlatform()
    const before = await world.tokens.stateOfPlatform()
    const error = await failure(world.tokens.setTicket('wrong-ticket', 'some-client', never))
    expect(error.code).toBe('api.parameter')
    expect(await world.tokens.stateOfPlatform()).toEqual(before)
    world.wire.before = ({ query }) => ({ errno: 40001, msg: `no such ticket: ${query['ticket']}` })
    const echo = await failure(world.tokens.setTicket('wrong-ticket', 'some-client', never))
    expect(echo.details['apiMessage']).toBe('no such ticket: •••')
    world.wire.before = undefined
    expect(await world.tokens.forPlatform().get(never)).toBe(world.sandbox.platform.token)
  })

  test('that did not get through is kept for the next call', async () => {
    const world = tokenWorld()
    const { ticket, clientId } = world.sandbox.platform
    world.wire.before = () => {
      throw lost()
    }
    expect((await failure(world.tokens.setTicket(ticket, clientId, never))).code).toBe('network.unreachable')
    world.wire.before = undefined
    expect(world.tokens.platformIsSet()).toBe(true)
    expect(world.accepts(APP, await get(world))).toBe(true)
  })

  test('without an expires_in stands for thirty days', async () => {
    const world = tokenWorld()
    world.wire.after = () => ({ errno: 0, data: { access_token: '121.platform-token' } })
    await world.tokens.setTicket('a-ticket', 'client', never)
    expect((await world.tokens.stateOfPlatform()).expiresAt).toBe(world.time.now + 30 * 86_400_000)
  })

  test('is forgotten when a token is pasted, and both when cleared', async () => {
    const world = tokenWorld()
    const { ticket, clientId, token } = world.sandbox.platform
    await world.tokens.setTicket(ticket, clientId, never)
    await world.tokens.setPlatformToken(token)
    expect(world.vault.has(0, 'ticket')).toBe(false)
    expect((await world.tokens.stateOfPlatform()).clientId).toBeNull()
    world.tokens.clearPlatform()
    expect([world.tokens.platformIsSet(), world.tokens.hasWay(APP)]).toEqual([false, false])
  })
})

describe('a token broker', () => {
  const brokered = async (answer: unknown = { access_token: '121.from-the-broker', expires_in: 600 }) => {
    const world = tokenWorld()
    await world.tokens.setBroker(BROKER)
    world.wire.before = () => answer
    return world
  }

  test('is asked for the app, with its own parameters kept, and its token lasts as it says', async () => {
    const world = await brokered()
    const seen: unknown[] = []
    world.wire.before = ({ path, query }) => {
      seen.push([path, query])
      return { access_token: '121.from-the-broker', expires_in: 600 }
    }
    expect(await get(world)).toBe('121.from-the-broker')
    expect(await get(world)).toBe('121.from-the-broker')
    expect(seen).toEqual([['/broker', { key: 'broker-key-1', app_id: world.ids.get(APP) }]])
    expect((await world.vault.get(APP, 'app-token'))?.expiresAt).toBe(world.time.now + 600_000)
  })

  test('comes before the platform token, and shows no more than its address', async () => {
    const world = await brokered()
    await world.tokens.setPlatformToken(world.sandbox.platform.token)
    expect(await get(world)).toBe('121.from-the-broker')
    expect((await world.tokens.stateOfApp(APP)).way).toBe('broker')
    expect(await world.tokens.brokerAddress()).toBe('https://tokens.example/broker')
    await world.tokens.setBroker(null)
    expect([await world.tokens.brokerAddress(), (await world.tokens.stateOfApp(2)).way]).toEqual([null, 'platform'])
  })

  test('needs an app id', async () => {
    const world = await brokered()
    world.ids.delete(APP)
    expect((await failure(get(world))).code).toBe('token.missing')
  })

  test.each<[string, unknown, string]>([
    ['an error of its own', { error: 'unknown app' }, 'api.unknown'],
    ['no token', { ok: true }, 'no access_token'],
    ['a web page', '<html>', 'network.garbled'],
  ])('that answers %s is told as the broker’s fault', async (_, answer, reason) => {
    const error = await failure(get(await brokered(answer)))
    expect([error.code, error.details]).toEqual(['token.broker', { host: 'tokens.example', reason, action: 'token' }])
  })

  test.each(['http://tokens.example/', 'ftp://tokens.example/', 'https://user:pass@tokens.example/', 'tokens.example'])(
    '%s is no address for it',
    async (url) => {
      const { tokens } = tokenWorld()
      const error = await failure(tokens.setBroker(url))
      expect([error.code, error.details['field']]).toEqual(['input.invalid', 'broker'])
      expect(JSON.stringify(error.details)).not.toContain('pass@')
      expect(await tokens.brokerAddress()).toBeNull()
    },
  )
})

describe('secrets another door has sealed', () => {
  const elsewhere = testSealer('electron:linux')
  /** A home filled by another door, seen from this one. */
  const visited = async (fill: (there: ReturnType<TokenWorld['reopened']>, world: TokenWorld) => Promise<void>) => {
    const world = tokenWorld()
    await fill(world.reopened({ sealer: elsewhere }), world)
    return world
  }

  test('a pasted token: asks for it again', async () => {
    const world = await visited(({ tokens }) => tokens.paste(APP, '121.pasted-there'))
    expect((await failure(get(world))).code).toBe('token.sealed-elsewhere')
    expect(await world.tokens.stateOfApp(APP)).toMatchObject({ way: 'token', state: 'unreadable' })
    await world.tokens.paste(APP, '121.pasted-here')
    expect(await get(world)).toBe('121.pasted-here')
  })

  test('an app token, where the platform token is this door’s own: retrieved anew', async () => {
    const world = await visited(({ tokens }) => tokens.paste(APP, '121.pasted-there'))
    await world.tokens.setPlatformToken(world.sandbox.platform.token)
    expect(world.accepts(APP, await get(world))).toBe(true)
  })

  test('a refresh token: left alone, the app recovers through retrieve', async () => {
    const world = await visited(async ({ tokens }, whole) => {
      await tokens.optIntoRefresh(APP, refreshTokenOf(whole, APP))
    })
    await world.tokens.setPlatformToken(world.sandbox.platform.token)
    expect(world.accepts(APP, await get(world))).toBe(true)
    expect(world.asked.filter(({ query }) => 'refresh_token' in query)).toEqual([])
  })

  test('a refresh token with no app id to recover by: told', async () => {
    const world = await visited(({ tokens }) => tokens.optIntoRefresh(APP, '122.refresh-token'))
    await world.tokens.setPlatformToken(world.sandbox.platform.token)
    world.ids.delete(APP)
    expect((await failure(get(world))).code).toBe('token.sealed-elsewhere')
  })

  test('the broker’s address: the platform token is the way', async () => {
    const world = await visited(({ tokens }) => tokens.setBroker(BROKER))
    await world.tokens.setPlatformToken(world.sandbox.platform.token)
    expect(world.accepts(APP, await get(world))).toBe(true)
    expect(await world.tokens.brokerAddress()).toBeNull()
  })

  test('the platform token: told, for apps and for report 10', async () => {
    const world = await visited(({ tokens }, { sandbox }) => tokens.setPlatformToken(sandbox.platform.token))
    expect((await failure(get(world))).code).toBe('token.sealed-elsewhere')
    expect((await failure(world.tokens.forPlatform().get(never))).code).toBe('token.sealed-elsewhere')
    expect((await world.tokens.stateOfPlatform()).state).toBe('unreadable')
  })

  test('the platform token, where the ticket is this door’s own: exchanged anew', async () => {
    const world = await visited(({ tokens }, { sandbox }) => tokens.setPlatformToken(sandbox.platform.token))
    const { ticket, clientId } = world.sandbox.platform
    await world.tokens.setTicket(ticket, clientId, never)
    const there = world.reopened({ sealer: elsewhere })
    await there.vault.put(0, { kind: 'platform-token', value: '121.theirs', expiresAt: null })
    expect(world.accepts(APP, await get(world))).toBe(true)
  })
})
