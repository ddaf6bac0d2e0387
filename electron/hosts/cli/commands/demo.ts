import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatDay, type Day } from '../../../contract/calendar.ts'
import { AppError } from '../../../contract/errors.ts'
import type { Job } from '../../../contract/methods/jobs.ts'
import type { Core } from '../../../core/service/core.ts'
import { todayOf } from '../dates.ts'
import { EXIT } from '../exit.ts'
import { followJob } from '../follow.ts'
import { readInteger } from '../numbers.ts'
import type { Sandbox } from '../io.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'
import { readOut } from './export-job.ts'
import { syncDocument, syncExit } from './sync.ts'
import { syncText } from './sync-text.ts'

export interface DemoOptions {
  readonly out?: string
  readonly apps?: string
  readonly days?: string
  readonly force?: boolean
}

interface Plan {
  readonly apps: number
  readonly days: number
  readonly out: string
  readonly force: boolean
  readonly from: Day
  readonly to: Day
}

/** The sandbox is this machine's own: nothing to be gentle with. */
const PACE = { rate: 100_000, concurrency: 16 } as const

/** From nothing to a workbook: the sandbox, sample apps, a real sync over HTTP, a comparison of the last half with the half before. */
export async function demo(session: Session, options: DemoOptions): Promise<number> {
  const plan = readPlan(session, options)
  const sandbox = await session.parts.startSandbox({ apps: plan.apps })
  const temporary = session.homeOption === undefined
  const home = session.homeOption ?? (await mkdtemp(join(tmpdir(), 'cygnet-demo-')))
  let core: Core | null = null
  try {
    // Whatever address the environment names: the demo's tokens and samples are its own sandbox's.
    const { locale, io } = session
    core = await session.parts.openCore({ home, apiBase: sandbox.url, locale, env: io.env })
    return await play(session, core, sandbox, plan, temporary ? null : home)
  } finally {
    await core?.close()
    await sandbox.close()
    if (temporary) await rm(home, { recursive: true, force: true })
  }
}

function readPlan(session: Session, options: DemoOptions): Plan {
  const apps = readInteger(session, '--apps', options.apps, 1, 200) ?? 6
  const days = readInteger(session, '--days', options.days, 1, 730) ?? 60
  if (days < 2) throw new UsageError(session.t('usage.days'), { field: '--days', value: String(days) })
  const force = options.force ?? false
  const out = options.out === undefined ? freeName(session, force) : readOut(session, options.out)
  if (!force && existsSync(out)) throw new AppError('file.exists', { path: out })
  const to = todayOf(session) - 1
  return { apps, days, out, force, to, from: to - days + 1 }
}

/** `cygnet-demo.xlsx` here, or the next free number: a demo overwrites nothing and asks nothing. */
function freeName(session: Session, force: boolean): string {
  const name = session.t('demo.workbookName')
  for (let i = 1; ; i += 1) {
    const path = session.path(i === 1 ? `${name}.xlsx` : `${name}-${i}.xlsx`)
    if (force || !existsSync(path)) return path
  }
}

async function play(session: Session, core: Core, sandbox: Sandbox, plan: Plan, home: string | null): Promise<number> {
  const { t } = session
  const began = performance.now()
  const existing = await core.call('apps.list', {})
  if (existing.length > 0) throw new UsageError(t('usage.demoHome', { home: home ?? '' }), { field: '--home' })
  session.tell(t('demo.starting', { apps: plan.apps }))
  await addSamples(core, sandbox)

  session.tell(t('demo.syncing', { days: plan.days }))
  const jobs: Job[] = []
  for (const range of halves(plan)) {
    const job = await followJob(session, core, () => core.call('sync.start', { range, scope: {}, ...PACE }))
    jobs.push(job)
    if (job.state !== 'done') {
      session.print({ sync: syncDocument(session, job) }, () => syncText(session, job))
      return syncExit(job)
    }
  }

  session.tell(t('demo.exporting'))
  const job = await followJob(session, core, () => exportHalf(session, core, plan))
  if (!job.export) throw job.error ? AppError.fromShape(job.error) : new AppError('cancelled')
  const seconds = (performance.now() - began) / 1000
  session.print(demoDocument(session, plan, jobs, job.export, home, seconds), () =>
    demoText(session, plan, jobs, job.export?.path ?? plan.out, home, seconds),
  )
  return EXIT.done
}

async function addSamples(core: Core, sandbox: Sandbox): Promise<void> {
  await core.call('platform.set', { token: sandbox.platform.token })
  for (const { name, appId, token } of sandbox.apps) await core.call('apps.add', { name, externalId: appId, token })
}

/** Two ranges of equal length, so that each has the totals that only exist for exactly the range asked; a day left over goes first. */
function halves({ from, to, days }: Plan): { from: string; to: string }[] {
  const half = Math.floor(days / 2)
  const middle = to - half
  const ranges = [
    [middle - half + 1, middle],
    [middle + 1, to],
  ]
  if (days % 2 === 1) ranges.unshift([from, from])
  return ranges.map(([first = from, last = to]) => ({ from: formatDay(first), to: formatDay(last) }))
}

const lastHalf = ({ days, to }: Plan) => ({ from: formatDay(to - Math.floor(days / 2) + 1), to: formatDay(to) })

function exportHalf(session: Session, core: Core, plan: Plan): Promise<{ job: number }> {
  const { locale } = session
  const range = lastHalf(plan)
  return core.call('export.start', { range, compare: 'previous', scope: {}, path: plan.out, locale, force: plan.force })
}

const added = (jobs: readonly Job[], key: 'requests' | 'rows') =>
  jobs.reduce((sum, job) => sum + (job.sync?.[key] ?? 0), 0)

function demoDocument(
  session: Session,
  plan: Plan,
  jobs: readonly Job[],
  workbook: NonNullable<Job['export']>,
  home: string | null,
  seconds: number,
) {
  return {
    sample: true,
    apps: plan.apps,
    days: plan.days,
    from: formatDay(plan.from),
    to: formatDay(plan.to),
    requests: added(jobs, 'requests'),
    rows: added(jobs, 'rows'),
    seconds,
    workbook,
    home,
    syncs: jobs.map((job) => syncDocument(session, job)),
  }
}

function demoText(
  session: Session,
  plan: Plan,
  jobs: readonly Job[],
  path: string,
  home: string | null,
  seconds: number,
): string {
  const { t, locale } = session
  const counted = (key: 'requests' | 'rows') => added(jobs, key).toLocaleString(locale)
  const { apps, days } = plan
  const lines = [
    t('demo.done', { apps, days, requests: counted('requests'), rows: counted('rows'), seconds: seconds.toFixed(1) }),
    t('demo.workbook', { path, half: Math.floor(days / 2), ...lastHalf(plan) }),
  ]
  if (home !== null) lines.push(t('demo.home', { home, quoted: JSON.stringify(home) }))
  return [...lines, t('demo.sample')].join('\n')
}
