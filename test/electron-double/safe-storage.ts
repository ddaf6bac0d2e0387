import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from './app.ts'
import { settings, userDataFolder } from './settings.ts'

/** Chromium's own marks: "v10" is the key everybody knows (Linux without a key ring), "v11" a key ring's. */
const mark = settings.keyRing || process.platform !== 'linux' ? 'v11' : 'v10'

/** The machine's key, kept in a file so that the next run has it too. */
function key(): Buffer {
  const path = join(userDataFolder(), '.double-key')
  if (!existsSync(path)) writeFileSync(path, randomBytes(32), { mode: 0o600 })
  return readFileSync(path)
}

export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(app.isReady()),
  getSelectedStorageBackend: () => (mark === 'v10' ? 'basic_text' : 'gnome_libsecret'),
  encryptStringAsync(plain: string): Promise<Buffer> {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), iv)
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return Promise.resolve(Buffer.concat([Buffer.from(mark), iv, body, cipher.getAuthTag()]))
  },
  async decryptStringAsync(sealed: Buffer): Promise<{ shouldReEncrypt: boolean; result: string }> {
    await Promise.resolve()
    try {
      const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(3, 15))
      decipher.setAuthTag(sealed.subarray(-16))
      const plain = Buffer.concat([decipher.update(sealed.subarray(15, -16)), decipher.final()])
      return { shouldReEncrypt: false, result: plain.toString('utf8') }
    } catch {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')
    }
  },
}
