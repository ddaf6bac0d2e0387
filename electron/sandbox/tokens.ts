import { hash, hashText } from './numbers/random.ts'

export type TokenKind = 'app' | 'platform'

export interface Token {
  readonly kind: TokenKind
  /** Empty for the platform's. */
  readonly appId: string
  readonly expiresAt: number
}

/** How long things live, in seconds. */
export interface Lifetimes {
  readonly app: number
  readonly platform: number
  readonly code: number
}

export const LIFETIMES: Lifetimes = { app: 3600, platform: 2_592_000, code: 18_000 }

export type TokenState = { readonly state: 'valid'; readonly token: Token } | { readonly state: 'expired' | 'unknown' }

/** Every token, code and refresh token the sandbox has given out. */
export class TokenRegistry {
  lifetimes: Lifetimes = LIFETIMES
  private readonly seed: number
  private readonly now: () => number
  private readonly tokens = new Map<string, Token>()
  private readonly codes = new Map<string, { readonly appId: string; readonly expiresAt: number }>()
  private readonly refreshTokens = new Map<string, string>()
  private issued = 0

  constructor(seed: number, now: () => number) {
    this.seed = seed
    this.now = now
  }

  /** A token that is the same every time the sandbox starts and does not run out by itself. */
  lasting(kind: TokenKind, appId: string): string {
    const token = tokenText(this.seed, hashText(`${kind} ${appId}`), 0)
    this.tokens.set(token, { kind, appId, expiresAt: Number.POSITIVE_INFINITY })
    return token
  }

  /** A new token with the lifetime of its kind, or the one given (seconds). */
  issue(kind: TokenKind, appId: string, seconds = this.lifetimes[kind]): { token: string; expiresIn: number } {
    const token = this.fresh()
    this.tokens.set(token, { kind, appId, expiresAt: this.now() + seconds * 1000 })
    return { token, expiresIn: seconds }
  }

  issueCode(appId: string): string {
    const code = this.fresh()
    this.codes.set(code, { appId, expiresAt: this.now() + this.lifetimes.code * 1000 })
    return code
  }

  issueRefreshToken(appId: string): string {
    const token = this.fresh()
    this.refreshTokens.set(token, appId)
    return token
  }

  /** The app a code stands for; a code works once, and not for ever. */
  redeemCode(code: string): string | null {
    const known = this.codes.get(code)
    this.codes.delete(code)
    return known && known.expiresAt > this.now() ? known.appId : null
  }

  /** The app a refresh token stands for; it works once. */
  redeemRefreshToken(token: string): string | null {
    const appId = this.refreshTokens.get(token) ?? null
    this.refreshTokens.delete(token)
    return appId
  }

  look(text: string): TokenState {
    const token = this.tokens.get(text)
    if (!token) return { state: 'unknown' }
    return token.expiresAt > this.now() ? { state: 'valid', token } : { state: 'expired' }
  }

  /** Every app token given out so far (of this app, where one is named) is expired from now on. */
  expireAppTokens(appId?: string): void {
    for (const [text, token] of this.tokens) {
      if (token.kind === 'app' && (appId === undefined || token.appId === appId)) {
        this.tokens.set(text, { ...token, expiresAt: Number.NEGATIVE_INFINITY })
      }
    }
  }

  private fresh(): string {
    this.issued++
    return tokenText(this.seed ^ this.issued, this.issued, Math.floor(this.now()))
  }
}

/** Looks like Baidu's: `42.` and 32 hexadecimal digits and more; recognisable as the sandbox's own. */
function tokenText(seed: number, number: number, moment: number): string {
  const words = [1, 2, 3, 4].map((i) => hash(seed + i, number, moment % 2_147_483_647))
  return `42.${words.map((word) => word.toString(16).padStart(8, '0')).join('')}.sandbox-${number}`
}
