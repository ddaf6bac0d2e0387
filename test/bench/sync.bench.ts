import { rmSync } from 'node:fs'
import type { Fetch } from '../../electron/core/runtime/capabilities.ts'
import { createFetch } from '../../electron/core/runtime/fetch.ts'
import { addApps, newHome, openCore } from './bench-home.ts'
import { median, time, type Figure } from './harness.ts'
import { startSandboxProcess, type SandboxProcess } from './sandbox-process.ts'

const APPS = 50
const RANGE = { from: '2024-09-01', to: '2024-09-30' }
const CONCURRENCY = 8
/** The highest there is: what is measured is the machine, not the limit. */
const PACE = { rate: 100_000, concurrency: CONCURRENCY }
const RUNS = 5
/** What the command line calls with. */
const http = createFetch({})

interface Sent {
  readonly url: string
  readonly init: RequestInit
}

/** A sync of 50 apps × 30 days of all reports over loopback, against a loop that only fetches the same and reads the text. */
export async function benchSync(log: (line: string) => void): Promise<Figure[]> {
  const sandbox = await startSandboxProcess(APPS)
  try {
    const sent: Sent[] = []
    await syncOnce(sandbox, recording(sent))
    log(`${sent.length} requests`)
    const times = { ours: [] as number[], bare: [] as number[] }
    for (let run = 0; run < RUNS; run += 1) {
      times.bare.push(await time(() => fetchAll(sent)))
      times.ours.push(await syncOnce(sandbox, http))
      log(`run ${run + 1}: ${times.ours.at(-1)?.toFixed(0)} ms, bare ${times.bare.at(-1)?.toFixed(0)} ms`)
    }
    const [ours, bare] = [median(times.ours), median(times.bare)]
    const perSecond = (ms: number) => `${((sent.length / ms) * 1000).toFixed(0)} requests/s`
    return [
      {
        name: 'sync of 50 apps × 30 days, requests/s to a bare fetch loop',
        value: bare / ours,
        unit: '×',
        bound: 0.7,
        kind: 'atLeast',
        note: `${perSecond(ours)} against ${perSecond(bare)}, ${sent.length} requests, ${CONCURRENCY} at a time`,
      },
    ]
  } finally {
    await sandbox.close()
  }
}

/** Milliseconds from the start of a sync into a new home to its end. */
async function syncOnce(sandbox: SandboxProcess, using: Fetch): Promise<number> {
  const home = newHome()
  const core = await openCore(home, sandbox.url, {
    capabilities: { sealer: passThrough, fetch: using },
  })
  try {
    await addApps(core, sandbox)
    return await time(async () => {
      const { job } = await core.call('sync.start', { range: RANGE, scope: {}, ...PACE })
      const { state } = await core.call('jobs.wait', { job })
      if (state !== 'done') throw new Error(`the sync ended as ${state}`)
    })
  } finally {
    await core.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** Tokens of the sandbox are no secrets, and sealing them is not what is measured. */
const passThrough = {
  id: 'bench',
  seal: (plain: string) => Promise.resolve(Buffer.from(plain)),
  open: (sealed: Uint8Array) => Promise.resolve(Buffer.from(sealed).toString()),
}

function recording(sent: Sent[]): Fetch {
  return (url, init) => {
    const { method, headers, body = null } = init
    sent.push({ url, init: { method, headers, body } })
    return http(url, init)
  }
}

async function fetchAll(sent: readonly Sent[]): Promise<void> {
  let next = 0
  const work = async () => {
    for (let one = sent[next++]; one; one = sent[next++]) await (await fetch(one.url, one.init)).text()
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, work))
}
