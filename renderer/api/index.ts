import { bridgeCarrier, socketCarrier, takeToken, type Carrier } from './carrier.ts'
import { createClient } from './client.ts'

export { LinkLost } from './client.ts'

function carrierOfThisPage(): Carrier {
  if (window.cygnetBridge) return bridgeCarrier(window.cygnetBridge)
  const { protocol, host } = window.location
  const token = takeToken(window.location, window.history, window.sessionStorage)
  return socketCarrier(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/rpc`, token)
}

/** The one client of the page: `api.call('query.overview', {…})`. */
export const api = createClient(carrierOfThisPage())
