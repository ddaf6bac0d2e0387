import { randomUUID } from 'node:crypto'
import { safeStorage } from 'electron'
import { AppError } from '../contract/errors.ts'
import type { Sealer } from '../core/runtime/capabilities.ts'

/** Names the memory sealer of this one run: nothing it sealed can be opened by a later one. */
const run = randomUUID()

/** A sealer, and whether what it sealed outlives this run. */
export interface ShellSealer {
  readonly sealer: Required<Sealer>
  readonly persistent: boolean
}

/**
 * The system's key ring where there is a real one. On Linux without one, safeStorage "works" with a key that everybody knows: then
 * secrets are kept in memory only, and the page says so.
 */
export async function createSealer(): Promise<ShellSealer> {
  if (await hasKeyRing()) return { sealer: keyRingSealer(), persistent: true }
  return { sealer: memorySealer(), persistent: false }
}

async function hasKeyRing(): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
  if (process.platform !== 'linux') return true
  if (['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())) return false
  const probe = await safeStorage.encryptStringAsync('probe')
  return !probe.subarray(0, 3).equals(Buffer.from('v10'))
}

function keyRingSealer(): Required<Sealer> {
  const id = `electron:${process.platform}`
  return {
    id,
    seal: async (plain) => safeStorage.encryptStringAsync(plain),
    open: async (sealed) => {
      try {
        return (await safeStorage.decryptStringAsync(Buffer.from(sealed))).result
      } catch (cause) {
        throw new AppError('token.sealed-elsewhere', { sealer: id }, { cause })
      }
    },
    reseal: async (sealed) => {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed))
      return shouldReEncrypt ? safeStorage.encryptStringAsync(result) : null
    },
  }
}

/** Secrets stay in this process; what lands in the store is only a ticket that names them. */
function memorySealer(): Required<Sealer> {
  const id = `memory:${run}`
  const kept = new Map<string, string>()
  return {
    id,
    seal: (plain) => {
      const ticket = randomUUID()
      kept.set(ticket, plain)
      return Promise.resolve(Buffer.from(ticket))
    },
    open: (sealed) => {
      const plain = kept.get(Buffer.from(sealed).toString())
      return plain === undefined
        ? Promise.reject(new AppError('token.sealed-elsewhere', { sealer: id }))
        : Promise.resolve(plain)
    },
    reseal: () => Promise.resolve(null),
  }
}
