import type { Fault, FaultControl } from './faults.ts'
import { jsonReply, type SandboxReply, type SandboxRequest } from './http.ts'
import type { RequestCounters } from './service.ts'

/** What the sandbox lets be switched over HTTP. */
export interface Controlled {
  readonly faults: FaultControl
  readonly counters: RequestCounters
  readonly resetCounters: () => void
  readonly describe: () => unknown
}

export const CONTROL_PATH = '/__sandbox'

/** Answers `/__sandbox` (what runs here), `/__sandbox/faults` (GET, POST one or a list, DELETE all or `?id=`) and `/__sandbox/stats` (GET, DELETE). */
export function handleControl({ method, url, body = '' }: SandboxRequest, on: Controlled): SandboxReply {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
  switch (`${method} ${pathname.slice(CONTROL_PATH.length)}`) {
    case 'GET ':
      return jsonReply(on.describe())
    case 'GET /stats':
      return jsonReply(on.counters)
    case 'DELETE /stats':
      on.resetCounters()
      return jsonReply(on.counters)
    case 'GET /faults':
      return jsonReply(on.faults.list())
    case 'POST /faults':
      return addFaults(body, on.faults)
    case 'DELETE /faults':
      return removeFaults(searchParams.get('id'), on.faults)
    default:
      return jsonReply({ error: 'not found' }, 404)
  }
}

function addFaults(body: string, faults: FaultControl): SandboxReply {
  try {
    const given = JSON.parse(body) as Fault | readonly Fault[]
    const ids = (Array.isArray(given) ? (given as readonly Fault[]) : [given as Fault]).map((fault) =>
      faults.add(fault),
    )
    return jsonReply({ ids }, 201)
  } catch (error) {
    return jsonReply({ error: error instanceof Error ? error.message : String(error) }, 400)
  }
}

function removeFaults(id: string | null, faults: FaultControl): SandboxReply {
  if (id === null) faults.clear()
  else if (!faults.remove(Number(id))) return jsonReply({ error: 'no such fault' }, 404)
  return jsonReply(faults.list())
}
