import { app, dialog, type BrowserWindow } from 'electron'
import type { ShellTexts } from './i18n.ts'

export interface QuitGuard {
  /** Where the last window's end is the app's, closing it asks first: a window that is gone could not be waited in. */
  watch(window: BrowserWindow): void
}

/**
 * Quitting closes the core first (its jobs end, its history is closed), and asks before it cancels work that is going on. `close` is
 * called once; the app exits when it has answered.
 */
export function guardQuit(deps: {
  window: () => BrowserWindow | null
  texts: () => ShellTexts
  busy: () => boolean
  close: () => Promise<void>
}): QuitGuard {
  let state: 'open' | 'asking' | 'closing' | 'closed' = 'open'
  const closeThenQuit = async () => {
    state = 'closing'
    deps.window()?.hide()
    await deps.close().catch(() => undefined)
    state = 'closed'
    app.quit()
  }
  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state !== 'open') return
    state = 'asking'
    void mayQuit(deps).then((yes) => {
      if (yes) return closeThenQuit()
      state = 'open'
      return undefined
    })
  })
  return {
    watch(window) {
      if (process.platform === 'darwin') return
      window.on('close', (event) => {
        if (state === 'closed') return
        event.preventDefault()
        app.quit()
      })
    },
  }
}

async function mayQuit(deps: Parameters<typeof guardQuit>[0]): Promise<boolean> {
  if (!deps.busy()) return true
  const words = deps.texts().quit
  const question = {
    type: 'question' as const,
    message: words.title,
    detail: words.detail,
    buttons: [words.stay, words.now],
    defaultId: 0,
    cancelId: 0,
  }
  const window = deps.window()
  const { response } = await (window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question))
  return response === 1
}
