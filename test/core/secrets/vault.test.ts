import { describe, expect, test, vi } from 'vitest'
import { AppError } from '../../../electron/contract/errors.ts'
import type { Sealer } from '../../../electron/core/runtime/capabilities.ts'
import { createRedactor } from '../../../electron/core/secrets/redact.ts'
import { testSealer } from '../service/world.ts'
import { memoryRecords, memoryVault } from './support.ts'

const NOW = 1_767_571_200_000

test('what is put comes out again, with its end', async () => {
  const vault = memoryVault()
  await vault.put(3, { kind: 'app-token', value: '121.token', expiresAt: NOW })
  expect(await vault.get(3, 'app-token')).toEqual({ value: '121.token', expiresAt: NOW })
  expect(await vault.state(3, 'app-token')).toEqual({ state: 'ok', expiresAt: NOW })
  expect([vault.has(3, 'app-token'), vault.has(3, 'refresh-token'), vault.has(4, 'app-token')]).toEqual([
    true,
    false,
    false,
  ])
})

test('what was never put is null, and removed is as never put', async () => {
  const vault = memoryVault()
  await vault.put(3, { kind: 'ticket', value: 'a ticket', expiresAt: null })
  vault.remove(3, 'ticket', 'platform-token')
  expect(await vault.get(3, 'ticket')).toBeNull()
  expect(await vault.state(3, 'ticket')).toEqual({ state: 'none', expiresAt: null })
})

test('it lies sealed in the store, and lands together', async () => {
  const records = memoryRecords()
  await memoryVault(records).put(
    3,
    { kind: 'app-token', value: '121.token', expiresAt: NOW },
    { kind: 'refresh-token', value: '122.refresh', expiresAt: null },
  )
  expect(records.writes).toEqual(['app-token+refresh-token'])
  for (const { sealed, sealer } of records.rows.values()) {
    expect(sealer).toBe('test')
    expect(Buffer.from(sealed).toString('latin1')).not.toMatch(/12[12]\./)
  }
})

test('what cannot be sealed changes nothing', async () => {
  const records = memoryRecords()
  const full: Sealer = {
    ...testSealer(),
    seal: () => Promise.reject(new AppError('store.readonly', { path: '/home' })),
  }
  const work = memoryVault(records, full).put(3, { kind: 'app-token', value: '121.token', expiresAt: null })
  await expect(work).rejects.toMatchObject({ code: 'store.readonly' })
  expect(records.rows.size).toBe(0)
})

describe('a key ring with a newer key', () => {
  const first = { kind: 'app-token', value: '121.token', expiresAt: NOW } as const

  test('gets its secrets in the newer form', async () => {
    const records = memoryRecords()
    await memoryVault(records).put(3, first)
    const newer = Buffer.from('the newer form')
    const sealer: Sealer = { ...testSealer(), reseal: () => Promise.resolve(newer) }
    expect(await memoryVault(records, sealer).get(3, 'app-token')).toEqual({ value: '121.token', expiresAt: NOW })
    await vi.waitFor(() =>
      expect(records.get(3, 'app-token')).toEqual({ sealer: 'test', sealed: newer, expiresAt: NOW }),
    )
  })

  test('does not bring back what was replaced meanwhile', async () => {
    const records = memoryRecords()
    await memoryVault(records).put(3, first)
    const late = Promise.withResolvers<Uint8Array>()
    const vault = memoryVault(records, { ...testSealer(), reseal: () => late.promise })
    await vault.get(3, 'app-token')
    await vault.put(3, { ...first, value: '121.next' })
    late.resolve(Buffer.from('the old one’s newer form'))
    await late.promise
    expect(await memoryVault(records).get(3, 'app-token')).toMatchObject({ value: '121.next' })
  })

  test('that cannot seal just now leaves the old form', async () => {
    const records = memoryRecords()
    await memoryVault(records).put(3, first)
    const sealer: Sealer = { ...testSealer(), reseal: () => Promise.reject(new Error('locked')) }
    expect(await memoryVault(records, sealer).get(3, 'app-token')).toMatchObject({ value: '121.token' })
    expect(await memoryVault(records).get(3, 'app-token')).toMatchObject({ value: '121.token' })
  })
})

