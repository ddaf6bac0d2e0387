import { shallowRef, type Ref } from 'vue'

/** connecting: not yet open for the first time. lost: it was open, or should be, and is being tried again. */
export type LinkState = 'connecting' | 'open' | 'lost' | 'refused'

/** What carries messages between this page and its host. */
export interface Carrier {
  post(message: unknown): void
  listen(receive: (message: unknown) => void): void
  readonly state: Readonly<Ref<LinkState>>
}

/** What electron/preload.ts puts on the window. */
export interface Bridge {
  post(message: unknown): void
  listen(receive: (message: unknown) => void): void
}

declare global {
  interface Window {
    cygnetBridge?: Bridge
  }
}

export function bridgeCarrier(bridge: Bridge): Carrier {
  return {
    post: (message) => bridge.post(message),
    listen: (receive) => bridge.listen(receive),
    state: shallowRef('open'),
  }
}

const TOKEN_KEY = 'cygnet.token'
/** The subprotocol by which the loopback server knows a page's socket; the token follows as a second one. */
const PROTOCOL = 'cygnet'

/**
 * The token that the server put into the address's fragment (`#token=…`), kept for this tab so that a reload still has it,
 * and taken out of the address so that it is in no history and no saved view.
 */
export function takeToken(location: Location, history: History, storage: Storage): string | null {
  const match = /^#\/?(?:token=|t=)?([A-Za-z0-9_-]{20,})$/.exec(location.hash)
  if (match?.[1]) {
    storage.setItem(TOKEN_KEY, match[1])
    history.replaceState(null, '', `${location.pathname}${location.search}`)
  }
  return storage.getItem(TOKEN_KEY)
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000

/** A WebSocket to the server this page came from, opened again (ever more patiently) whenever it is lost. */
export function socketCarrier(url: string, token: string | null): Carrier {
  const state = shallowRef<LinkState>(token === null ? 'refused' : 'connecting')
  let receive: (message: unknown) => void = () => undefined
  let socket: WebSocket | null = null
  let wait = FIRST_WAIT_MS
  let waiting: string[] = []

  function connect(): void {
    if (token === null) return
    const made = new WebSocket(url, [PROTOCOL, token])
    socket = made
    made.addEventListener('open', () => {
      wait = FIRST_WAIT_MS
      state.value = 'open'
      for (const message of waiting.splice(0)) made.send(message)
    })
    made.addEventListener('message', ({ data }) => {
      receive(JSON.parse(String(data)))
    })
    made.addEventListener('close', () => {
      waiting = []
      state.value = 'lost'
      setTimeout(connect, wait)
      wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    })
  }
  connect()
  return {
    post: (message) => {
      const text = JSON.stringify(message)
      if (socket?.readyState === WebSocket.OPEN) socket.send(text)
      else if (state.value === 'connecting') waiting.push(text)
    },
    listen: (next) => {
      receive = next
    },
    state,
  }
}
