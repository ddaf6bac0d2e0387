import { readonly, ref, shallowRef } from 'vue'

export interface Look {
  readonly theme: 'light' | 'dark'
  readonly rise: 'red' | 'green'
  readonly density: 'comfortable' | 'compact'
}

const dark = window.matchMedia('(prefers-color-scheme: dark)')
/** Whether the machine asks for dark; follows it. */
export const systemDark = ref(dark.matches)
dark.addEventListener('change', ({ matches }) => {
  systemDark.value = matches
})

const current = shallowRef<Look | null>(null)
/** The look in force; what is drawn on a canvas watches it and reads the tokens again. */
export const look = readonly(current)

const KEY = 'cygnet.look'

/** Puts the look on the document, where tokens.css reads it, and keeps it so that the next start does not flash in another one. */
export function applyLook(next: Look): void {
  const { dataset } = document.documentElement
  dataset['theme'] = next.theme
  dataset['rise'] = next.rise
  dataset['density'] = next.density
  current.value = next
  localStorage.setItem(KEY, JSON.stringify(next))
}

/** The last look, at once: the settings take a moment to arrive. */
export function restoreLook(): void {
  const kept = localStorage.getItem(KEY)
  const { dataset } = document.documentElement
  dataset['theme'] = systemDark.value ? 'dark' : 'light'
  if (kept === null) return
  const { theme, rise, density } = JSON.parse(kept) as Look
  Object.assign(dataset, { theme, rise, density })
}

/** A token's value now, for what CSS does not draw. */
export function token(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}
