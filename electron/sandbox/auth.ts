import { businessError, jsonReply, oauthError, type SandboxReply } from './http.ts'
import { businessMessage } from './messages.ts'
import type { Profile } from './numbers/profiles.ts'
import type { World } from './numbers/world.ts'
import type { TokenRegistry } from './tokens.ts'

/** What the platform is known by. */
export interface PlatformIdentity {
  readonly clientId: string
  readonly ticket: string
}

const SCOPES = ['帐号信息', '小程序基础信息', '开发管理']
const DATA_SCOPE = '数据权限'

/** The calls that turn tickets, codes and refresh tokens into tokens, and what an app says of itself. */
export class AuthEndpoints {
  private readonly world: World
  private readonly tokens: TokenRegistry
  private readonly identity: PlatformIdentity

  constructor(world: World, tokens: TokenRegistry, identity: PlatformIdentity) {
    this.world = world
    this.tokens = tokens
    this.identity = identity
  }

  /** Ticket → platform token. */
  platformToken(query: URLSearchParams): SandboxReply {
    const right = query.get('client_id') === this.identity.clientId && query.get('ticket') === this.identity.ticket
    if (!right) return businessError(40001, businessMessage(40001))
    const { token, expiresIn } = this.tokens.issue('platform', '')
    const scope = 'smartapp_tp_smtapp_common public'
    return jsonReply({ errno: 0, msg: 'success', data: { access_token: token, expires_in: expiresIn, scope } })
  }

  /** Code or refresh token → app token; a flat reply. The platform's token has been checked. */
  appToken(query: URLSearchParams): SandboxReply {
    const grant = query.get('grant_type')
    if (grant === 'app_to_tp_authorization_code') return this.pair(query.get('code'), 'code')
    if (grant === 'app_to_tp_refresh_token') return this.pair(query.get('refresh_token'), 'refresh_token')
    return oauthError('unsupported_grant_type', 'The authorization grant type is not supported')
  }

  /** A new code for an authorised app. The platform's token has been checked. */
  retrieveCode(appId: string | null): SandboxReply {
    if (appId === null || appId === '') return businessError(40001, businessMessage(40001))
    const profile = this.world.find(appId)
    if (profile?.appId !== appId) return businessError(45000, businessMessage(45000))
    const code = this.tokens.issueCode(appId)
    return jsonReply({ errno: 0, msg: 'success', data: { authorization_code: code } })
  }

  /** What an app says of itself, with the permissions it granted. */
  appInfo(profile: Profile): SandboxReply {
    const scopes = profile.authorised ? [...SCOPES, DATA_SCOPE] : SCOPES
    const data = {
      app_id: Number(profile.appId) || profile.appId,
      app_name: profile.name,
      app_key: `key${profile.appId}`,
      app_desc: `${profile.name}小程序`,
      photo_addr: '[{"cover":"https://example.invalid/cover.png"}]',
      status: 1,
      qualification: { name: `${profile.name}科技有限公司`, type: 1, satus: 1, ad_status: 1, ad_type: 1 },
      category: [{ category_id: 17, category_name: '工具', category_desc: '', audit_status: 1 }],
      min_swan_version: '',
      auth_info: scopes.map((name, i) => ({ scope_name: name, type: 100 + i })),
    }
    return jsonReply({ errno: 0, msg: 'success', data })
  }

  /** A token broker as a company may run one. */
  broker(appId: string | null): SandboxReply {
    const profile = appId === null ? undefined : this.world.find(appId)
    if (profile === undefined || appId === null || profile.appId !== appId)
      return jsonReply({ error: 'unknown app' }, 404)
    const { token, expiresIn } = this.tokens.issue('app', appId)
    return jsonReply({ access_token: token, expires_in: expiresIn })
  }

  private pair(given: string | null, kind: 'code' | 'refresh_token'): SandboxReply {
    if (given === null || given === '') return oauthError('invalid_request', `The request is missing ${kind}`)
    const appId = kind === 'code' ? this.tokens.redeemCode(given) : this.tokens.redeemRefreshToken(given)
    if (appId === null) return oauthError('invalid_grant', `Invalid ${kind}: it is unknown, expired or used`)
    const { token, expiresIn } = this.tokens.issue('app', appId)
    return jsonReply({
      access_token: token,
      refresh_token: this.tokens.issueRefreshToken(appId),
      expires_in: expiresIn,
      scope: 'public smartapp_data',
    })
  }
}
