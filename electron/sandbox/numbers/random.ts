/** Hashing numbers into numbers: every figure of the sandbox comes from a hash of what it is about, so it is the same whenever it is asked for. */

/** A 32-bit hash of a text (FNV-1a). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** A 32-bit hash of three integers (murmur3's finaliser over a linear mix). */
export function hash(a: number, b: number, c = 0): number {
  let h = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b) ^ Math.imul(c + 0x165667b1, 0xc2b2ae35)) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 16), 0x27d4eb2f)
  return (h ^ (h >>> 15)) >>> 0
}

/** A number in [0, 1) that belongs to these three integers. */
export function unit(a: number, b: number, c = 0): number {
  return hash(a, b, c) / 4_294_967_296
}

/** A number in [low, high) that belongs to these three integers. */
export function between(low: number, high: number, a: number, b: number, c = 0): number {
  return low + (high - low) * unit(a, b, c)
}

/** The member of a list that belongs to these integers. */
export function pick<T>(list: readonly [T, ...T[]], a: number, b: number, c = 0): T {
  return list[hash(a, b, c) % list.length] ?? list[0]
}

/** A 64-bit id as the API prints it: a string of up to 20 digits. */
export function longId(a: number, b: number): string {
  const high = BigInt(hash(a, b, 1) | 0x80000000) & 0xffffffffn
  return ((high << 32n) | BigInt(hash(a, b, 2))).toString()
}

/** A share as the API prints it: per cent with two decimals; 0 when there is nothing to divide by. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part * 10_000) / whole) / 100
}

/** A whole quotient as the API prints seconds; 0 when there is nothing to divide by. */
export function quotient(total: number, count: number): number {
  return count === 0 ? 0 : Math.round(total / count)
}
