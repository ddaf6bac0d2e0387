import { join } from 'node:path'
import { app, BrowserWindow, dialog, Notification, powerMonitor, session } from 'electron'
import { DEFAULT_API_BASE, parseApiBase } from './core/baidu/base-url.ts'
import { startCoreThread } from './core/runtime/core-thread.ts'
import { createSampleThread } from './core/runtime/sample-thread.ts'
import { askOpenPath, askSavePath, showInFolder } from './shell/files.ts'
import { denyPermissions, guardContents } from './shell/guards.ts'
import { shellTexts, systemLocale } from './shell/i18n.ts'
import { relayPages } from './shell/ipc.ts'
import { trackJobs } from './shell/jobs.ts'
import { setMenu } from './shell/menu.ts'
import { abortFetch, doorFetch } from './shell/net-fetch.ts'
import { registerScheme, servePage } from './shell/protocol.ts'
import { guardQuit } from './shell/quit.ts'
import { createSealer } from './shell/sealer.ts'
import { openWindow } from './shell/window.ts'

// Everything that must happen before the app is ready, before anything is awaited.
app.enableSandbox()
registerScheme()
app.setAppUserModelId('com.cygnet.desktop')
const devServer = app.isPackaged ? undefined : process.env['CYGNET_DEV_SERVER']
guardContents(app, devServer)

if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit()

async function start(): Promise<void> {
  const userData = app.getPath('userData')
  const locale = systemLocale(app.getLocale())
  const texts = shellTexts(locale)
  denyPermissions(session.defaultSession)
  servePage(join(import.meta.dirname, '../renderer'))
  const { sealer, persistent } = await createSealer()
  const sample = createSampleThread(new URL('./sandbox-worker.js', import.meta.url))
  const window = () => BrowserWindow.getAllWindows().at(0) ?? null

  const core = startCoreThread(
    new URL('./data-worker.js', import.meta.url),
    {
      home: userData,
      apiBase: parseApiBase(process.env['CYGNET_API_BASE'] ?? DEFAULT_API_BASE),
      version: app.getVersion(),
      locale,
      door: { kind: 'electron', desktop: true, secretsPersist: persistent },
      sealerId: sealer.id,
      fetchThroughDoor: true,
      checkOutput: !app.isPackaged,
    },
    {
      event: (name, payload) => {
        relay.broadcast(name, payload)
        if (name === 'job') jobs.told(payload as Parameters<typeof jobs.told>[0])
      },
      seal: (plain) => sealer.seal(plain),
      open: (sealed) => sealer.open(sealed),
      fetch: doorFetch,
      abort: abortFetch,
      startSample: () => sample.start(),
      savePath: (kind, name) => askSavePath(window(), kind, join(app.getPath('documents'), name)),
      openPath: (kind) => askOpenPath(window(), kind),
      reveal: (path) => {
        showInFolder(path)
        return Promise.resolve(null)
      },
    },
    () => {
      dialog.showErrorBox(texts.crashTitle, texts.crashDetail)
      app.exit(1)
    },
  )
  const relay = relayPages(core, devServer)
  const jobs = trackJobs({
    window,
    texts,
    notify: (title, body) => {
      new Notification({ title, body }).show()
    },
  })

  const open = () =>
    openWindow({
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      icon: join(import.meta.dirname, '../renderer/icon.png'),
      userData,
      ...(devServer === undefined ? {} : { devServer }),
    })
  setMenu(texts, (hash) => {
    void window()?.webContents.executeJavaScript(`location.hash = ${JSON.stringify(hash)}`)
  })
  guardQuit({
    texts: () => texts,
    busy: jobs.busy,
    close: async () => {
      await core.close()
      await sample.close()
    },
  })
  app.on('second-instance', () => {
    const present = window() ?? open()
    if (present.isMinimized()) present.restore()
    present.focus()
  })
  app.on('activate', () => {
    if (!window()) open()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  powerMonitor.on('resume', () => void core.call('schedule.catchUp', {}))
  open()
}
