import { createServer, type IncomingMessage } from 'node:http'
import { readFileSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import { SPEC_FILE, specSamples, type SpecSample } from '../../fixtures/spec-samples.ts'

/** How unkind the replies are. */
export interface SpecServerOptions {
  /** The same page whatever start_index says, for ever. */
  readonly samePage?: boolean
  /** Ids of 64 bits as bare JSON numbers. */
  readonly bareIds?: boolean
}

export interface SpecServer {
  readonly url: string
  /** `METHOD path {parameters}` of every request, the token left out. */
  readonly asked: readonly Asked[]
}

export interface Asked {
  readonly method: string
  readonly path: string
  readonly params: Readonly<Record<string, string>>
}

export const APP_TOKEN = 'app-token-of-the-spec-server'
export const PLATFORM_TOKEN = 'platform-token-of-the-spec-server'

/** Verb and path of every section, read from the specification's own text. A section that prints no verb is a POST. */
function endpoints(): ReadonlyMap<string, { readonly verb: string; readonly report: string }> {
  const sections = readFileSync(SPEC_FILE, 'utf8').split(/^### (?=\d+\. )/m)
  const reports = [...new Set(specSamples().map(({ report }) => report))]
  const found = sections.flatMap((section) => {
    const number = Number(/^\d+/.exec(section)?.[0])
    const [, verb = 'POST', path] =
      /(POST|GET)?\s*https:\/\/openapi\.baidu\.com(\/\S+)\?access_token/.exec(section) ?? []
    const report = reports[number - 1]
    return path !== undefined && report !== undefined ? [[path, { verb, report }] as const] : []
  })
  return new Map(found)
}

/** The parameter that chooses a variant, and whether a granularity has to be asked for; from the parameter tables. */
const CHOICES: Readonly<Record<string, { readonly variant?: string; readonly gran?: boolean }>> = {
  'user-trend': { gran: true },
  retention: { variant: 'report_type', gran: true },
  terminal: { variant: 'terminal_type' },
  habits: { variant: 'character_type' },
}

/**
 * A stand-in for the API that knows nothing but the specification's sample replies: each goes out for exactly the request it was printed
 * for, anything else gets a reply without rows. Nothing of the sandbox or of Cygnet is in it.
 */
export async function startSpecServer(options: SpecServerOptions = {}): Promise<SpecServer> {
  const samples = specSamples()
  const known = endpoints()
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1')
      const end = known.get(url.pathname)
      response.setHeader('content-type', 'application/json')
      if (!end || request.method !== end.verb)
        return response.writeHead(404).end('{"error_code":3,"error_msg":"method"}')
      const token = url.searchParams.get('access_token')
      if (token !== (end.report === 'platform' ? PLATFORM_TOKEN : APP_TOKEN))
        return response.end('{"error_code":110,"error_msg":"Access token invalid"}')
      const params = Object.fromEntries(end.verb === 'GET' ? url.searchParams : new URLSearchParams(body))
      delete params['access_token']
      asked.push({ method: request.method ?? '', path: url.pathname, params })
      // A POST's parameters belong into its body, and only the token into the address.
      if (end.verb === 'POST' && [...url.searchParams.keys()].join() !== 'access_token')
        return response.end('{"errno":40001,"msg":"parameters in the address"}')
      return response.end(replyTo(samples, end.report, params, options))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  return { url: `http://127.0.0.1:${address.port}`, asked }
}

function replyTo(
  samples: readonly SpecSample[],
  report: string,
  params: Readonly<Record<string, string>>,
  { samePage = false, bareIds = false }: SpecServerOptions,
): string {
  const choice = CHOICES[report] ?? {}
  const sample = samples.find(
    (each) =>
      each.report === report &&
      each.from.replaceAll('-', '') === params['start_date'] &&
      each.to.replaceAll('-', '') === params['end_date'] &&
      (choice.variant === undefined || params[choice.variant] === each.variant) &&
      (choice.gran !== true || params['gran'] === each.granularity),
  )
  const list = report === 'platform' ? 'result' : 'data_list'
  if (!sample) return JSON.stringify({ errno: 0, msg: 'success', data: { offset: 0, total: 0, [list]: [] } })
  const data = sample.reply['data'] as Record<string, unknown>
  const later = Number(params['start_index'] ?? 0) > 0 && !samePage
  const text = JSON.stringify(later ? { ...sample.reply, data: { ...data, [list]: [] } } : sample.reply)
  return bareIds ? text.replaceAll(/"(\d{16,20})"/g, '$1') : text
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
