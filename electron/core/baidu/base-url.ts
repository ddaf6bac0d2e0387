import { AppError } from '../../contract/errors.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

export const DEFAULT_API_BASE = 'https://openapi.baidu.com'

/** Whether a URL's host is this very machine. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK.has(url.hostname) || /^127(\.\d+){3}$/.test(url.hostname)
}

/** An address tokens may be sent to: https, or plain http on loopback, without credentials (and without a query). Throws `input.invalid`. */
export function parseApiBase(text: string, { field = 'api-base', query = false } = {}): string {
  const refuse = (problem: string) => new AppError('input.invalid', { field, value: withoutSecrets(text), problem })
  if (!URL.canParse(text)) throw refuse('not-a-url')
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) throw refuse('https-only')
  if (url.username !== '' || url.password !== '') throw refuse('no-credentials')
  if (!query && (url.search !== '' || url.hash !== '')) throw refuse('no-query')
  return url.href
}

const withoutSecrets = (text: string) =>
  text
    .replace(/\?.*$/s, '')
    .replace(/\/\/[^/@]*@/, '//')
    .slice(0, 200)