describe('sealed by another door', () => {
  const others = async () => {
    const records = memoryRecords()
    await memoryVault(records, testSealer('electron:linux')).put(3, {
      kind: 'app-token',
      value: '121.x',
      expiresAt: NOW,
    })
    return records
  }

  test('is told, and named', async () => {
    const vault = memoryVault(await others(), testSealer('cli-key:1'))
    await expect(vault.get(3, 'app-token')).rejects.toMatchObject({
      code: 'token.sealed-elsewhere',
      details: { sealer: 'electron:linux' },
    })
    expect(await vault.state(3, 'app-token')).toEqual({ state: 'unreadable', expiresAt: NOW })
    expect(vault.has(3, 'app-token')).toBe(true)
  })

  test('is replaced by what this door puts', async () => {
    const records = await others()
    const vault = memoryVault(records, testSealer('cli-key:1'))
    await vault.put(3, { kind: 'app-token', value: '121.new', expiresAt: null })
    expect((await vault.get(3, 'app-token'))?.value).toBe('121.new')
  })
})

describe('under this door’s name, but not to be opened', () => {
  const tampered = async (sealer: Sealer = testSealer()) => {
    const records = memoryRecords()
    await memoryVault(records).put(3, { kind: 'app-token', value: '121.x', expiresAt: NOW })
    const record = records.get(3, 'app-token')
    if (record) records.put(3, 'app-token', { ...record, sealed: record.sealed.map((byte) => byte ^ 1) })
    return memoryVault(records, sealer)
  }

  test('is told as sealed elsewhere', async () => {
    const vault = await tampered()
    await expect(vault.get(3, 'app-token')).rejects.toMatchObject({ code: 'token.sealed-elsewhere' })
    expect(await vault.state(3, 'app-token')).toEqual({ state: 'unreadable', expiresAt: NOW })
  })

  test('even where the error lost its class on its way through a thread', async () => {
    const vault = await tampered({
      ...testSealer(),
      open: () => Promise.reject(new Error('token.sealed-elsewhere {}')),
    })
    await expect(vault.get(3, 'app-token')).rejects.toMatchObject({ code: 'token.sealed-elsewhere' })
  })
})

test('another process’s newer secret is read, not the one remembered', async () => {
  const records = memoryRecords()
  const [here, there] = [memoryVault(records), memoryVault(records)]
  await here.put(3, { kind: 'app-token', value: '121.old', expiresAt: null })
  await there.put(3, { kind: 'app-token', value: '121.new', expiresAt: null })
  expect((await here.get(3, 'app-token'))?.value).toBe('121.new')
})

test('a secret is opened once, however often it is asked for', async () => {
  const records = memoryRecords()
  await memoryVault(records).put(3, { kind: 'app-token', value: '121.x', expiresAt: null })
  let opened = 0
  const { open, ...sealer } = testSealer()
  const vault = memoryVault(records, { ...sealer, open: (sealed) => ((opened += 1), open(sealed)) })
  for (let i = 0; i < 5; i++) await vault.get(3, 'app-token')
  expect(opened).toBe(1)
})

test('every secret seen is known to the redactor, a broker’s parameters too', async () => {
  const records = memoryRecords()
  const url = 'https://tokens.example/give?key=broker-key-1&team=abc'
  await memoryVault(records).put(0, { kind: 'broker', value: url, expiresAt: null })
  await memoryVault(records).put(0, { kind: 'ticket', value: 'ticket-123', expiresAt: null })
  const redact = createRedactor()
  const vault = memoryVault(records, testSealer(), redact)
  await vault.get(0, 'broker')
  await vault.get(0, 'ticket')
  expect(redact.redact(`${url} and broker-key-1 and ticket-123`)).toBe('••• and ••• and •••')
})
