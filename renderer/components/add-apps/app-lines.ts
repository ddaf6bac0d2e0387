export interface AppLine {
  readonly line: number
  readonly name: string
  readonly externalId: string | null
}

/** Reads "name, app id" lines as pasted from a sheet or typed: tab or comma (Chinese ones too) between the two, empty lines left out. */
export function parseAppLines(text: string): AppLine[] {
  return text.split(/\r?\n/).flatMap((raw, i) => {
    const line = raw.trim()
    if (line === '') return []
    const match = /^(.*?)[\t,，;；]\s*(\S+)$/.exec(line)
    const name = (match?.[1] ?? line).trim()
    return [{ line: i + 1, name, externalId: match?.[2] ?? null }]
  })
}

/** Tags as typed, without empty ones and repeats. */
export function parseTags(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[,，、;；]/)
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    ),
  ]
}
