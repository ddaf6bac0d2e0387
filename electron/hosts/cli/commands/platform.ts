import { formatMoment } from '../dates.ts'
import { EXIT } from '../exit.ts'
import { tokenFromEnv, tokenFromStdin } from '../secrets.ts'
import type { Session } from '../session.ts'
import { renderFacts } from '../table.ts'
import { UsageError } from '../usage-error.ts'

export interface PlatformSetOptions {
  readonly tokenStdin?: boolean
  readonly tokenEnv?: string
  readonly ticketStdin?: boolean
  readonly clientId?: string
}

type Secret = { token: string } | { ticket: string; clientId: string }

export async function set(session: Session, options: PlatformSetOptions): Promise<number> {
  const secret = await readSecret(session, options)
  const result = await (await session.core()).call('platform.set', secret)
  session.print(result, () =>
    result.expiresAt === null
      ? session.t('platform.setForever')
      : session.t('platform.set', { expires: formatMoment(result.expiresAt) }),
  )
  return EXIT.done
}

async function readSecret(session: Session, options: PlatformSetOptions): Promise<Secret> {
  const given = [
    options.tokenStdin && '--token-stdin',
    options.tokenEnv !== undefined && '--token-env',
    options.ticketStdin && '--ticket-stdin',
  ].filter((name) => typeof name === 'string')
  if (given.length > 1)
    throw new UsageError(session.t('usage.oneOf', { options: given.join(session.shared('facts.listSeparator')) }))
  if (options.tokenStdin) return { token: await tokenFromStdin(session) }
  if (options.tokenEnv !== undefined) return { token: tokenFromEnv(session, options.tokenEnv) }
  if (!options.ticketStdin) throw new UsageError(session.t('usage.platformSource'), { field: 'token' })
  const clientId = options.clientId?.trim()
  if (!clientId) throw new UsageError(session.t('usage.clientIdNeeded'), { field: '--client-id' })
  return { ticket: await tokenFromStdin(session, 'ticket'), clientId }
}

export async function status(session: Session): Promise<number> {
  const result = await (await session.core()).call('platform.status', {})
  const { t, shared } = session
  session.print(result, () =>
    renderFacts([
      [t('platform.rows.token'), shared(`tokenStates.${result.token}`)],
      [t('platform.rows.expires'), formatMoment(result.expiresAt)],
      [t('platform.rows.clientId'), result.clientId ?? t('none')],
      [t('platform.rows.broker'), result.broker ?? t('none')],
      [t('platform.rows.endpoint'), result.endpoint],
    ]),
  )
  return EXIT.done
}

export async function broker(
  session: Session,
  url: string | undefined,
  options: { readonly remove?: boolean },
): Promise<number> {
  if ((url === undefined) === !options.remove) throw new UsageError(session.t('usage.brokerSource'), { field: 'url' })
  const result = await (await session.core()).call('platform.broker', { url: url ?? null })
  session.print(result, () =>
    result.broker === null ? session.t('platform.brokerRemoved') : session.t('platform.broker', { url: result.broker }),
  )
  return EXIT.done
}

export async function clear(session: Session): Promise<number> {
  await (await session.core()).call('platform.clear', {})
  session.print({ cleared: true }, () => session.t('platform.cleared'))
  return EXIT.done
}
