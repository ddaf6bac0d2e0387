import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { promisify } from 'node:util'
import { planFor } from '../../build/setup/commands.mjs'
import { addApps, newHome, openCore } from './bench-home.ts'
import type { Figure } from './harness.ts'
import { startSandboxProcess, type SandboxProcess } from './sandbox-process.ts'

const APPS = 1000
const FEW_APPS = 200
const RANGE = { from: '2024-09-01', to: '2024-09-30' }
/** The home a child process syncs, and the API's address. */
const ROLE = 'CYGNET_BENCH_MEMORY'

interface Measured {
  readonly peak: number
  /** Megabytes at every twentieth of the way. */
  readonly way: readonly number[]
  readonly requests: number
  readonly seconds: number
}

// Memory belongs to a process, so the sync runs in a child: this program again, which then does nothing else. Node gets the flags that
// the command line is started with.
const role = process.env[ROLE]
if (role !== undefined) {
  const [home = '', url = ''] = JSON.parse(role) as string[]
  process.stdout.write(`\n${JSON.stringify(await syncHere(home, url))}\n`)
  process.exit(0)
}

/** Resident memory of a sync of 1,000 apps, and how it grows with their number. */
export async function benchMemory(log: (line: string) => void): Promise<Figure[]> {
  const sandbox = await startSandboxProcess(APPS)
  try {
    const few = await inChild(sandbox, FEW_APPS)
    log(`${FEW_APPS} apps: ${few.peak.toFixed(0)} MB, ${few.requests} requests in ${few.seconds.toFixed(0)} s`)
    const many = await inChild(sandbox, APPS)
    log(`${APPS} apps: ${many.peak.toFixed(0)} MB, ${many.requests} requests in ${many.seconds.toFixed(0)} s`)
    log(`on the way: ${many.way.map((megabytes) => megabytes.toFixed(0)).join(' ')}`)
    const about = `${many.requests} requests in ${many.seconds.toFixed(0)} s`
    const name = 'resident memory of a 1,000-app sync'
    return [
      { name, value: many.peak, unit: 'MB', bound: 300, kind: 'atMost', note: about },
      {
        name: `${name}, to that of 200 apps`,
        value: many.peak / few.peak,
        unit: '×',
        bound: 1.25,
        kind: 'atMost',
        note: `${many.peak.toFixed(0)} MB against ${few.peak.toFixed(0)} MB`,
      },
    ]
  } finally {
    await sandbox.close()
  }
}

async function inChild(sandbox: SandboxProcess, apps: number): Promise<Measured> {
  const home = newHome()
  try {
    const core = await openCore(home, sandbox.url)
    await addApps(core, sandbox, apps)
    await core.close()
    const program = [...(planFor('cygnet', [])?.nodeFlags ?? []), process.argv[1] ?? '']
    const env = { ...process.env, [ROLE]: JSON.stringify([home, sandbox.url]) }
    const { stdout } = await promisify(execFile)(process.execPath, program, { env })
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measured
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function syncHere(home: string, url: string): Promise<Measured> {
  const core = await openCore(home, url)
  const way: number[] = []
  core.on('job', ({ progress }) => {
    if (progress && progress.done >= (progress.total * (way.length + 1)) / 20)
      way.push(process.memoryUsage.rss() / 1_048_576)
  })
  const { job } = await core.call('sync.start', { range: RANGE, scope: {}, rate: 100_000, concurrency: 8 })
  const { state, sync } = await core.call('jobs.wait', { job })
  if (state !== 'done' || !sync) throw new Error(`the sync ended as ${state}`)
  const peak = process.resourceUsage().maxRSS / 1024
  await core.close()
  return { peak, way, requests: sync.requests, seconds: sync.seconds }
}
