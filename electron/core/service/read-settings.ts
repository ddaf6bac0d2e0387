import { settings as schema, type Settings } from '../../contract/methods/settings.ts'
import type { Store } from '../store/open.ts'

/** What is set, with the default of everything that is not. A stored value that no longer fits counts as not set. */
export function readSettings(store: Store): Settings {
  const stored: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(schema.shape)) {
    const parsed = field.safeParse(store.settings.get(key) ?? undefined)
    if (parsed.success) stored[key] = parsed.data
  }
  return schema.parse(stored)
}

/** One of them, for those who ask often. */
export function readSetting<K extends keyof Settings>(store: Store, key: K): Settings[K] {
  const field = schema.shape[key]
  const parsed = field.safeParse(store.settings.get(key) ?? undefined)
  return (parsed.success ? parsed.data : field.parse(undefined)) as Settings[K]
}
