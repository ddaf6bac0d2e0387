import type { Fault } from './faults.ts'
import { businessError, gatewayError, jsonReply, oauthError, type SandboxReply } from './http.ts'
import { businessMessage, gatewayMessage } from './messages.ts'

const PAGE =
  '<!DOCTYPE html><html><head><title>百度安全验证</title></head><body><h1>网络不给力，请稍后重试</h1></body></html>'

/** The reply of a fault that answers in the API's place; null for faults that only bend the real reply. */
export function replacement(fault: Fault): SandboxReply | null {
  switch (fault.kind) {
    case 'http-5xx': {
      const retry = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
      return {
        status: fault.status ?? 503,
        headers: { 'content-type': 'text/plain', ...retry },
        body: 'upstream unavailable',
      }
    }
    case 'html':
      return { status: fault.status ?? 200, headers: { 'content-type': 'text/html;charset=utf-8' }, body: PAGE }
    case 'reset':
      return fault.within ? null : { status: 200, body: '', reset: 'before' }
    case 'code':
      return codeReply(fault)
    case 'data-error':
      return jsonReply({
        errno: 0,
        msg: 'success',
        data: { errorCode: fault.errorCode ?? 500, errorMessage: fault.errorMessage ?? 'internal error' },
      })
    default:
      return null
  }
}

/** The real reply, bent by the faults that leave it in place. */
export function bent(reply: SandboxReply, faults: readonly Fault[]): SandboxReply {
  let result = reply
  for (const fault of faults) {
    if (fault.kind === 'slow') result = { ...result, delayMs: (result.delayMs ?? 0) + (fault.delayMs ?? 1000) }
    if (fault.kind === 'cut-json')
      result = { ...result, body: result.body.slice(0, Math.floor(result.body.length / 2)) }
    if (fault.kind === 'reset' && fault.within) result = { ...result, reset: 'within' }
  }
  return result
}

function codeReply(fault: Extract<Fault, { kind: 'code' }>): SandboxReply {
  if (fault.error !== undefined)
    return oauthError(fault.error, fault.msg ?? fault.error.replaceAll('_', ' '), fault.status)
  if (fault.error_code !== undefined) {
    return gatewayError(fault.error_code, fault.msg ?? gatewayMessage(fault.error_code), fault.status)
  }
  const errno = fault.errno ?? 1000
  return businessError(errno, fault.msg ?? businessMessage(errno), fault.status)
}
