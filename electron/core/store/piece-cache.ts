import type { PieceRows } from './types.ts'

/** What is kept at hand, in bytes: ninety days of twenty middling apps' pages take 26 MB. */
const LIMIT = 64 * 2 ** 20
/** What a piece and each of its columns cost beside their numbers. */
const OVERHEAD = 150

/** Pieces by name; those not used for the longest time go first. */
export class PieceCache {
  readonly #pieces = new Map<string, PieceRows>()
  readonly #limit: number
  #bytes = 0

  constructor(limit = LIMIT) {
    this.#limit = limit
  }

  get(name: string): PieceRows | undefined {
    const there = this.#pieces.get(name)
    if (!there) return undefined
    this.#pieces.delete(name)
    this.#pieces.set(name, there)
    return there
  }

  set(name: string, rows: PieceRows): void {
    const before = this.#pieces.get(name)
    if (before) this.#drop(name, before)
    this.#pieces.set(name, rows)
    this.#bytes += sizeOf(rows)
    for (const [oldest, piece] of this.#pieces) {
      if (this.#bytes <= this.#limit) return
      this.#drop(oldest, piece)
    }
  }

  get bytes(): number {
    return this.#bytes
  }

  #drop(name: string, rows: PieceRows): void {
    this.#pieces.delete(name)
    this.#bytes -= sizeOf(rows)
  }
}

function sizeOf({ members, snapshots, columns }: PieceRows): number {
  const numbers = columns.reduce((sum, { byteLength }) => sum + byteLength + OVERHEAD, 0)
  return OVERHEAD + members.byteLength + 8 * snapshots.length + numbers
}
