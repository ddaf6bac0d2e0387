/**
 * `npm run dev`: the page with hot reload; what runs in Node is built anew and restarted when it changes. In Electron's window where its
 * binary is there, else in the browser, as with `npm start`.
 */
import { createServer as createNetServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createServer, type ProxyOptions, type ViteDevServer } from 'vite'
import { behindProxy, type Behind } from './dev/proxy.ts'
import { restarting, run } from './dev/restarting.ts'
import { watch } from './dev/watch.ts'
import { pageBuild } from './renderer.vite.config.ts'
import { electronBinary, hasDisplay } from './setup/electron.mjs'
import { say, texts } from './setup/texts.mjs'
import { mainBuild, nodeBuild, preloadBuild, root, targets } from './vite.ts'

const out = (name: string) => join(root, 'out', name)
const binary = hasDisplay(process.platform, process.env) ? electronBinary(root, process.env) : null
const stop = await (binary === null ? developInBrowser() : developInWindow(binary))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().then(() => process.exit(0)))

async function developInWindow(electron: string): Promise<() => Promise<void>> {
  const { page, address } = await servePage({})
  const env = { ...process.env, CYGNET_DEV_SERVER: address, ELECTRON_RUN_AS_NODE: undefined }
  const app = restarting(
    () => run(electron, [root], env, 'inherit'),
    // Its window was closed: development is over.
    (code) => void stop().then(() => process.exit(code ?? 1)),
  )
  const rebuilt = onceAll(2, () => void app.restart().then(() => say(texts.devRestarted)))
  const watchers = [await watch(mainBuild(out('main')), rebuilt), await watch(preloadBuild(out('preload')), rebuilt)]
  return async () => {
    await Promise.all([app.stop(), page.close(), ...watchers.map((close) => close())])
  }
}

async function developInBrowser(): Promise<() => Promise<void>> {
  const behind: Behind = { port: await freePort(), token: '' }
  const { token, proxy } = behindProxy(behind)
  const { page, address } = await servePage(proxy)
  const server = restarting(
    () => {
      const args = [join(out('node'), 'cygnet.js'), 'serve', '--json', '--port', String(behind.port)]
      const child = run(process.execPath, args, process.env, 'pipe')
      child.stdout?.setEncoding('utf8').once('data', (line: string) => {
        behind.token = new URL((JSON.parse(line) as { address: string }).address).hash.replace('#token=', '')
        say(texts.devRestarted)
      })
      return child
    },
    (code) => say(`cygnet serve: ${String(code)}`),
  )
  const close = await watch(nodeBuild(targets.node, out('node')), () => void server.restart())
  say(texts.devPage(`${address}#token=${token}`))
  return async () => {
    await Promise.all([server.stop(), page.close(), close()])
  }
}

/** The page's own content security policy holds here too: vite's client is a file like any other, its socket is of this origin. */
async function servePage(proxy: Record<string, ProxyOptions>): Promise<{ page: ViteDevServer; address: string }> {
  const page = await createServer({
    ...pageBuild(out('renderer')),
    server: { host: '127.0.0.1', port: 5173, proxy },
    cacheDir: out('.vite'),
  })
  await page.listen()
  return { page, address: page.resolvedUrls?.local[0] ?? '' }
}

/** Calls when each of `count` builds has ended a first time, and at every one after that. */
function onceAll(count: number, call: () => void): () => void {
  let seen = 0
  return () => {
    seen += 1
    if (seen >= count) call()
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createNetServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => {
        resolve(port)
      })
    })
  })
}
