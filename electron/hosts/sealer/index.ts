import { randomBytes, scryptSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../contract/errors.ts'
import type { Sealer } from '../../core/runtime/capabilities.ts'
import { fingerprint, KEY_BYTES, openBytes, sealBytes } from './cipher.ts'
import { publishSecretFile, readSecretFile } from './secret-file.ts'

const SALT_BYTES = 16
/** 32 MB and some 60 ms a guess. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

/**
 * Seals secrets on a machine without a key ring: AES-256-GCM under the random key in the home's `cygnet.key`, or, where
 * CYGNET_PASSPHRASE is set, under a key made from it by scrypt (its salt is the home's `cygnet.salt`).
 *
 * The file is made when the first secret is sealed: reading a home, even one that cannot be written to, makes nothing. Until then `id`
 * names the key that is going to be written. A file that cannot be used is told (`file.unreadable`) by `seal` and `open`, and never
 * replaced; `id` then ends in `unusable`, so that everything but the secrets goes on.
 */
export function createCliSealer(home: string, env: Readonly<Record<string, string | undefined>>): Promise<Sealer> {
  const passphrase = env['CYGNET_PASSPHRASE'] ?? ''
  const basis: Basis =
    passphrase === ''
      ? { prefix: 'cli-key', path: join(home, 'cygnet.key'), bytes: KEY_BYTES, toKey: (key) => key }
      : {
          prefix: 'cli-pass',
          path: join(home, 'cygnet.salt'),
          bytes: SALT_BYTES,
          toKey: (salt) => scryptSync(passphrase.normalize('NFC'), salt, KEY_BYTES, SCRYPT),
        }
  return Promise.resolve(fileSealer(basis))
}

/** A file of random bytes and what makes a key of them. */
interface Basis {
  readonly prefix: string
  readonly path: string
  readonly bytes: number
  readonly toKey: (content: Buffer) => Buffer
}

interface Held {
  readonly content: Buffer
  readonly key: Buffer
  /** Its file is on disk. */
  readonly published: boolean
}

function fileSealer(basis: Basis): Sealer {
  let held: Held | null = null

  /** The file's key; one still to be written where there is no file. Another process may have made it since the last look. */
  const current = (): Held => {
    if (held?.published !== true && existsSync(basis.path)) held = read(basis) ?? held
    held ??= fresh(basis)
    return held
  }
  const published = (): Held => {
    const before = current()
    if (before.published) return before
    publishSecretFile(basis.path, before.content)
    return current()
  }
  const name = (key: Buffer) => `${basis.prefix}:${fingerprint(key)}`

  return {
    get id() {
      try {
        return name(current().key)
      } catch {
        return `${basis.prefix}:unusable`
      }
    },
    seal: (plain) => later(() => sealBytes(published().key, plain)),
    open: (sealed) =>
      later(() => {
        const { key } = current()
        try {
          return openBytes(key, sealed)
        } catch (cause) {
          throw new AppError('token.sealed-elsewhere', { sealer: name(key) }, { cause })
        }
      }),
  }
}

function read(basis: Basis): Held | null {
  const content = readSecretFile(basis.path, basis.bytes)
  return content && { content, key: basis.toKey(content), published: true }
}

function fresh(basis: Basis): Held {
  const content = randomBytes(basis.bytes)
  return { content, key: basis.toKey(content), published: false }
}

/** What a function answers or throws, as a promise. */
const later = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()))
