import { createHash } from 'node:crypto'

/** Numbers of 4 bytes a cell takes: row, column and kind, its value in two. */
const WORDS = 4
const CELLS = 4096
const DIGITS = 13
const NUMBER = 0
const TEXT = 1

/**
 * A checksum of what cells hold, and of nothing else: not of how they look, nor of how a program writes them. A workbook that was opened and
 * saved has it still; one cell's other number or text is another checksum.
 */
export class Checksum {
  readonly #hash = createHash('sha256')
  readonly #words = new Uint32Array(CELLS * WORDS)
  readonly #float = new Float64Array(1)
  readonly #halves = new Uint32Array(this.#float.buffer)
  #at = 0

  number(row: number, column: number, value: number): void {
    // 0 and -0 are one number to a reader; the last digits of a moment are not the same after every program
    this.#float[0] = value === 0 ? 0 : Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS))
    this.#put(row, column, NUMBER, this.#halves[0] ?? 0, this.#halves[1] ?? 0)
  }

  text(row: number, column: number, digest: TextDigest): void {
    this.#put(row, column, TEXT, digest.low, digest.high)
  }

  #put(row: number, column: number, kind: number, low: number, high: number): void {
    const words = this.#words
    let at = this.#at
    words[at++] = row
    words[at++] = column * 2 + kind
    words[at++] = low
    words[at++] = high
    if (at === words.length) {
      this.#hash.update(words)
      at = 0
    }
    this.#at = at
  }

  /** The checksum of all cells put in; the last thing asked. */
  end(): string {
    return this.#hash.update(this.#words.subarray(0, this.#at)).digest('hex').slice(0, 32)
  }
}

export interface TextDigest {
  readonly low: number
  readonly high: number
}

/** 64 bits of a text, the same on every machine: FNV-1a in two flavours. */
export function digestOf(text: string): TextDigest {
  let low = 0x811c9dc5
  let high = 0x01234567
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x5bd1e995) ^ (high >>> 15)
  }
  return { low: low >>> 0, high: high >>> 0 }
}
