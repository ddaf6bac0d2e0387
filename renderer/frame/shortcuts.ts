import { onBeforeUnmount, onMounted } from 'vue'
import { useRoute } from 'vue-router'
import { views } from '../router/view.ts'
import { useAsOf } from '../stores/as-of.ts'
import { useNotes } from '../components/notes/store.ts'
import { useJobs } from '../stores/jobs.ts'
import { useOverlay } from '../stores/overlay.ts'
import { useScope } from '../stores/scope.ts'

/** To the fetch before and the one after; the second pair are what a Chinese input method makes of the first. */
const VERSIONS: Readonly<Record<string, number>> = { ',': -1, '.': 1, '，': -1, '。': 1 }

/** The keys that work everywhere. */
export function useShortcuts(): void {
  const overlay = useOverlay()
  const scope = useScope()
  const jobs = useJobs()
  const asOf = useAsOf()
  const notes = useNotes()
  const route = useRoute()

  function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return
    const command = event.ctrlKey || event.metaKey
    if (command && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      overlay.open = overlay.open === 'palette' ? null : 'palette'
    } else if (event.altKey && /^[1-9]$/.test(event.key)) {
      const view = views[Number(event.key) - 1]
      if (view) void scope.go(view.name)
    } else if (command && event.key === ',') {
      event.preventDefault()
      void scope.go('settings')
    } else if (command && event.shiftKey && event.key.toLowerCase() === 's') {
      event.preventDefault()
      void jobs.sync(scope.wanted)
    } else if (!command && !event.altKey && !isTyping(event.target)) {
      if (event.key === '?') overlay.show('keys')
      else if (event.key === '/') focusSearch(event)
      else if (event.key in VERSIONS && route.meta.view?.scoped) asOf.step(VERSIONS[event.key] ?? 0)
      else if (event.key.toLowerCase() === 'n' && route.meta.view?.scoped && !notes.open) {
        event.preventDefault()
        notes.show()
      }
    }
  }
  onMounted(() => window.addEventListener('keydown', pressed))
  onBeforeUnmount(() => window.removeEventListener('keydown', pressed))
}

/** A view marks its search field with `data-search`. */
function focusSearch(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLElement>('main [data-search]')
  if (!field) return
  event.preventDefault()
  field.focus()
}

/** Controls that take no text: a box, a slider. */
const TEXTLESS: ReadonlySet<string> = new Set(['checkbox', 'radio', 'range', 'button', 'file'])

/** Whether keys are text just now. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !TEXTLESS.has(target.type)
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName))
}
