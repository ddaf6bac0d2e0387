import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../../contract/errors.ts'
import { EXIT } from '../exit.ts'
import { present, readInteger } from '../numbers.ts'
import type { Session } from '../session.ts'

export interface ServeOptions {
  readonly port?: string
  /** Commander's form of `--no-open`. */
  readonly open?: boolean
}

/** The page in the person's browser, on this home, until Ctrl+C. Nobody without the address's token is answered. */
export async function serve(session: Session, options: ServeOptions): Promise<number> {
  const port = readInteger(session, '--port', options.port, 0, 65_535)
  const root = fileURLToPath(new URL('../renderer', import.meta.url))
  if (!existsSync(join(root, 'index.html')))
    throw new AppError('file.unreadable', { path: root, reason: 'npm run build' })
  const [{ serve: start }, { openBrowser }, { createCliSealer }, { findVersion }] = await Promise.all([
    import('../../server/serve.ts'),
    import('../../server/open-browser.ts'),
    import('../../sealer/index.ts'),
    import('../version.ts'),
  ])
  const { home, apiBase, locale, io } = session
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const ended = Promise.withResolvers<Error | null>()
  const server = await start({
    home,
    apiBase,
    locale,
    version: findVersion(),
    sealer: await createCliSealer(home, io.env),
    root,
    onCrash: ended.resolve,
    ...present({ port }),
  })
  const off = io.onSignal(() => {
    ended.resolve(null)
  })
  session.print({ address: server.address }, () => session.t('serve.listening', { address: server.address }))
  if (options.open !== false && !session.json) openBrowser(server.address, home, io.platform, { ...io.env })
  const crash = await ended.promise
  // Launchers send a signal on to us that we may have had already: it must not end us in the middle of closing.
  await server.close()
  off()
  if (crash) throw AppError.from(crash)
  session.tell(session.t('serve.stopped'))
  return EXIT.done
}
