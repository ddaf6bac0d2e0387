import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs'
import { AppError } from '../../contract/errors.ts'
import type { Output } from '../../contract/index.ts'
import { inspectFile } from '../store/integrity.ts'
import { toContractApps } from './app-view.ts'
import type { Context } from './context.ts'

type Diagnosis = Output<'doctor.run'>
type Check = Diagnosis['checks'][number]

/** Below this a sync may run out of room. */
const FREE_BYTES = 500 * 1024 * 1024
/** A clock further off than this makes tokens seem expired and days end at the wrong time. */
const CLOCK_MS = 5 * 60_000
const NETWORK_MS = 5000
/** That something answered is all that is asked. */
const PEEK_BYTES = 100_000
/** What makes a home unfit; expired tokens and an absent network are told, and are no fault of it. */
const ESSENTIAL = new Set(['home', 'writable', 'space', 'integrity', 'schema', 'secrets'])

/**
 * Looks at everything a home needs, without changing anything. A network that is away is told, but is no fault of the home: Cygnet
 * works offline on what it has.
 */
export async function runDoctor(context: Context): Promise<Diagnosis> {
  const file = checkFile(context)
  const usable = file.every((check) => check.ok)
  const inside = usable ? [...(await checkTokens(context))] : []
  const network = await checkNetwork(context)
  const home = [...checkHome(context.options.home), ...file, ...inside]
  const ok = home.every((check) => check.ok || !ESSENTIAL.has(check.check))
  return { ok, checks: [...home, ...network] }
}

/** Whether the API can be reached at all. */
export async function testNetwork(context: Context): Promise<Diagnosis> {
  const checks = await checkNetwork(context)
  return { ok: checks.every(({ ok }) => ok), checks }
}

function checkHome(home: string): Check[] {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    accessSync(home, constants.R_OK)
  } catch (cause) {
    return [{ check: 'home', ok: false, details: { path: home, reason: reasonOf(cause) } }]
  }
  const checks: Check[] = [{ check: 'home', ok: true, details: { path: home } }]
  checks.push({ check: 'writable', ok: isWritable(home), details: { path: home } })
  const { bavail, bsize } = statfsSync(home)
  const free = bavail * bsize
  checks.push({ check: 'space', ok: free >= FREE_BYTES, details: { freeMegabytes: Math.floor(free / 1_048_576) } })
  return checks
}

function isWritable(home: string): boolean {
  try {
    accessSync(home, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function checkFile(context: Context): Check[] {
  const path = context.storePath
  try {
    if (!existsSync(path)) return []
    const { ok, problems, error, version } = inspectFile(path)
    const newer = error?.code === 'store.newer'
    const reason = problems[0] ?? (error ? String(error.details['reason'] ?? error.code) : '')
    return [
      { check: 'integrity', ok: ok || newer, details: { path, ...(reason === '' ? {} : { reason }) } },
      { check: 'schema', ok: !newer, details: { version: version ?? 0 } },
    ]
  } catch (thrown) {
    const error = AppError.from(thrown)
    return [{ check: 'integrity', ok: false, details: { path, reason: error.message } }]
  }
}

async function checkTokens(context: Context): Promise<Check[]> {
  const rows = context.store().apps.list()
  const apps = await toContractApps(context, rows)
  const platform = await context.tokens().stateOfPlatform()
  const unreadable = apps.filter((app) => app.tokenState === 'unreadable')
  const unusable = apps.filter((app) => app.tokenState !== 'ok')
  return [
    {
      check: 'secrets',
      ok: unreadable.length === 0 && platform.state !== 'unreadable',
      details: { unreadable: unreadable.length },
    },
    { check: 'platform', ok: platform.state === 'ok' || platform.state === 'none', details: { state: platform.state } },
    {
      check: 'apps',
      ok: unusable.length === 0,
      details: {
        apps: apps.length,
        unusable: unusable.length,
        names: unusable
          .slice(0, 10)
          .map((a) => a.name)
          .join(', '),
      },
    },
  ]
}

async function checkNetwork(context: Context): Promise<Check[]> {
  const host = new URL(context.options.apiBase).host
  try {
    const response = await context.options.capabilities.fetch(context.options.apiBase, {
      method: 'GET',
      headers: {},
      maxBytes: PEEK_BYTES,
      signal: AbortSignal.timeout(NETWORK_MS),
    })
    const said = Date.parse(response.headers.get('date') ?? '')
    const off = Number.isNaN(said) ? 0 : context.clock() - said
    return [
      { check: 'api', ok: true, details: { host } },
      { check: 'clock', ok: Math.abs(off) < CLOCK_MS, details: { seconds: Math.round(off / 1000) } },
    ]
  } catch (cause) {
    return [{ check: 'api', ok: false, details: { host, reason: reasonOf(cause) } }]
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const inner = cause.cause
  return inner instanceof Error ? inner.message : cause.message
}
