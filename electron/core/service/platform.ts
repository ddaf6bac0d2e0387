import type { Handlers } from '../../contract/index.ts'
import type { Context } from './context.ts'
import { testPlatform } from './platform-test.ts'
import { readSettings } from './read-settings.ts'

type PlatformHandlers = Pick<
  Handlers,
  'platform.set' | 'platform.status' | 'platform.broker' | 'platform.test' | 'platform.clear'
>

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

/** The platform's own token, or the broker that hands out tokens in its place: what is set here is the way of many apps. */
export function platformHandlers(context: Context): PlatformHandlers {
  const changed = () => {
    context.events.emit('changed', { what: 'apps' })
  }
  return {
    'platform.set': async (input) => {
      const tokens = context.tokens()
      if ('token' in input) await tokens.setPlatformToken(input.token)
      else await tokens.setTicket(input.ticket, input.clientId, AbortSignal.timeout(60_000))
      changed()
      return { expiresAt: iso((await tokens.stateOfPlatform()).expiresAt) }
    },
    'platform.status': async () => {
      const state = await context.tokens().stateOfPlatform()
      return {
        token: state.state,
        expiresAt: iso(state.expiresAt),
        clientId: state.clientId,
        broker: await context.tokens().brokerAddress(),
        endpoint: readSettings(context.store()).platformEndpoint,
      }
    },
    'platform.broker': async ({ url }) => {
      await context.tokens().setBroker(url)
      changed()
      return { broker: await context.tokens().brokerAddress() }
    },
    'platform.test': () => testPlatform(context),
    'platform.clear': () => {
      context.tokens().clearPlatform()
      changed()
      return {}
    },
  }
}
