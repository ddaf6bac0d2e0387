import type { Handlers } from '../../contract/index.ts'
import type { Context } from './context.ts'
import { readSettings } from './read-settings.ts'

export function settingsHandlers(context: Context): Pick<Handlers, 'settings.get' | 'settings.set'> {
  return {
    'settings.get': ({ reader }) => {
      if (reader) context.readBy(reader)
      return readSettings(context.store())
    },
    'settings.set': (change) => {
      for (const [key, value] of Object.entries(change)) context.store().settings.set(key, value)
      context.applySettings()
      context.events.emit('changed', { what: 'settings' })
      return readSettings(context.store())
    },
  }
}
