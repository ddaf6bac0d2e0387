import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'

/** Electron's request by Node's own fetch. Proxies and certificates of the system are not modelled. */
class ClientRequest extends EventEmitter {
  readonly #options: Electron.ClientRequestConstructorOptions
  readonly #controller = new AbortController()
  #body: string | undefined

  constructor(options: Electron.ClientRequestConstructorOptions) {
    super()
    this.#options = options
  }

  write(part: string): void {
    this.#body = (this.#body ?? '') + part
  }

  end(): void {
    void this.#send().catch((thrown: unknown) => this.#controller.signal.aborted || this.emit('error', thrown))
  }

  abort(): void {
    this.#controller.abort()
    this.emit('abort')
  }

  async #send(): Promise<void> {
    const { url = '', method = 'GET', headers, redirect = 'follow' } = this.#options
    const response = await fetch(url, {
      method,
      headers: headers as Record<string, string>,
      redirect,
      signal: this.#controller.signal,
      ...(this.#body === undefined ? {} : { body: this.#body }),
    })
    const incoming = Object.assign(new EventEmitter(), {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
    })
    this.emit('response', incoming)
    try {
      for await (const part of response.body ?? []) incoming.emit('data', Buffer.from(part))
      incoming.emit('end')
    } catch (thrown) {
      if (!this.#controller.signal.aborted) incoming.emit('error', thrown)
    }
  }
}

export const net = {
  request: (options: Electron.ClientRequestConstructorOptions) => new ClientRequest(options),
  isOnline: () => true,
}
