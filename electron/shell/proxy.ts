import { session, type AuthInfo } from 'electron'
import type { Settings } from '../contract/methods/settings.ts'

type Proxy = Settings['proxy']

let using: Proxy = 'system'
let ready: Promise<unknown> = Promise.resolve()

/** Takes the setting into use; connections made by the old one are closed. */
export function useProxy(setting: Proxy): void {
  if (setting === using) return
  using = setting
  const { defaultSession } = session
  ready = defaultSession
    .setProxy(proxyConfig(setting))
    .then(() => defaultSession.closeAllConnections())
    .catch(() => undefined)
}

/** The setting given last is in use. */
export const proxyReady = (): Promise<unknown> => ready

/** Chromium's own words for the setting. It always reaches this machine's own addresses directly. */
export function proxyConfig(setting: Proxy): { mode: 'system' | 'direct' } | { proxyRules: string } {
  if (setting === 'system') return { mode: 'system' }
  if (setting === 'none') return { mode: 'direct' }
  const { protocol, host } = new URL(setting)
  return { proxyRules: `${protocol}//${host}` }
}

/** Name and password for a proxy that asks, where it is the one of the setting and the setting has them. */
export function proxyLogin(asking: Pick<AuthInfo, 'isProxy' | 'host' | 'port'>): [string, string] | [] {
  if (!asking.isProxy || using === 'system' || using === 'none') return []
  const { hostname, username, password } = new URL(using)
  if (username === '' || hostname !== asking.host) return []
  return [decodeURIComponent(username), decodeURIComponent(password)]
}
