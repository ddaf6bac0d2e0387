import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/** AES-256. */
export const KEY_BYTES = 32
const VERSION = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Ties the bytes to their purpose: nothing else sealed under the same key passes for a secret. */
const PURPOSE = Buffer.from('cygnet secret 1')

/** AES-256-GCM: one byte of version, the nonce, the tag, the ciphertext. */
export function sealBytes(key: Buffer, plain: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(PURPOSE)
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return new Uint8Array(Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]))
}

/** The text again. Throws when the bytes were sealed under another key, cut off or changed. */
export function openBytes(key: Buffer, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed)
  const start = 1 + NONCE_BYTES + TAG_BYTES
  if (bytes.length < start || bytes[0] !== VERSION) throw new Error('not sealed by this version')
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES)
  const tag = bytes.subarray(1 + NONCE_BYTES, start)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(PURPOSE).setAuthTag(tag)
  return Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]).toString('utf8')
}

/** Tells keys apart, and tells nothing about them. */
export function fingerprint(key: Buffer): string {
  return createHmac('sha256', key).update('cygnet fingerprint').digest('hex').slice(0, 16)
}
