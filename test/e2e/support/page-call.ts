import type { Page } from 'playwright-core'
import { AppError } from '../../../electron/contract/errors.ts'
import type { Input, MethodName, Output, Result } from '../../../electron/contract/index.ts'

/** Calls a method of the contract from within the page: over its bridge under Electron, over a socket of its own on the server. */
export async function callFromPage<M extends MethodName>(page: Page, method: M, input: Input<M>): Promise<Output<M>> {
  // The page has its token (and birpc its listener) only once it has loaded.
  await page.waitForLoadState('domcontentloaded')
  const result = (await page.evaluate(callInPage, { method, input })) as Result<Output<M>>
  if (!result.ok) throw AppError.fromShape(result.error)
  return result.value
}

/** Runs in the page, so it stands alone. Speaks birpc: a request `{t: 'q', i, m, a}`, its answer `{t: 's', i, r}`. */
function callInPage({ method, input }: { method: string; input: unknown }): Promise<unknown> {
  interface Bridge {
    post(message: unknown): void
    listen(receive: (message: unknown) => void): void
  }
  const own = (globalThis as { cygnetBridge?: Bridge }).cygnetBridge
  const id = `test-${Math.random().toString(36).slice(2)}`
  const request = { t: 'q', i: id, m: 'call', a: [method, input] }
  return new Promise((resolve, reject) => {
    const receive = (message: unknown) => {
      const { i, r, e } = message as { i?: string; r?: unknown; e?: unknown }
      if (i !== id) return false
      if (e === undefined) resolve(r)
      else reject(new Error(JSON.stringify(e)))
      return true
    }
    if (own) {
      own.listen(receive)
      own.post(request)
      return
    }
    const url = `ws://${window.location.host}/rpc`
    const socket = new WebSocket(url, ['cygnet', window.sessionStorage.getItem('cygnet.token') ?? ''])
    socket.onopen = () => {
      socket.send(JSON.stringify(request))
    }
    socket.onerror = () => {
      reject(new Error('the server refused the socket'))
    }
    socket.onmessage = ({ data }) => {
      if (receive(JSON.parse(String(data)))) socket.close()
    }
  })
}
