const PROXY = /^(https?|socks5):\/\/(\[[\da-f:.]+\]|[a-z\d](?:[a-z\d.-]*[a-z\d])?)(:\d{1,5})?\/?$/i
const LARGEST_PORT = 65_535

/**
 * Whether a text names a proxy: scheme, host and port, nothing else. A password has no place in it: settings are not sealed, and
 * Chromium would not use it.
 */
export function isProxyAddress(text: string): boolean {
  const port = PROXY.exec(text)?.[3]
  return PROXY.test(text) && (port === undefined || Number(port.slice(1)) <= LARGEST_PORT)
}
