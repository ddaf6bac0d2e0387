import { hash as digest } from 'node:crypto'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'

/** Raw replies as they came, compressed, each kept once however often it came. */
export interface Payloads {
  /** The id of a reply's text, stored if it is new. */
  intern(text: string): number
  read(id: number): string | null
}

export function createPayloads(db: Database): Payloads {
  const find = db.prepare<[Buffer], { id: number; body: Buffer }>('SELECT id, body FROM payload WHERE hash = ?')
  const insert = db.prepare('INSERT INTO payload (hash, body) VALUES (?, ?)')
  const select = db.prepare<[number], Buffer>('SELECT body FROM payload WHERE id = ?').pluck()
  return {
    intern(text) {
      const bytes = Buffer.from(text)
      for (let hash = sha256(bytes); ; hash = sha256(hash)) {
        const there = find.get(hash)
        if (!there) return Number(insert.run(hash, compressed(bytes)).lastInsertRowid)
        // Equal means equal bytes: a body that only shares the hash (or was damaged) is not this reply.
        if (holds(there.body, bytes)) return there.id
      }
    },
    read(id) {
      const body = select.get(id)
      return body ? zstdDecompressSync(body).toString() : null
    },
  }
}

/** Replies are short: the fastest level packs them as well as the usual one, and told the length it prepares no tables for a long text. */
const compressed = (bytes: Buffer) =>
  zstdCompressSync(bytes, { params: FASTEST, pledgedSrcSize: bytes.length, chunkSize: CHUNK })
const FASTEST = { [constants.ZSTD_c_compressionLevel]: 1 }
const CHUNK = 4096

const sha256 = (bytes: Buffer) => digest('sha256', bytes, 'buffer')

function holds(body: Buffer, bytes: Buffer): boolean {
  try {
    return zstdDecompressSync(body, { maxOutputLength: bytes.length + 1 }).equals(bytes)
  } catch {
    return false
  }
}
