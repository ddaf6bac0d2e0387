const MAX_SHEET_NAME = 31
/** Excel keeps this name for itself. */
const RESERVED = 'history'

/**
 * Gives sheets names that Excel accepts: at most 31 characters (UTF-16 units), none of `[]:*?/\`, no apostrophe at either end, never
 * empty or "History", and no two alike whatever their case. Later ones that repeat get ` 2`, ` 3`…
 */
export class SheetNames {
  readonly #taken = new Set<string>([RESERVED])

  take(wanted: string): string {
    const base = cleanSheetName(wanted)
    for (let nth = 1; ; nth += 1) {
      const suffix = nth === 1 ? '' : ` ${nth}`
      const name = trimEnds(cut(base, MAX_SHEET_NAME - suffix.length)) + suffix
      if (this.#taken.has(name.toLowerCase())) continue
      this.#taken.add(name.toLowerCase())
      return name
    }
  }
}

function cleanSheetName(wanted: string): string {
  const cleaned = wanted
    .toWellFormed()
    .replace(/[[\]:*?/\\\ufffe\uffff]|\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
  return trimEnds(cut(trimEnds(cleaned), MAX_SHEET_NAME)) || 'Sheet'
}

const trimEnds = (text: string) => text.replace(/^['\s]+|['\s]+$/g, '')

/** The first `length` UTF-16 units, no character cut in half. */
function cut(text: string, length: number): string {
  const short = text.slice(0, length)
  return short.isWellFormed() ? short : short.slice(0, -1)
}

/** Workbook-wide names for ranges: letters, digits and underscores, no two alike whatever their case. */
export class RangeNames {
  readonly #taken = new Set<string>()

  /** `report_user_trend_session_count` from its parts. */
  take(...parts: readonly string[]): string {
    const base = ['report', ...parts]
      .filter((part) => part !== '')
      .join('_')
      .replace(/[^\p{L}\p{Nd}_]+/gu, '_')
      .slice(0, 200)
    for (let nth = 1; ; nth += 1) {
      const name = nth === 1 ? base : `${base}_${nth}`
      if (this.#taken.has(name.toLowerCase())) continue
      this.#taken.add(name.toLowerCase())
      return name
    }
  }
}

/** Column names of a table: never empty, no two alike whatever their case; later ones that repeat get ` 2`, ` 3`… */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((wanted) => {
    const base = wanted.trim() || '-'
    for (let nth = 1; ; nth += 1) {
      const name = nth === 1 ? base : `${base} ${nth}`
      if (taken.has(name.toLowerCase())) continue
      taken.add(name.toLowerCase())
      return name
    }
  })
}
