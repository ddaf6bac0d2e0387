import type { App } from '../../electron/contract/methods/apps.ts'

/** Apps whose name, id or tags hold every word of the query, the names that begin with it first. */
export function searchApps(apps: readonly App[], query: string): readonly App[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return apps
  const matches = apps.filter((app) => words.every((word) => appText(app).includes(word)))
  const begins = (app: App) => Number(app.name.toLowerCase().startsWith(words[0] ?? ''))
  return matches.toSorted((a, b) => begins(b) - begins(a))
}

const texts = new WeakMap<App, string>()

function appText(app: App): string {
  const known = texts.get(app)
  if (known !== undefined) return known
  const made = [app.name, app.officialName ?? '', app.externalId ?? '', ...app.tags].join('\n').toLowerCase()
  texts.set(app, made)
  return made
}
