import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import { views } from '../router/view.ts'
import { useJobs } from '../stores/jobs.ts'
import { useScope } from '../stores/scope.ts'

export type Overlay = 'palette' | 'keys' | 'save'

/** The keys that work everywhere, and which of the frame's overlays is open. */
export function useShortcuts(): { open: Ref<Overlay | null>; close: () => void } {
  const open = ref<Overlay | null>(null)
  const scope = useScope()
  const jobs = useJobs()

  function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return
    const command = event.ctrlKey || event.metaKey
    if (command && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      open.value = open.value === 'palette' ? null : 'palette'
    } else if (event.altKey && /^[1-9]$/.test(event.key)) {
      const view = views[Number(event.key) - 1]
      if (view) void scope.go(view.name)
    } else if (command && event.shiftKey && event.key.toLowerCase() === 's') {
      event.preventDefault()
      void jobs.sync(scope.wanted)
    } else if (!command && !event.altKey && !isTyping(event.target)) {
      if (event.key === '?') open.value = 'keys'
      else if (event.key === '/') focusSearch(event)
    }
  }
  onMounted(() => window.addEventListener('keydown', pressed))
  onBeforeUnmount(() => window.removeEventListener('keydown', pressed))
  return { open, close: () => (open.value = null) }
}

/** A view marks its search field with `data-search`. */
function focusSearch(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLElement>('main [data-search]')
  if (!field) return
  event.preventDefault()
  field.focus()
}

/** Whether keys are text just now. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
