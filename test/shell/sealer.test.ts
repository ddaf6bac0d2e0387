import { expect, test, vi } from 'vitest'
import { createSealer } from '../../electron/shell/sealer.ts'

const ring = vi.hoisted(() => ({
  available: true,
  backend: 'gnome_libsecret',
  mark: 'v11',
  stale: false,
  broken: false,
}))
vi.mock('electron', () => ({
  safeStorage: {
    isAsyncEncryptionAvailable: () => Promise.resolve(ring.available),
    getSelectedStorageBackend: () => ring.backend,
    encryptStringAsync: (plain: string) => Promise.resolve(Buffer.from(ring.mark + plain)),
    decryptStringAsync: (sealed: Buffer) =>
      ring.broken
        ? Promise.reject(new Error('not to be opened'))
        : Promise.resolve({ result: sealed.subarray(3).toString(), shouldReEncrypt: ring.stale }),
  },
}))

function on(platform: NodeJS.Platform, state: Partial<typeof ring> = {}) {
  Object.assign(ring, {
    available: true,
    backend: 'gnome_libsecret',
    mark: 'v11',
    stale: false,
    broken: false,
    ...state,
  })
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform)
  return createSealer()
}

test.each<[string, NodeJS.Platform, Partial<typeof ring>, boolean]>([
  ['a key ring', 'linux', {}, true],
  ['the key everybody knows, by its mark', 'linux', { mark: 'v10' }, false],
  ['the key everybody knows, by its name', 'linux', { backend: 'basic_text' }, false],
  ['no key ring that can be told', 'linux', { backend: 'unknown' }, false],
  ['nothing that works', 'linux', { available: false }, false],
  ['Windows, where the mark is always v10', 'win32', { mark: 'v10' }, true],
  ['macOS, where it is, too', 'darwin', { mark: 'v10' }, true],
])('%s on %s: secrets outlive the run: %j → %s', async (_, platform, state, persistent) => {
  expect((await on(platform, state)).persistent).toBe(persistent)
})

test('what the key ring sealed it opens again', async () => {
  const { sealer } = await on('linux')
  expect(sealer.id).toBe('electron:linux')
  expect(await sealer.open(await sealer.seal('121.token'))).toBe('121.token')
})

test('what cannot be opened asks for the token again', async () => {
  const { sealer } = await on('linux', { broken: true })
  await expect(sealer.open(Buffer.from('v11x'))).rejects.toMatchObject({ code: 'token.sealed-elsewhere' })
})

test('a newer key gets the secret in its own form, and only a newer one', async () => {
  const { sealer } = await on('linux')
  const sealed = await sealer.seal('121.token')
  expect(await sealer.reseal(sealed)).toBeNull()
  ring.stale = true
  ring.mark = 'v12'
  expect(Buffer.from((await sealer.reseal(sealed)) ?? []).toString()).toBe('v12121.token')
})

test('in memory, what lands in the store says nothing, and the next run cannot read it', async () => {
  const { sealer } = await on('linux', { mark: 'v10' })
  const sealed = await sealer.seal('121.token')
  expect(Buffer.from(sealed).toString()).not.toContain('121.token')
  expect(await sealer.open(sealed)).toBe('121.token')
  expect(await sealer.reseal(sealed)).toBeNull()
  const next = await on('linux', { mark: 'v10' })
  await expect(next.sealer.open(sealed)).rejects.toMatchObject({ code: 'token.sealed-elsewhere' })
})
