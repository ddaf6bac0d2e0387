import { app, dialog } from 'electron'
import type { ShellTexts } from './i18n.ts'

/**
 * Quitting closes the core first (its jobs end, its history is closed), and asks before it cancels work that is going on. `close` is
 * called once; the app exits when it has answered.
 */
export function guardQuit(deps: { texts: () => ShellTexts; busy: () => boolean; close: () => Promise<void> }): void {
  let state: 'open' | 'asking' | 'closing' | 'closed' = 'open'
  const closeThenQuit = async () => {
    state = 'closing'
    await deps.close()
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
}

async function mayQuit({ texts, busy }: { texts: () => ShellTexts; busy: () => boolean }): Promise<boolean> {
  if (!busy()) return true
  const words = texts()
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: words.quitTitle,
    detail: words.quitDetail,
    buttons: [words.stay, words.quitNow],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}
