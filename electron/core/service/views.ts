import { z } from 'zod'
import type { Handlers } from '../../contract/index.ts'
import { savedView } from '../../contract/methods/workspace.ts'
import type { Context } from './context.ts'

const KEY = 'savedViews'
type View = z.infer<typeof savedView>

/** Views a person gave a name: an address of the page, kept with the settings. */
export function viewHandlers(context: Context): Pick<Handlers, 'views.list' | 'views.save' | 'views.remove'> {
  const read = (): View[] => z.array(savedView).catch([]).parse(context.store().settings.get(KEY))
  const write = (views: View[]) => {
    context.store().settings.set(KEY, views)
  }
  return {
    'views.list': read,
    'views.save': ({ name, hash }) => {
      const views = read()
      const id = views.find((view) => view.name === name)?.id ?? Math.max(0, ...views.map((view) => view.id)) + 1
      const saved = { id, name, hash, createdAt: new Date(context.clock()).toISOString() }
      write([...views.filter((view) => view.id !== id), saved].toSorted((a, b) => a.id - b.id))
      return saved
    },
    'views.remove': ({ id }) => {
      write(read().filter((view) => view.id !== id))
      return {}
    },
  }
}
