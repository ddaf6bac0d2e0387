import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** So many wrong tokens and nobody is let in any more: 256 bits are not guessed, but a broken page must not hammer for ever. */
const MAX_FAILURES = 50

export interface Guard {
  /** 32 random bytes, base64url: what the page shows to be let in. */
  readonly token: string
  /** The request is for this very address and not sent by a foreign page. */
  isOwn(request: IncomingMessage): boolean
  /** Whether a page may open a connection: right origin and right token. */
  admits(request: IncomingMessage, token: string | undefined): boolean
}

/** Who may talk to the loopback server: only a page it served itself, which was given the token. `origin` is known once it listens. */
export function createGuard(origin: () => string): Guard {
  const token = randomBytes(32).toString('base64url')
  const expected = digest(token)
  let failures = 0
  const isOwn = (request: IncomingMessage): boolean => {
    // An exact Host refuses names that were bent to this address (DNS rebinding).
    if (request.headers.host !== new URL(origin()).host) return false
    const from = request.headers.origin
    if (from !== undefined && from !== origin()) return false
    return isOwnFetch(request)
  }
  return {
    token,
    isOwn,
    admits(request, given) {
      if (failures >= MAX_FAILURES || !isOwn(request) || request.headers.origin !== origin()) return false
      const right = given !== undefined && timingSafeEqual(digest(given), expected)
      if (!right) failures += 1
      return right
    },
  }
}

/** A browser says where a request came from: a foreign page may only lead a person to the front door. */
function isOwnFetch(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return true
  return (
    request.headers['sec-fetch-mode'] === 'navigate' &&
    request.headers['sec-fetch-dest'] === 'document' &&
    request.method === 'GET' &&
    request.url === '/'
  )
}

const digest = (text: string) => createHash('sha256').update(text).digest()
