import { promisify } from 'node:util'
import { gunzip, inflate } from 'node:zlib'
import type { Dispatcher } from 'undici'
import { AppError } from '../../contract/errors.ts'
import type { Settings } from '../../contract/methods/settings.ts'
import { isLoopback } from '../baidu/base-url.ts'
import type { Capabilities, Fetch, FetchInit } from './capabilities.ts'

type Proxy = Settings['proxy']
type Environment = Readonly<Record<string, string | undefined>>

/** What undici's ProxyAgent speaks. */
const PROXY_PROTOCOLS = new Set(['http:', 'https:', 'socks5:', 'socks:'])

/** The network of a door that has none of its own: HTTP that the setting `proxy` is in use for, `system` until it is known. */
export function createNetwork(env: Environment): Required<Pick<Capabilities, 'fetch' | 'useProxy'>> {
  let proxy: Proxy = 'system'
  return {
    fetch: createFetch(env, () => proxy),
    useProxy: (setting) => {
      proxy = setting
    },
  }
}

/**
 * HTTP by undici's own dispatch, which takes a quarter of the time of Node's `fetch`. For `system` it goes through the proxy of
 * HTTPS_PROXY / HTTP_PROXY (lower case wins, as everywhere) unless NO_PROXY names the host. This machine's own addresses are always
 * reached directly. Connections are kept alive. A proxy address that is none is told as `input.invalid` by the first call that needs
 * it; its password is in no message.
 */
export function createFetch(env: Environment, proxy: () => Proxy = () => 'system'): Fetch {
  let network: Promise<Fetch> | null = null
  return async (url, init) => {
    network ??= openNetwork(env, proxy)
    return (await network)(url, init)
  }
}

/** undici is loaded by the first call: most commands make none. */
async function openNetwork(env: Environment, proxy: () => Proxy): Promise<Fetch> {
  const { Agent, EnvHttpProxyAgent } = await import('undici')
  const direct = new Agent()
  let proxied: { readonly by: Proxy; readonly dispatcher: Dispatcher } | null = null
  const outside = (by: Proxy): Dispatcher => {
    if (by === 'none') return direct
    if (proxied?.by !== by) proxied = { by, dispatcher: new EnvHttpProxyAgent(proxiesOf(env, by)) }
    return proxied.dispatcher
  }
  return async (address, init) => {
    const url = new URL(address)
    const dispatcher = isLoopback(url) ? direct : outside(proxy())
    const { status, headers, chunks } = await send(dispatcher, url, init)
    const get = (name: string) => headers[name.toLowerCase()]?.toString() ?? null
    return {
      status,
      headers: { get },
      body: chunks && (await unpacked(chunks, get('content-encoding'), init.maxBytes)),
    }
  }
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Null where there were more than `maxBytes`. */
  readonly chunks: readonly Buffer[] | null
}

function send(dispatcher: Dispatcher, url: URL, init: FetchInit): Promise<Answer> {
  const { method, headers, body = null, maxBytes, signal } = init
  return new Promise((resolve, reject) => {
    let status = 0
    let replied: Answer['headers'] = {}
    let bytes = 0
    const chunks: Buffer[] = []
    let controller: Dispatcher.DispatchController | undefined
    const abort = () => controller?.abort(new DOMException('aborted', 'AbortError'))
    signal.addEventListener('abort', abort, { once: true })
    const end = () => {
      signal.removeEventListener('abort', abort)
    }
    const request = {
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers: { 'accept-encoding': 'gzip, deflate', ...headers },
      body,
      // Whoever calls has a limit for the whole call.
      headersTimeout: 0,
      bodyTimeout: 0,
    }
    dispatcher.dispatch(request, {
      onRequestStart(given) {
        controller = given
        if (signal.aborted) abort()
      },
      onResponseStart(_, code, fields) {
        status = code
        replied = fields
      },
      onResponseData(given, chunk) {
        bytes += chunk.length
        chunks.push(chunk)
        if (bytes <= maxBytes) return
        resolve({ status, headers: replied, chunks: null })
        given.abort(new Error('too long'))
      },
      onResponseEnd() {
        end()
        resolve({ status, headers: replied, chunks })
      },
      onResponseError(_, error) {
        end()
        reject(error)
      },
    })
  })
}

const UNPACK = { gzip: promisify(gunzip), 'x-gzip': promisify(gunzip), deflate: promisify(inflate) }

async function unpacked(chunks: readonly Buffer[], encoding: string | null, most: number): Promise<Buffer | null> {
  const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
  const coding = encoding?.trim().toLowerCase() ?? ''
  if (bytes.length === 0 || !isKnown(coding)) return bytes
  return UNPACK[coding](bytes, { maxOutputLength: most }).catch((thrown: unknown) => {
    if ((thrown as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') return null
    throw thrown
  })
}

const isKnown = (coding: string): coding is keyof typeof UNPACK => Object.hasOwn(UNPACK, coding)

/** An empty text is "no proxy", as undici has it. Throws `input.invalid`. */
function proxiesOf(env: Environment, by: Proxy) {
  if (by !== 'system') {
    const own = parseProxy('proxy', by)
    return { httpsProxy: own, httpProxy: own, noProxy: '' }
  }
  const value = (name: string) => (env[name.toLowerCase()] || env[name] || '').trim()
  return {
    httpsProxy: parseProxy('HTTPS_PROXY', value('HTTPS_PROXY')),
    httpProxy: parseProxy('HTTP_PROXY', value('HTTP_PROXY')),
    noProxy: value('NO_PROXY'),
  }
}

/** `proxy.example:3128` is meant as http. Throws `input.invalid`. */
function parseProxy(name: string, text: string): string {
  if (text === '') return ''
  const address = text.includes('://') ? text : `http://${text}`
  if (URL.canParse(address) && PROXY_PROTOCOLS.has(new URL(address).protocol)) return address
  const shown = text.replace(/^(.*\/\/)?[^/@]*@/, '$1').slice(0, 200)
  throw new AppError('input.invalid', { field: name, value: shown, problem: 'not-a-url' })
}
