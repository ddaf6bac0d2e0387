import { EXIT } from '../exit.ts'
import { present, readInteger } from '../numbers.ts'
import type { Session } from '../session.ts'
import { renderTable } from '../table.ts'

export interface SandboxOptions {
  readonly port?: string
  readonly apps?: string
}

/** Runs the stand-in API until Ctrl+C. Its tokens open nothing but itself, so they may be shown. */
export async function sandbox(session: Session, options: SandboxOptions): Promise<number> {
  const port = readInteger(session, '--port', options.port, 0, 65_535)
  const apps = readInteger(session, '--apps', options.apps, 1, 10_000) ?? 6
  const running = await session.parts.startSandbox(present({ apps, port }))
  const { t } = session
  const stopped = new Promise<void>((resolve) => {
    const off = session.io.onSignal(() => {
      off()
      resolve()
    })
  })
  session.print({ url: running.url, platform: { token: running.platform.token }, apps: running.apps }, () =>
    [
      t('sandbox.listening', { url: running.url }),
      t('sandbox.use', { url: running.url }),
      t('sandbox.platform', { token: running.platform.token }),
      renderTable(
        (['name', 'id', 'token'] as const).map((key) => ({ title: t(`sandbox.columns.${key}`) })),
        running.apps.map(({ name, appId, token }) => [name, appId, token]),
        200,
      ),
    ].join('\n'),
  )
  await stopped
  await running.close()
  session.tell(t('sandbox.stopped'))
  return EXIT.done
}
