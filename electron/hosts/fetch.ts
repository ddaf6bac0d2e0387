import { AppError } from '../contract/errors.ts'
import { isLoopback } from '../core/baidu/base-url.ts'

type Environment = Readonly<Record<string, string | undefined>>
type Fetch = typeof globalThis.fetch

/** What undici's ProxyAgent speaks. */
const PROXY_PROTOCOLS = new Set(['http:', 'https:', 'socks5:', 'socks:'])

/**
 * A fetch that goes through the proxy of HTTPS_PROXY / HTTP_PROXY (lower case wins, as everywhere) unless NO_PROXY names the host.
 * This machine's own addresses are always reached directly. Connections are kept alive. A proxy address that is none is told as
 * `input.invalid` by the first call that needs it; its password is in no message.
 */
export function createFetch(env: Environment): Fetch {
  const value = (name: string) => (env[name.toLowerCase()] || env[name] || '').trim()
  const names = ['HTTPS_PROXY', 'HTTP_PROXY'] as const
  // Node's own fetch keeps connections alive and needs no loading; undici comes in where there is a proxy.
  if (names.every((name) => value(name) === '')) return globalThis.fetch
  let proxied: Promise<Fetch> | null = null
  return async (input, init) => {
    if (isLoopback(addressOf(input))) return globalThis.fetch(input, init)
    proxied ??= throughProxy({
      httpsProxy: parseProxy('HTTPS_PROXY', value('HTTPS_PROXY')),
      httpProxy: parseProxy('HTTP_PROXY', value('HTTP_PROXY')),
      noProxy: value('NO_PROXY'),
    })
    return (await proxied)(input, init)
  }
}

/** An empty text is "no proxy", as undici has it. */
interface Proxies {
  readonly httpsProxy: string
  readonly httpProxy: string
  readonly noProxy: string
}

async function throughProxy(proxies: Proxies): Promise<Fetch> {
  const { EnvHttpProxyAgent, fetch } = await import('undici')
  const dispatcher = new EnvHttpProxyAgent(proxies)
  // undici's own fetch: Node's may be built on another version of it and does not take this one's agents.
  const send = fetch as unknown as (input: Parameters<Fetch>[0], init: object) => ReturnType<Fetch>
  return (input, init) => send(input, { ...init, dispatcher })
}

/** `proxy.example:3128` is meant as http. Throws `input.invalid`. */
function parseProxy(name: string, text: string): string {
  if (text === '') return ''
  const address = text.includes('://') ? text : `http://${text}`
  if (URL.canParse(address) && PROXY_PROTOCOLS.has(new URL(address).protocol)) return address
  const shown = text.replace(/^(.*\/\/)?[^/@]*@/, '$1').slice(0, 200)
  throw new AppError('input.invalid', { field: name, value: shown, problem: 'not-a-url' })
}

function addressOf(input: Parameters<Fetch>[0]): URL {
  if (input instanceof URL) return input
  return new URL(typeof input === 'string' ? input : input.url)
}
