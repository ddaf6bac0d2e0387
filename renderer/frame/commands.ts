import { computed, type ComputedRef } from 'vue'
import { useRouter } from 'vue-router'
import type { IconName } from '../components/icons.ts'
import { useNotes } from '../components/notes/store.ts'
import { report, tell } from '../components/tell.ts'
import { inLocale } from '../i18n/locale.ts'
import { t } from '../i18n/texts.ts'
import { views } from '../router/view.ts'
import { useApps } from '../stores/apps.ts'
import { useAsOf } from '../stores/as-of.ts'
import { useJobs } from '../stores/jobs.ts'
import type { Overlay } from '../stores/overlay.ts'
import { useScope } from '../stores/scope.ts'
import { useSettings } from '../stores/settings.ts'
import { useStatus } from '../stores/status.ts'
import { searchApps } from './search.ts'

export interface Command {
  readonly id: string
  readonly group: 'views' | 'places' | 'saved' | 'actions' | 'apps'
  readonly label: string
  readonly icon: IconName
  readonly keys?: string
  readonly run: () => unknown
}

interface Saved {
  readonly id: number
  readonly name: string
  readonly hash: string
}

const APPS_SHOWN = 30

/** What the palette offers for a query: views, saved views, actions, and the apps that match. */
export function useCommands(
  query: () => string,
  saved: () => readonly Saved[],
  open: (overlay: Overlay) => void,
): ComputedRef<Command[]> {
  const scope = useScope()
  const apps = useApps()
  const router = useRouter()
  const actions = useActions(open)
  return computed(() => {
    const words = query().toLowerCase().split(/\s+/).filter(Boolean)
    const matches = (command: Command) => words.every((word) => command.label.toLowerCase().includes(word))
    const toViews = views.map((view, i): Command => ({
      id: `view-${view.name}`,
      group: 'views',
      label: inLocale(view.title),
      icon: view.icon,
      ...(i < 9 ? { keys: `Alt ${i + 1}` } : {}),
      run: () => scope.go(view.name),
    }))
    const toPlaces = views.flatMap((view) =>
      (view.places ?? []).map((place, i): Command => ({
        id: `place-${view.name}-${i}`,
        group: 'places',
        label: `${inLocale(view.title)} › ${inLocale(place.title)}`,
        icon: view.icon,
        run: () => router.push({ name: view.name, query: { ...scope.query, ...place.query } }),
      })),
    )
    const toSaved = saved().map((view): Command => ({
      id: `saved-${view.id}`,
      group: 'saved',
      label: view.name,
      icon: 'save',
      run: () => router.push(view.hash.slice(1)),
    }))
    const toApps = searchApps(apps.list, query())
      .slice(0, APPS_SHOWN)
      .map((app): Command => ({
        id: `app-${app.id}`,
        group: 'apps',
        label: t('palette.onlyApp', { app: app.name }),
        icon: 'overview',
        run: () => scope.change({ apps: [app.id], tags: [] }),
      }))
    return [
      ...[...toViews, ...(words.length > 0 ? toPlaces : []), ...toSaved, ...actions.value].filter(matches),
      ...toApps,
    ]
  })
}

function useActions(open: (overlay: Overlay) => void): ComputedRef<Command[]> {
  const scope = useScope()
  const jobs = useJobs()
  const settings = useSettings()
  const status = useStatus()
  const asOf = useAsOf()
  const notes = useNotes()
  const set = (some: Parameters<typeof settings.change>[0]) => () => settings.change(some).catch(report)
  const action = (
    id: Parameters<typeof t>[0] & `actions.${string}`,
    icon: IconName,
    run: () => unknown,
    keys?: string,
  ): Command => ({
    id,
    group: 'actions',
    label: t(id),
    icon,
    run,
    ...(keys === undefined ? {} : { keys }),
  })
  return computed(() => {
    const dark = settings.theme === 'dark'
    const english = settings.locale === 'en'
    const compact = settings.density === 'compact'
    return [
      action('actions.sync', 'sync', () => jobs.sync(scope.wanted), 'Ctrl Shift S'),
      action('actions.daily', 'sync', () => jobs.daily(scope.apps)),
      action('actions.allApps', 'overview', () => scope.change({ apps: [], tags: [] })),
      action('actions.asOf', 'history', () => asOf.open()),
      action('actions.notes', 'flag', () => notes.show(), 'N'),
      action('actions.saveView', 'save', () => open('save')),
      action(dark ? 'actions.light' : 'actions.dark', dark ? 'sun' : 'moon', set({ theme: dark ? 'light' : 'dark' })),
      action(english ? 'actions.chinese' : 'actions.english', 'language', set({ locale: english ? 'zh-CN' : 'en' })),
      action('actions.density', 'columns', set({ density: compact ? 'comfortable' : 'compact' })),
      status.sample
        ? action('actions.leaveSample', 'sample', () => status.leaveSample().catch(report))
        : action('actions.sample', 'sample', () => status.openSample().then(() => tell(t('sample.opened')), report)),
      action('actions.shortcuts', 'keyboard', () => open('keys'), '?'),
    ]
  })
}
