import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startSandbox } from '../../../electron/sandbox/index.ts'

/** The built command line, as `npm run cygnet` runs it; `npm test` builds it first. */
const CLI = join(import.meta.dirname, '../../../out/node/cygnet.js')
const folder = mkdtempSync(join(tmpdir(), 'cygnet-cli-'))
const sandbox = await startSandbox({ apps: 2 })

afterAll(async () => {
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
  readonly json: unknown
}

const env = { ...process.env, CYGNET_HOME: join(folder, 'home'), CYGNET_API_BASE: sandbox.url, CYGNET_LANG: 'en' }

function start(words: readonly string[], stdin = '', more: Record<string, string> = {}) {
  const child = spawn(process.execPath, [CLI, ...words], { cwd: folder, env: { ...env, ...more } })
  child.stdin.end(stdin)
  return { child, ended: outcome(child) }
}

async function outcome(child: ChildProcess): Promise<Ran> {
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
  const [code] = (await once(child, 'close')) as [number | null]
  let json: unknown
  try {
    json = JSON.parse(out)
  } catch {
    json = undefined
  }
  return { code, out, err, json }
}

const cygnet = (line: string, stdin?: string) => start(line.split(' '), stdin).ended

test.concurrent(
  'from a token to a workbook, in processes of their own, and no token anywhere',
  { timeout: 60_000 },
  async () => {
    const [first, second] = sandbox.apps
    if (!first || !second) throw new Error('the sandbox has two apps')
    const said: Ran[] = []
    const run = async (line: string, stdin?: string) => {
      const ran = await cygnet(line, stdin)
      said.push(ran)
      return ran
    }

    expect(await run('apps add --name One --tag a --token-stdin --json', `${first.token}\n`)).toMatchObject({
      code: 0,
      json: { app: { name: 'One', externalId: first.appId }, check: { ok: true } },
    })
    expect(await run(`platform set --token-stdin`, sandbox.platform.token)).toMatchObject({ code: 0 })
    expect(await run(`apps add --name Two --app-id ${second.appId}`)).toMatchObject({ code: 0 })

    const synced = await run('sync --from 4d --rate 1000 --concurrency 8 --json')
    expect(synced).toMatchObject({ code: 0, err: '', json: { failed: [], remaining: 0 } })
    const table = await run('query table --report user-trend --from 4d --json')
    expect(table.json).toMatchObject({ missing: [], report: 'user-trend', variant: '' })
    const rows = (table.json as { rows: { app: string }[] }).rows
    expect(rows.filter(({ app }) => app === 'One')).toHaveLength(4)
    const series = await run('query series --metric user-trend/session_count --from 4d --json')
    const [one] = (series.json as { series: { values: number[]; total: { value: number } }[] }).series
    expect(one?.total.value).toBe(one?.values.reduce((sum, value) => sum + value, 0))

    const exported = await run('export --from 2d --out book.xlsx --json')
    expect(exported).toMatchObject({ code: 0, json: { path: join(folder, 'book.xlsx') } })
    expect(statSync(join(folder, 'book.xlsx')).size).toBe((exported.json as { bytes: number }).bytes)
    expect(await run('export --from 2d --out book.xlsx')).toMatchObject({ code: 1, out: '' })
    expect(await run('doctor')).toMatchObject({ code: 0 })

    const home = join(folder, 'home')
    const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const kept = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    for (const token of [first.token, second.token, sandbox.platform.token]) {
      for (const text of [...kept, ...said.map(({ out, err }) => out + err)]) expect(text.includes(token)).toBe(false)
    }
  },
)

test.concurrent('Ctrl+C ends a sync with its summary, and --resume does the rest', { timeout: 60_000 }, async () => {
  let answered = 0
  let enough = () => {}
  const some = new Promise<void>((resolve) => (enough = resolve))
  const own = await startSandbox({ apps: 1, log: () => (answered += 1) === 12 && enough() })
  const home = { CYGNET_HOME: join(folder, 'cancelled'), CYGNET_API_BASE: own.url }
  const run = (line: string, stdin?: string) => start(line.split(' '), stdin, home)
  await run('apps add --name One --token-stdin', own.apps[0]?.token).ended
  const { child, ended } = run('sync --from 30d --rate 20 --json')
  await Promise.race([some, ended])
  child.kill('SIGINT')
  const cancelled = await ended
  expect(cancelled).toMatchObject({ code: 3, json: { state: 'cancelled' } })
  const { snapshots, remaining } = cancelled.json as { snapshots: number; remaining: number }
  expect(snapshots).toBeGreaterThan(0)
  expect(remaining).toBeGreaterThan(0)
  const resumed = await run('sync --resume --json').ended
  expect(resumed).toMatchObject({ code: 0, json: { snapshots: remaining, remaining: 0 } })
  await own.close()
})

test.concurrent('the demo, whatever the environment says, and a closed pipe', { timeout: 60_000 }, async () => {
  const elsewhere = { CYGNET_API_BASE: 'https://nowhere.invalid', CYGNET_HOME: join(folder, 'untouched') }
  const demo = await start(['demo', '--apps', '1', '--days', '2', '--json'], '', elsewhere).ended
  expect(demo).toMatchObject({ code: 0, json: { sample: true, workbook: { path: join(folder, 'cygnet-demo.xlsx') } } })
  expect(existsSync(elsewhere.CYGNET_HOME)).toBe(false)
  const { child, ended } = start(['reports', '--json'])
  child.stdout.destroy()
  expect((await ended).err).toBe('')
})

test.concurrent('wrong usage and an unreachable API, as a script sees them', { timeout: 60_000 }, async () => {
  expect(await cygnet('sync --from tomorrow --json')).toMatchObject({
    code: 2,
    json: { error: { code: 'input.invalid' } },
  })
  const closed = await startSandbox({ apps: 1 })
  await closed.close()
  const gone = { CYGNET_API_BASE: closed.url, CYGNET_HOME: join(folder, 'gone') }
  const added = await start(['apps', 'add', '--name', 'A', '--token-stdin'], 'a-token-of-my-own', gone).ended
  expect(added.code).toBe(3)
  expect(added.out).toContain(new URL(closed.url).host)
})
