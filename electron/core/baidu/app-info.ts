import { AppError } from '../../contract/errors.ts'

/** What app/info says of a mini program. */
export interface AppInfo {
  readonly appId: string | null
  readonly name: string | null
  /** The API's own word or number for whether it is on line; null when the reply does not say. */
  readonly status: string | null
  /** Whether 数据权限, which every report needs, is granted; null when the reply does not say. */
  readonly dataPermission: boolean | null
}

const DATA_PERMISSION = '数据权限'

/** Reads an app/info reply; `auth_info` may be a list or JSON text of one. Throws `api.shape`. */
export function readAppInfo(body: unknown): AppInfo {
  const data = (body as { data?: unknown }).data
  if (typeof data !== 'object' || data === null)
    throw new AppError('api.shape', { report: 'app/info', path: 'data', found: typeof data, action: 'stop-call' })
  const info = data as Record<string, unknown>
  return {
    appId: text(info['app_id']),
    name: text(info['app_name']),
    status: text(info['status']),
    dataPermission: permission(info['auth_info']),
  }
}

function text(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const trimmed = String(value).trim()
  return trimmed === '' ? null : trimmed
}

function permission(value: unknown): boolean | null {
  const list = typeof value === 'string' ? parsed(value) : value
  if (!Array.isArray(list)) return null
  return list.some((entry: unknown) => {
    const name = (entry as { scope_name?: unknown } | null)?.scope_name
    return typeof name === 'string' && name.includes(DATA_PERMISSION)
  })
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
