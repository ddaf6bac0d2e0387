import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readFileSync, watchFile, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { preventable, record } from './calls.ts'
import { manifest, settings, setUserData, userDataFolder } from './settings.ts'

let connected: Browser | null = null
const boot = chromium.connectOverCDP(settings.cdp).then((browser) => {
  connected = browser
})

/** The Chromium that shows the windows; there once the app is ready. */
export function browser(): Browser {
  if (!connected) throw new Error('the app is not ready')
  return connected
}

class App extends EventEmitter {
  readonly isPackaged = settings.packaged
  #ready = false
  #quitting = false
  /** Set by windows.ts, which knows them. Answers false where a window did not want to close. */
  closeWindows: () => Promise<boolean> = () => Promise.resolve(true)

  getVersion = () => manifest.version
  getName = () => manifest.productName ?? manifest.name
  getLocale = () => settings.locale
  getAppPath = () => settings.appPath
  isReady = () => this.#ready
  /** Windows that close now are no reason to ask whether all have. */
  isQuitting = () => this.#quitting

  getPath(name: string): string {
    const path = join(userDataFolder(), name === 'userData' ? '.' : name)
    mkdirSync(path, { recursive: true })
    return path
  }

  setPath(name: string, path: string): void {
    if (name !== 'userData') throw new Error(`the double knows no path ${name}`)
    if (!existsSync(path)) throw new Error(`Failed to set path ${path}`)
    setUserData(path)
  }

  async whenReady(): Promise<void> {
    await boot
    if (this.#ready) return
    this.#ready = true
    this.emit('ready')
  }

  enableSandbox(): void {
    if (this.#ready) throw new Error('app.enableSandbox() can only be called before app is ready')
    record('app.enableSandbox')
  }

  setAppUserModelId(id: string): void {
    record('app.setAppUserModelId', id)
  }

  /** A file with the first instance's pid; a second one leaves its arguments in a file that the first watches. */
  requestSingleInstanceLock(): boolean {
    const own = join(userDataFolder(), 'double-lock.pid')
    const message = join(userDataFolder(), 'double-second-instance.json')
    if (isAlive(own)) {
      writeFileSync(message, JSON.stringify(process.argv))
      return false
    }
    writeFileSync(own, String(process.pid))
    watchFile(message, { interval: 50, persistent: false }, ({ size }) => {
      if (size > 0) this.emit('second-instance', {}, JSON.parse(readFileSync(message, 'utf8')), process.cwd(), {})
    })
    return true
  }

  quit(): void {
    if (this.#quitting) return
    const asked = preventable({})
    this.emit('before-quit', asked)
    if (asked.defaultPrevented) return
    this.#quitting = true
    void this.closeWindows().then((closed) => {
      if (!closed) {
        this.#quitting = false
        return
      }
      this.emit('will-quit', preventable({}))
      this.emit('quit', {}, 0)
      process.exit(0)
    })
  }

  exit(code = 0): void {
    process.exit(code)
  }
}

function isAlive(pidFile: string): boolean {
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 0)
    return true
  } catch {
    return false
  }
}

export const app = new App()
