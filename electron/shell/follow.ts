import { nativeTheme } from 'electron'
import type { Settings } from '../contract/methods/settings.ts'
import type { Events, Result } from '../contract/index.ts'
import type { Locale } from '../contract/primitives.ts'
import { shellTexts, type ShellTexts } from './i18n.ts'

/** What the system draws for us (menus, dialogs, title bar) in the language and the theme of the settings. */
export interface Follower {
  texts(): ShellTexts
  /** To be told of every change in the core; answers when it is followed. */
  changed(change: Events['changed']): Promise<void>
}

/**
 * @param system the language while the settings name none
 * @param ask reads the settings
 * @param onTexts called at once, and when the language is another one
 */
export function followSettings(
  system: Locale,
  ask: () => Promise<Result<unknown>>,
  onTexts: (texts: ShellTexts) => void,
): Follower {
  let texts = shellTexts(system)
  const follow = async () => {
    const answer = await ask()
    // A history that cannot be opened says so on the page; the system's own habits hold meanwhile.
    if (!answer.ok) return
    const { locale, theme } = answer.value as Settings
    nativeTheme.themeSource = theme
    const next = shellTexts(locale ?? system)
    if (next === texts) return
    texts = next
    onTexts(texts)
  }
  onTexts(texts)
  void follow()
  return {
    texts: () => texts,
    changed: async ({ what }) => {
      if (what === 'settings' || what === 'workspace') await follow()
    },
  }
}
