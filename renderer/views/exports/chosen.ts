const KEY = 'cygnet.exports.without'

/** The reports a person leaves out of workbooks, kept on this machine. */
export function readChosen(): ReadonlySet<string> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return new Set(Array.isArray(stored) ? stored.map(String) : [])
  } catch {
    return new Set()
  }
}

export function writeChosen(without: ReadonlySet<string>): void {
  localStorage.setItem(KEY, JSON.stringify([...without]))
}
