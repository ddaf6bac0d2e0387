import { execFile } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import { createCliSealer } from '../../../electron/hosts/sealer/index.ts'

const newHome = () => mkdtempSync(join(tmpdir(), 'cygnet-sealer-'))
const withPassphrase = (home: string, passphrase: string) => createCliSealer(home, { CYGNET_PASSPHRASE: passphrase })
const modeOf = (path: string) => statSync(path).mode & 0o777

async function failure(work: Promise<unknown>): Promise<AppError> {
  const thrown: unknown = await work.then(
    () => new Error('did not fail'),
    (reason: unknown) => reason,
  )
  if (thrown instanceof AppError) return thrown
  throw thrown
}

test('whatever is sealed comes out again, and lies nowhere in the open', async () => {
  const home = newHome()
  const sealer = await createCliSealer(home, {})
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (plain) => {
      const sealed = await sealer.seal(plain)
      expect(await sealer.open(sealed)).toBe(plain.toWellFormed())
      if (Buffer.byteLength(plain) > 3) expect(Buffer.from(sealed).includes(Buffer.from(plain))).toBe(false)
    }),
    { numRuns: 50 },
  )
  const once = await sealer.seal('the same')
  expect(await sealer.seal('the same')).not.toEqual(once)
})

describe('the key file', () => {
  test('is not made by looking', async () => {
    const home = newHome()
    const sealer = await createCliSealer(home, {})
    expect(sealer.id).toMatch(/^cli-key:[0-9a-f]{16}$/)
    await failure(sealer.open(new Uint8Array(40)))
    expect(readdirSync(home)).toEqual([])
  })

  test('is made by the first secret: 32 bytes, for its owner alone, under the id named before', async () => {
    const home = newHome()
    const sealer = await createCliSealer(home, {})
    const { id } = sealer
    await sealer.seal('secret')
    expect(sealer.id).toBe(id)
    const path = join(home, 'cygnet.key')
    expect([statSync(path).size, modeOf(path)]).toEqual([32, 0o600])
    expect(readdirSync(home)).toEqual(['cygnet.key'])
  })

  test('is made together with a home that is not there yet', async () => {
    const home = join(newHome(), 'a', 'b')
    await (await createCliSealer(home, {})).seal('secret')
    expect(existsSync(join(home, 'cygnet.key'))).toBe(true)
  })

  test('opens for every later door on this home, and for no other home', async () => {
    const home = newHome()
    const first = await createCliSealer(home, {})
    const sealed = await first.seal('secret')
    const later = await createCliSealer(home, {})
    expect([later.id, await later.open(sealed)]).toEqual([first.id, 'secret'])
    const stranger = await createCliSealer(newHome(), {})
    expect(stranger.id).not.toBe(first.id)
    expect((await failure(stranger.open(sealed))).code).toBe('token.sealed-elsewhere')
  })

  test('made by another door meanwhile is the one that counts', async () => {
    const home = newHome()
    const [early, late] = [await createCliSealer(home, {}), await createCliSealer(home, {})]
    expect(early.id).not.toBe(late.id)
    const sealed = await late.seal('late’s')
    expect(early.id).toBe(late.id)
    expect(await early.open(sealed)).toBe('late’s')
    expect(await late.open(await early.seal('early’s'))).toBe('early’s')
  })

  test('is one, however many processes make it at the same time', async () => {
    const home = newHome()
    const child = join(import.meta.dirname, 'seal-once.ts')
    const runs = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (secret) => {
        const { stdout } = await promisify(execFile)(process.execPath, [child, home, secret])
        return { secret, ...(JSON.parse(stdout) as { id: string; sealed: string }) }
      }),
    )
    const sealer = await createCliSealer(home, {})
    for (const { id, secret, sealed } of runs) {
      expect(id).toBe(sealer.id)
      expect(await sealer.open(Buffer.from(sealed, 'base64'))).toBe(secret)
    }
    expect(readdirSync(home)).toEqual(['cygnet.key'])
  })

  test('that others may read is closed to them', async () => {
    const home = newHome()
    const sealed = await (await createCliSealer(home, {})).seal('secret')
    const path = join(home, 'cygnet.key')
    chmodSync(path, 0o644)
    expect(await (await createCliSealer(home, {})).open(sealed)).toBe('secret')
    expect(modeOf(path)).toBe(0o600)
  })

  test.each([0, 31, 33])('of %i bytes is told, never replaced, and hinders nothing but the secrets', async (bytes) => {
    const home = newHome()
    const path = join(home, 'cygnet.key')
    writeFileSync(path, Buffer.alloc(bytes, 7), { mode: 0o600 })
    const sealer = await createCliSealer(home, {})
    expect(sealer.id).toBe('cli-key:unusable')
    for (const work of [sealer.seal('secret'), sealer.open(new Uint8Array(40))]) {
      const error = await failure(work)
      expect(error.code).toBe('file.unreadable')
      expect(error.details).toEqual({ path, reason: `${bytes} bytes instead of 32` })
    }
    expect(readFileSync(path)).toEqual(Buffer.alloc(bytes, 7))
  })
})

