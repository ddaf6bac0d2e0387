import type { WebSocket } from 'playwright-core'
import type { Cygnet } from './cygnet.ts'

/** Collects everything the host tells the page from now on, as text; the page is loaded anew for that on the server. */
export async function overhear({ host, page }: Cygnet): Promise<() => Promise<string>> {
  if (host === 'server') {
    const frames: string[] = []
    const listen = (socket: WebSocket) => socket.on('framereceived', ({ payload }) => frames.push(payload.toString()))
    page.on('websocket', listen)
    await page.reload()
    return () => Promise.resolve(frames.join('\n'))
  }
  await page.evaluate(() => {
    const kept: string[] = []
    const { cygnetBridge } = globalThis as unknown as { cygnetBridge: { listen(receive: (m: unknown) => void): void } }
    cygnetBridge.listen((message) => kept.push(JSON.stringify(message)))
    Object.assign(globalThis, { overheard: kept })
  })
  return () => page.evaluate(() => (globalThis as unknown as { overheard: string[] }).overheard.join('\n'))
}
