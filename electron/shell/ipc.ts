import { ipcMain, type IpcMainEvent, type WebContents } from 'electron'
import { createBirpc, type BirpcReturn } from 'birpc'
import { methods } from '../contract/index.ts'
import { IPC_CHANNEL, type HostFunctions, type PageFunctions } from '../contract/rpc.ts'
import { isOwnUrl } from './guards.ts'

type PageRpc = BirpcReturn<PageFunctions, HostFunctions>

/** The pages that are listening, and what they are told. */
export interface Relay {
  broadcast: PageFunctions['event']
}

/**
 * Answers the page over the one channel. A message counts only when it comes from the main frame of a window of ours that shows our own
 * page; everything else is dropped before it is read.
 */
export function relayPages(host: HostFunctions, devServer?: string): Relay {
  const pages = new Map<WebContents, { rpc: PageRpc; receive: (message: unknown) => void }>()
  ipcMain.on(IPC_CHANNEL, (event, message: unknown) => {
    if (!isTrusted(event, devServer)) return
    connection(event.sender).receive(message)
  })

  const connection = (contents: WebContents) => {
    const known = pages.get(contents)
    if (known) return known
    let receive: (message: unknown) => void = () => undefined
    const rpc = createBirpc<PageFunctions, HostFunctions>(onlyContract(host), {
      post: (message: unknown) => {
        if (!contents.isDestroyed()) contents.send(IPC_CHANNEL, message)
      },
      on: (listener: (message: unknown) => void) => {
        receive = listener
      },
      timeout: -1,
    })
    const made = { rpc, receive: (message: unknown) => receive(message) }
    pages.set(contents, made)
    contents.once('destroyed', () => {
      pages.delete(contents)
      rpc.$close()
    })
    return made
  }

  return {
    broadcast: (name, payload) => {
      for (const { rpc } of pages.values()) void rpc.event.asEvent(name, payload)
    },
  }
}

/** Null frames (a page that is going away), frames inside the page and foreign addresses are refused. */
export function isTrusted(event: Pick<IpcMainEvent, 'sender' | 'senderFrame'>, devServer?: string): boolean {
  const frame = event.senderFrame
  return frame !== null && frame === event.sender.mainFrame && isOwnUrl(frame.url, devServer)
}

/** Only the contract's own method names go further. */
export function onlyContract(host: HostFunctions): HostFunctions {
  return {
    call: (method, input) =>
      Object.hasOwn(methods, method)
        ? host.call(method, input)
        : Promise.resolve({
            ok: false,
            error: {
              code: 'input.invalid',
              message: 'unknown method',
              details: { method: method.slice(0, 100) },
            },
          }),
  }
}