describe('as an ordinary user', () => {
  const NOBODY = 65534
  /** Root may write anywhere: the one step under test is made as somebody else. What a sealer does, it does before it answers. */
  function asNobody<T>(work: () => T): T {
    const { seteuid, setegid } = process
    if (process.getuid?.() !== 0 || !seteuid || !setegid) return work()
    setegid(NOBODY)
    seteuid(NOBODY)
    try {
      return work()
    } finally {
      seteuid(0)
      setegid(0)
    }
  }
  function giveAway(path: string): void {
    if (process.getuid?.() === 0) chownSync(path, NOBODY, NOBODY)
  }

  test('a home that cannot be written to can be read, and says so when it should be', async () => {
    const home = newHome()
    const sealed = await (await createCliSealer(home, {})).seal('secret')
    giveAway(join(home, 'cygnet.key'))
    chmodSync(home, 0o555)
    const sealer = await createCliSealer(home, {})
    expect(await asNobody(() => sealer.open(sealed))).toBe('secret')
    const empty = newHome()
    chmodSync(empty, 0o555)
    const homeless = await createCliSealer(empty, {})
    const error = await failure(asNobody(() => homeless.seal('secret')))
    expect([error.code, error.details]).toEqual(['store.readonly', { path: empty }])
    expect(readdirSync(empty)).toEqual([])
  })

  test('a key of somebody else’s that others may read is refused, and how to mend it is said', async () => {
    const home = newHome()
    const theirs = process.getuid?.() === 0 ? join(home, 'theirs') : '/etc/hosts'
    if (theirs !== '/etc/hosts') writeFileSync(theirs, Buffer.alloc(32, 7), { mode: 0o644 })
    symlinkSync(theirs, join(home, 'cygnet.key'))
    chmodSync(home, 0o555)
    const sealer = await createCliSealer(home, {})
    const error = await failure(asNobody(() => sealer.seal('secret')))
    expect(error.code).toBe('file.unreadable')
    expect(error.details['reason']).toBe('mode 644 lets others read it; set it to 600')
  })
})

describe('what was tampered with', () => {
  test('any bit, any cut: refused', async () => {
    const sealer = await createCliSealer(newHome(), {})
    const sealed = await sealer.seal('121.a-token-of-some-length')
    const bits = fc.integer({ min: 0, max: sealed.length * 8 - 1 })
    await fc.assert(
      fc.asyncProperty(bits, fc.integer({ min: 0, max: sealed.length - 1 }), async (bit, cut) => {
        const flipped = Uint8Array.from(sealed)
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        for (const bytes of [flipped, sealed.slice(0, cut)])
          expect((await failure(sealer.open(bytes))).code).toBe('token.sealed-elsewhere')
      }),
      { numRuns: 100 },
    )
  })
})

describe('a passphrase', () => {
  test('opens again with the same words and the same home, in either way of writing an accent', async () => {
    const home = newHome()
    const sealer = await withPassphrase(home, 'caf\u00e9 天鹅')
    const sealed = await sealer.seal('secret')
    expect(sealer.id).toMatch(/^cli-pass:[0-9a-f]{16}$/)
    const again = await withPassphrase(home, 'cafe\u0301 天鹅')
    expect([again.id, await again.open(sealed)]).toEqual([sealer.id, 'secret'])
    expect([readdirSync(home), modeOf(join(home, 'cygnet.salt'))]).toEqual([['cygnet.salt'], 0o600])
  })

  test('of other words, another home, or none at all does not', async () => {
    const home = newHome()
    const sealer = await withPassphrase(home, 'right')
    const sealed = await sealer.seal('secret')
    const others = [
      await withPassphrase(home, 'wrong'),
      await withPassphrase(newHome(), 'right'),
      await createCliSealer(home, {}),
    ]
    for (const other of others) {
      expect(other.id).not.toBe(sealer.id)
      const error = await failure(other.open(sealed))
      expect([error.code, error.details]).toEqual(['token.sealed-elsewhere', { sealer: other.id }])
    }
  })

  test('that is empty is none', async () => {
    expect((await withPassphrase(newHome(), '')).id).toMatch(/^cli-key:/)
  })
})
