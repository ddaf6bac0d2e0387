/** Letters of a file's name, its ending apart: the path must fit Windows too. */
const LONGEST = 120
/** Names that Windows keeps for its devices, whatever their ending. */
const DEVICES = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i

/** A name that every system takes for a file: nothing Windows refuses, no control characters, not too long, never empty. */
export function safeFileName(wanted: string): string {
  const cleaned = wanted
    .toWellFormed()
    .replace(/[<>:"/\\|?*]|\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/\s+/g, ' ')
  const short = Array.from(cleaned).slice(0, LONGEST).join('')
  const trimmed = short.replace(/^[\s.]+|[\s.]+$/g, '')
  if (trimmed === '') return 'report'
  return DEVICES.test(trimmed) ? `_${trimmed}` : trimmed
}

/** Names of their own for files written together, whatever their case: later ones that repeat get ` (2)`, ` (3)`… */
export class FileNames {
  readonly #taken = new Set<string>()
  readonly #exists: (name: string) => boolean

  /** `exists` tells of files that are there already and are to stay. */
  constructor(exists: (name: string) => boolean = () => false) {
    this.#exists = exists
  }

  take(wanted: string): string {
    const base = safeFileName(wanted)
    for (let nth = 1; ; nth += 1) {
      const name = `${nth === 1 ? base : `${base} (${nth})`}.xlsx`
      if (this.#taken.has(name.toLowerCase()) || this.#exists(name)) continue
      this.#taken.add(name.toLowerCase())
      return name
    }
  }
}
