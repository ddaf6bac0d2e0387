// Runs in the page's main world before any script of the page. The preload is put in as text (no eval: the page's CSP holds here too).
;(() => {
  if (window !== window.top) return
  const post = window.__electronDouble
  delete window.__electronDouble
  // Electron asks the app before a window opens; Chromium would ask the person.
  const open = window.__electronDoubleOpen
  delete window.__electronDoubleOpen
  window.open = (url = 'about:blank') => {
    void open(new URL(url, location.href).href)
    return null
  }
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[target=_blank]') : null
    if (!link) return
    event.preventDefault()
    void open(link.href)
  })
  const listeners = new Map()

  Object.defineProperty(window, '__electronDeliver', {
    value: ({ channel, args }) => {
      for (const listener of [...(listeners.get(channel) ?? [])]) listener({ sender: ipcRenderer, ports: [] }, ...args)
    },
    enumerable: false,
  })

  const ipcRenderer = {
    send: (channel, ...args) => void post({ channel, args }),
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return this
    },
    removeListener(channel, listener) {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((each) => each !== listener),
      )
      return this
    },
  }

  // contextBridge: values are copied, functions proxied, the result frozen.
  const cross = (value) => {
    if (typeof value === 'function') return (...args) => cross(value(...args.map(cross)))
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map(cross)
    if (value instanceof Date || value instanceof ArrayBuffer || ArrayBuffer.isView(value) || value instanceof Error)
      return value
    if (typeof value.then === 'function') return value.then(cross)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cross(inner)]))
  }
  const frozen = (value) => {
    if (value !== null && typeof value === 'object') Object.values(value).forEach(frozen)
    return Object.freeze(value)
  }
  const contextBridge = {
    exposeInMainWorld(key, api) {
      if (key in window)
        throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`)
      Object.defineProperty(window, key, {
        value: frozen(cross(api)),
        enumerable: true,
        writable: false,
        configurable: false,
      })
    },
  }

  const require = (name) => {
    if (name === 'electron') return Object.freeze({ contextBridge, ipcRenderer })
    throw new Error(`module not found: ${name} (a sandboxed preload has only electron)`)
  }
  const process = Object.freeze({ platform: '__PLATFORM__', type: 'renderer', sandboxed: true, contextIsolated: true })
  const preload = (require, process, exports, module) => {
    __PRELOAD__
  }
  preload(require, process, {}, { exports: {} })
})()
