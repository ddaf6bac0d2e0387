/** Texts the API sends with its codes, where api-facts or Baidu's error pages name them. */
const BUSINESS: Readonly<Record<number, string>> = {
  500: 'internal error',
  501: 'service busy',
  1000: '内部服务错误',
  2002: 'param error',
  5000: 'service internal error',
  6001: 'no permission',
  40001: '参数错误,建议检查参数',
  40007: '没有权限',
  40008: 'ip not in white list',
  41000: 'param error',
  44002: 'access token revoked',
  44003: 'access token expired',
  44004: 'access token invalid',
  45000: 'app not found',
  45001: 'not permitted',
  50029: 'call count exceeded',
  50032: 'no authorization relation',
  50041: 'authorized to another tp',
  50044: 'authorization conflict',
  50053: 'permission set conflict',
}

const GATEWAY: Readonly<Record<number, string>> = {
  1: 'Unknown error',
  2: 'Service temporarily unavailable',
  3: 'Unsupported openapi method',
  4: 'Open api request limit reached',
  5: 'Unauthorized client IP address',
  6: 'No permission to access data',
  17: 'Open api daily request limit reached',
  18: 'Open api qps request limit reached',
  19: 'Open api total request limit reached',
  100: 'Invalid parameter',
  110: 'Access token invalid or no longer valid',
  111: 'Access token expired',
  114: 'Unauthorized client IP address',
}

export function businessMessage(errno: number): string {
  return BUSINESS[errno] ?? 'error'
}

export function gatewayMessage(code: number): string {
  return GATEWAY[code] ?? 'Error'
}
