import type { Capabilities } from '../../../electron/core/runtime/capabilities.ts'
import { createFetch } from '../../../electron/core/runtime/fetch.ts'
import { testSealer } from '../../core/service/world.ts'

type Data = Readonly<Record<string, unknown>>

/** Replies of one path with their `data` changed on the way. */
export function bending(path: string, change: (data: Data) => Data): Capabilities {
  const honest = createFetch({})
  return {
    sealer: testSealer(),
    fetch: async (url, init) => {
      const reply = await honest(url, init)
      if (!url.includes(path)) return reply
      const body = JSON.parse(Buffer.from(reply.body ?? []).toString()) as { data: Data }
      return { ...reply, body: Buffer.from(JSON.stringify({ ...body, data: change(body.data) })) }
    },
  }
}
