import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { newHome } from '../core/service/world.ts'
import { buildCli, cygnet, type CliOptions, type Ran } from './support/cli.ts'
import { startEchoServer, type EchoServer } from './support/echo-server.ts'
import { storeOf } from './support/history.ts'
import { filesBelow, leaksIn, partsOf, payloadsOf, type Trace } from './support/leaks.ts'
import { RANGE } from './support/sync.ts'

/** Full of what addresses, forms, JSON and patterns write differently. */
const WEIRD = 'we+ird/tok=en%2Fof "quotes"&more\\than*enough?'.replaceAll(' ', '')
const BROKER_KEY = 'broker+key/with=odd&characters%20'
const PASSPHRASE = 'correct horse battery staple'

beforeAll(buildCli, 120_000)

test('a full run leaves no token anywhere', async () => {
  const server = await startEchoServer({ apps: 5, quirks: 'none' })
  const home = newHome()
  const out = newHome()
  const workbook = join(out, 'report.xlsx')
  const said: Trace[] = []
  const run = async (args: readonly string[], options: Partial<CliOptions> = {}): Promise<Ran> => {
    const ran = await cygnet(args, { home, api: server.url, env: { CYGNET_PASSPHRASE: PASSPHRASE }, ...options })
    for (const stream of ['stdout', 'stderr'] as const)
      said.push({ name: `${stream} of ${args.join(' ')}`, bytes: Buffer.from(ran[stream]) })
    return ran
  }
  // The home as it is on disk in the middle of a sync: its journal is folded in when a command ends.
  const meanwhile: Trace[] = []
  server.onReport = (count) => {
    if (count === 40 || count === 150) meanwhile.push(...filesBelow(home, `home at request ${count}`))
  }

  await addApps(server, run, out)
  const sync = ['sync', '--from', RANGE.from, '--to', RANGE.to, '--rate', '1000', '--json']
  const first = await run(sync)
  expect(first.code).toBe(3)
  const { failed } = JSON.parse(first.stdout) as { failed: { code: string }[] }
  expect(new Set(failed.map(({ code }) => code))).toEqual(new Set(['api.parameter', 'token.expired']))
  expect(first.stdout).toContain('bad request')

  server.sandbox.expireTokens()
  const broker = `${server.url}/broker?key=${encodeURIComponent(BROKER_KEY)}`
  expect(await run(['platform', 'broker', broker])).toMatchObject({ code: 0 })
  const second = await run([...sync.slice(0, -1), '--force'])
  expect(second.code).toBe(3)
  await lookAround(run, out)
  const written = await run(['export', '--from', RANGE.from, '--to', RANGE.to, '--out', workbook])
  expect(written).toMatchObject({ code: 0 })

  const secrets = [...server.secrets, WEIRD, BROKER_KEY, PASSPHRASE]
  const payloads = payloadsOf(storeOf(home))
  const kept = [...filesBelow(home, 'home'), ...filesBelow(out, 'out').filter(({ name }) => !name.endsWith('.csv'))]
  const parts = await partsOf(workbook)
  // Something was looked at: tokens of all four ways, a journal, a log, replies that had repeated their token.
  expect(server.secrets.size).toBeGreaterThan(12)
  expect(meanwhile.some(({ name, bytes }) => name.endsWith('-wal') && bytes.length > 100_000)).toBe(true)
  expect(readFileSync(join(home, 'logs/cygnet.log'), 'utf8')).toContain('job.end')
  expect(payloads.filter(({ bytes }) => bytes.includes('"request":')).length).toBeGreaterThan(50)
  expect(parts.length).toBeGreaterThan(10)
  expect(leaksIn([...said, ...meanwhile, ...kept, ...payloads, ...parts], secrets)).toEqual([])
}, 120_000)

type Run = (args: readonly string[], options?: Partial<CliOptions>) => Promise<Ran>

/** One app for each way in: pasted, platform token, refresh token, imported; and one whose token nobody takes. */
async function addApps({ sandbox, secrets }: EchoServer, run: Run, folder: string): Promise<void> {
  const [pasted, viaPlatform, refreshed, imported, weird] = sandbox.apps
  const { ticket, clientId, token } = sandbox.platform
  const add = (name: string, rest: string[], stdin = '') => run(['apps', 'add', '--name', name, ...rest], { stdin })
  expect(await add('pasted', ['--token-stdin'], `${pasted?.token}\n`)).toMatchObject({ code: 0 })
  // Kept, although app/info refuses it.
  expect(await add('weird', ['--token-stdin'], WEIRD)).toMatchObject({ code: 3 })
  expect(await run(['platform', 'set', '--token-stdin'], { stdin: token })).toMatchObject({ code: 0 })
  expect(await add('via platform', ['--app-id', viaPlatform?.appId ?? ''])).toMatchObject({ code: 0 })
  const withTicket = ['platform', 'set', '--ticket-stdin', '--client-id', clientId]
  expect(await run(withTicket, { stdin: ticket })).toMatchObject({ code: 0 })

  const refreshToken = refreshTokenFor(sandbox, refreshed?.appId ?? '')
  ;(secrets as Set<string>).add(refreshToken)
  const optIn = ['--app-id', refreshed?.appId ?? '', '--refresh-token-stdin']
  expect(await add('refreshed', optIn, refreshToken)).toMatchObject({ code: 0 })

  const table = join(folder, 'apps.csv')
  writeFileSync(
    table,
    `name,app_id,token\nimported,${imported?.appId},${imported?.token}\nodd,${weird?.appId},x${WEIRD}\n`,
  )
  expect(await run(['apps', 'import', table, '--json'])).toMatchObject({ code: 0 })
}

/** A refresh token as the platform's own server would have got it. */
function refreshTokenFor(sandbox: EchoServer['sandbox'], appId: string): string {
  const token = sandbox.platform.token
  const json = (method: string, url: string, body = '') =>
    JSON.parse(sandbox.handle({ method, url, body, contentType: 'application/x-www-form-urlencoded' }).body) as Record<
      string,
      unknown
    >
  const path = '/rest/2.0/smartapp/auth/retrieve/authorizationcode'
  const { data } = json('POST', `${path}?access_token=${token}`, `app_id=${appId}`)
  const { authorization_code: code } = data as { authorization_code: string }
  const grant = `grant_type=app_to_tp_authorization_code&code=${code}`
  return String(json('GET', `/rest/2.0/oauth/token?access_token=${token}&${grant}`)['refresh_token'])
}

/** Everything that shows something. */
async function lookAround(run: Run, folder: string): Promise<void> {
  const range = ['--from', RANGE.from, '--to', RANGE.to]
  const commands = [
    ['apps', 'list', '--json'],
    ['apps', 'show', 'weird', '--json'],
    ['platform', 'status', '--json'],
    ['history', 'list', '--limit', '10000', '--json'],
    ['history', 'show', '3', '--json'],
    ['doctor', '--json'],
    ['query', 'table', '--report', 'pages', ...range, '--json'],
    ['backup', join(folder, 'backup.db')],
    ['apps', 'add', '--name', 'pasted', '--token-env', 'NOT_SET'],
  ]
  for (const command of commands) await run(command)
}
