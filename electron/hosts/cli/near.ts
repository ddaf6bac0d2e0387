/** Names somebody may have meant by `asked`: those that hold it or are held by it, else those a few typing errors away; best first. */
export function nearNames(asked: string, names: readonly string[], most = 5): string[] {
  const wanted = asked.toLowerCase()
  // Two short names without a letter in common are no typing error of each other.
  const limit = Math.min(Math.max(2, wanted.length / 3), wanted.length - 0.5)
  return names
    .map((name) => ({ name, distance: distanceOf(wanted, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ name }) => name)
}

function distanceOf(a: string, b: string): number {
  if (a.length > 1 && b.length > 1 && (a.includes(b) || b.includes(a))) return 0.5
  return levenshtein(a, b)
}

/** Insertions, deletions and replacements that turn `a` into `b`. */
function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
