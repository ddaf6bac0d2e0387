import { contextBridge, ipcRenderer } from 'electron'

/** The one bridge: a post for opaque messages between page and main process. Keep the channel equal to contract/rpc.ts. */
const CHANNEL = 'cygnet'

contextBridge.exposeInMainWorld('cygnetBridge', {
  post: (message: unknown) => {
    ipcRenderer.send(CHANNEL, message)
  },
  listen: (receive: (message: unknown) => void) => {
    ipcRenderer.on(CHANNEL, (_event, message: unknown) => {
      receive(message)
    })
  },
})
