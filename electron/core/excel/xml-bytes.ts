/** Room made for a chunk; one of a single long row may be larger. */
const CHUNK = 1 << 17

const ZERO = 48

/** What is written again and again, as the bytes it is. */
export const bytesOf = (ascii: string): Uint8Array => Uint8Array.from(Buffer.from(ascii, 'latin1'))

/**
 * XML as bytes, put down where they stay. Joining short strings and encoding the whole afterwards takes three times as long, and leaves as much
 * again for the garbage collector. Whoever writes asks for room first (`reserve`); only `text` makes its own, beside what was asked for.
 */
export class XmlBytes {
  #bytes = Buffer.allocUnsafeSlow(CHUNK)
  #at = 0
  /** Up to where room was asked for. */
  #reserved = 0

  get length(): number {
    return this.#at
  }

  /** Room for so many bytes more. */
  reserve(bytes: number): void {
    this.#reserved = this.#at + bytes
    if (this.#reserved <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#reserved, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
  }

  /** Whether the chunk is large enough to be handed on. */
  get full(): boolean {
    return this.#at >= CHUNK - (CHUNK >> 3)
  }

  /** What was written, which is the reader's from now on; writing begins anew. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#at)
    this.#bytes = Buffer.allocUnsafeSlow(CHUNK)
    this.#at = 0
    return taken
  }

  put(piece: Uint8Array): void {
    const bytes = this.#bytes
    const at = this.#at
    for (let i = 0; i < piece.length; i += 1) bytes[at + i] = piece[i] ?? 0
    this.#at = at + piece.length
  }

  /** A number as JavaScript writes it. */
  number(value: number): void {
    if (Number.isInteger(value) && value >= 0 && value < 1e9) this.#digits(value)
    else this.#ascii(String(value))
  }

  /** A text of any length and script. */
  text(text: string): void {
    const rest = Math.max(0, this.#reserved - this.#at)
    this.reserve(text.length * 3 + rest)
    this.#at += this.#bytes.write(text, this.#at)
    this.#reserved = this.#at + rest
  }

  #digits(value: number): void {
    let end = this.#at + 1
    for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) end += 1
    this.#at = end
    let rest = value
    do {
      const tenth = Math.floor(rest / 10)
      this.#bytes[--end] = ZERO + rest - tenth * 10
      rest = tenth
    } while (rest > 0)
  }

  #ascii(text: string): void {
    const bytes = this.#bytes
    let at = this.#at
    for (let i = 0; i < text.length; i += 1) bytes[at++] = text.charCodeAt(i)
    this.#at = at
  }
}
