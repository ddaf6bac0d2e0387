import type { Output } from '../../../contract/index.ts'
import { EXIT } from '../exit.ts'
import { followToEnd } from '../follow.ts'
import type { Session } from '../session.ts'
import { formatBytes } from '../sizes.ts'
import { oneLine } from '../table.ts'

export async function backup(session: Session, path: string, options: { readonly force?: boolean }): Promise<number> {
  const core = await session.core()
  const input = { path: session.path(path), force: options.force ?? false }
  const copy = await followToEnd(session, core, () => core.call('backup.run', input), 'backup')
  session.print(copy, () => session.t('backup.done', { path: copy.path, size: formatBytes(copy.bytes) }))
  return EXIT.done
}

export async function restore(session: Session, path: string): Promise<number> {
  const result = await (await session.core()).call('backup.restore', { path: session.path(path) })
  const { apps, snapshots, kept } = result
  session.print(result, () =>
    [
      session.t('backup.restored', { apps, snapshots }),
      ...(kept ? [session.t('backup.kept', { path: kept })] : []),
    ].join('\n'),
  )
  return EXIT.done
}

export async function doctor(session: Session): Promise<number> {
  const result = await (await session.core()).call('doctor.run', {})
  session.print(result, () => doctorText(session, result))
  return result.ok ? EXIT.done : EXIT.failed
}

function doctorText(session: Session, { ok, checks }: Output<'doctor.run'>): string {
  const { t, shared } = session
  const lines = checks.map((check) => {
    const found = shared.lookup(`doctor.${check.check}.${check.ok ? 'ok' : 'bad'}`, check.details, t('unknown'))
    const facts = Object.entries(check.details).map(([key, value]) => `${key} ${value}`)
    const text = found ?? [check.check, ...facts].join(' ')
    const reason = check.details['reason']
    return `[${t(check.ok ? 'doctor.good' : 'doctor.poor')}] ${oneLine(reason === undefined ? text : shared('facts.wrap', { text, facts: String(reason) }))}`
  })
  const bad = checks.filter((check) => !check.ok).length
  const verdict = bad === 0 ? t('doctor.ok') : t(ok ? 'doctor.notice' : 'doctor.bad', { count: bad })
  return [...lines, verdict].join('\n')
}
