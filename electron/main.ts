import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app, BrowserWindow, dialog, powerMonitor, session } from 'electron'
import { DEFAULT_API_BASE, parseApiBase } from './core/baidu/base-url.ts'
import { startCoreThread, type CoreThread } from './core/runtime/core-thread.ts'
import { createSampleThread } from './core/runtime/sample-thread.ts'
import { askOpenPath, askSavePath, showInFolder } from './shell/files.ts'
import { followSettings } from './shell/follow.ts'
import { denyPermissions, guardContents } from './shell/guards.ts'
import { shellTexts, systemLocale } from './shell/i18n.ts'
import { relayPages } from './shell/ipc.ts'
import { trackJobs } from './shell/jobs.ts'
import { setMenu } from './shell/menu.ts'
import { abortFetch, doorFetch } from './shell/net-fetch.ts'
import { registerScheme, servePage } from './shell/protocol.ts'
import { useProxy } from './shell/proxy.ts'
import { guardQuit } from './shell/quit.ts'
import { createSealer } from './shell/sealer.ts'
import { bringUp, openWindow } from './shell/window.ts'

const here = (path: string) => join(import.meta.dirname, path)
const worker = (name: string) => new URL(`./${name}.js`, import.meta.url)

// Everything that must happen before the app is ready, before anything is awaited.
app.enableSandbox()
registerScheme()
app.setAppUserModelId('com.cygnet.desktop')
useHome(process.env['CYGNET_HOME'])
const devServer = app.isPackaged ? undefined : process.env['CYGNET_DEV_SERVER']
guardContents(app, devServer)

if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(fail)
else app.quit()

/** The data folder is Electron's own for this app, which the command line takes too, or where CYGNET_HOME says. */
function useHome(asked: string | undefined): void {
  if (!asked) return
  const home = resolve(asked)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  app.setPath('userData', home)
}

async function start(): Promise<void> {
  const userData = app.getPath('userData')
  const window = () => BrowserWindow.getAllWindows().at(0) ?? null
  denyPermissions(session.defaultSession, devServer)
  servePage(here('../renderer'))
  const { sealer, persistent } = await createSealer()
  const sample = createSampleThread(worker('sandbox-worker'))

  const core: CoreThread = startCoreThread(
    worker('data-worker'),
    {
      home: userData,
      apiBase: parseApiBase(process.env['CYGNET_API_BASE'] ?? DEFAULT_API_BASE),
      version: app.getVersion(),
      locale: systemLocale(app.getLocale()),
      door: { kind: 'electron', desktop: true, secretsPersist: persistent },
      sealerId: sealer.id,
      fetchThroughDoor: true,
      checkOutput: !app.isPackaged,
    },
    {
      event: (name, payload) => {
        relay.broadcast(name, payload)
        if (name === 'job') jobs.told(payload as Parameters<typeof jobs.told>[0])
        else void follower.changed(payload as Parameters<typeof follower.changed>[0])
      },
      seal: (plain) => sealer.seal(plain),
      open: (sealed) => sealer.open(sealed),
      reseal: (sealed) => sealer.reseal(sealed),
      fetch: doorFetch,
      abort: abortFetch,
      useProxy,
      startSample: () => sample.start(),
      savePath: (kind, name) => askSavePath(window(), kind, join(app.getPath('documents'), name)),
      openPath: (kind) => askOpenPath(window(), kind),
      reveal: (path) => {
        showInFolder(path)
        return Promise.resolve(null)
      },
    },
    {
      onRestart: () => {
        jobs.forget()
      },
      onCrash: () => {
        const words = follower.texts().crash
        dialog.showErrorBox(words.title, words.core)
        app.exit(1)
      },
    },
  )
  const relay = relayPages(core, devServer)
  const follower = followSettings(
    systemLocale(app.getLocale()),
    () => core.call('settings.get', {}),
    (texts) => {
      setMenu(texts.menu, (hash) => {
        void window()?.webContents.executeJavaScript(`location.hash = ${JSON.stringify(hash)}`)
      })
    },
  )
  const show = () => {
    const present = window()
    if (present) bringUp(present)
    else open()
  }
  const jobs = trackJobs({ window, texts: follower.texts, onClick: show })
  const quit = guardQuit({
    window,
    texts: follower.texts,
    busy: jobs.busy,
    close: async () => {
      await core.close()
      await sample.close()
    },
  })
  const open = () => {
    const opened = openWindow({
      preload: here('../preload/preload.cjs'),
      icon: here('icon.png'),
      userData,
      texts: follower.texts,
      ...(devServer === undefined ? {} : { devServer }),
    })
    quit.watch(opened)
    return opened
  }
  app.on('second-instance', show)
  app.on('activate', () => {
    if (!window()) open()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  powerMonitor.on('resume', () => void core.call('schedule.catchUp', {}))
  open()
}

/** Nobody would see a window: it is told in one of the system's own, and ends. */
function fail(thrown: unknown): void {
  const words = shellTexts(systemLocale(app.getLocale())).crash
  dialog.showErrorBox(words.title, `${words.start}\n${thrown instanceof Error ? thrown.message : String(thrown)}`)
  app.exit(1)
}
