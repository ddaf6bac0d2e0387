/** A request as the sandbox sees it, free of any server. */
export interface SandboxRequest {
  readonly method: string
  /** Path and query: `/rest/2.0/…?access_token=…`. */
  readonly url: string
  readonly contentType?: string
  readonly body?: string
}

/** What to send, and how badly. */
export interface SandboxReply {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
  /** Wait so long before answering. */
  readonly delayMs?: number
  /** Break the connection: before any answer, or in the middle of the body. */
  readonly reset?: 'before' | 'within'
}

const JSON_TYPE = { 'content-type': 'application/json;charset=utf-8' }

export function jsonReply(value: unknown, status = 200): SandboxReply {
  return { status, headers: JSON_TYPE, body: JSON.stringify(value) }
}

/** A business error: `{errno, msg}`. */
export function businessError(errno: number, msg: string, status = 200): SandboxReply {
  return jsonReply({ errno, msg }, status)
}

/** A gateway error: `{error_code, error_msg}`. */
export function gatewayError(code: number, message: string, status = 200): SandboxReply {
  return jsonReply({ error_code: code, error_msg: message }, status)
}

/** An OAuth error: `{error, error_description}` with HTTP 400. */
export function oauthError(error: string, description: string, status = 400): SandboxReply {
  return jsonReply({ error, error_description: description }, status)
}
