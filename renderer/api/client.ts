import { createBirpc } from 'birpc'
import { watch, type Ref } from 'vue'
import { AppError } from '../../electron/contract/errors.ts'
import type { Events, Input, MethodName, Output } from '../../electron/contract/index.ts'
import type { HostFunctions, PageFunctions } from '../../electron/contract/rpc.ts'
import type { Carrier, LinkState } from './carrier.ts'

/** The host went away while a call was open, or is away now. Asked again once the link is back. */
export class LinkLost extends Error {
  override readonly name = 'LinkLost'
}

export interface Client {
  readonly link: Readonly<Ref<LinkState>>
  /** Calls a method of the contract. Throws AppError (what the core says), or LinkLost. */
  call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>>
  /** Listens to an event of the contract; returns how to stop. */
  on<E extends keyof Events>(name: E, receive: (payload: Events[E]) => void): () => void
  /** Runs now and whenever the link is back: what the page shows may have changed meanwhile. */
  onceLinkedAgain(run: () => void): void
}

type Listeners = { [E in keyof Events]: Set<(payload: Events[E]) => void> }

export function createClient(carrier: Carrier): Client {
  const listeners: Listeners = { job: new Set(), changed: new Set() }
  const functions: PageFunctions = {
    event: (name, payload) => {
      for (const receive of listeners[name]) receive(payload)
    },
  }
  const rpc = createBirpc<HostFunctions, PageFunctions>(functions, {
    post: (message) => {
      carrier.post(message)
    },
    on: (receive) => {
      carrier.listen(receive)
    },
    timeout: -1,
  })
  const back: (() => void)[] = []
  watch(
    carrier.state,
    (now, before) => {
      if (now === 'lost') void rpc.$rejectPendingCalls(({ reject }) => reject(new LinkLost()))
      if (now === 'open' && before === 'lost') for (const run of back) run()
    },
    { flush: 'sync' },
  )

  return {
    link: carrier.state,
    call: async <M extends MethodName>(method: M, input: Input<M>) => {
      if (carrier.state.value === 'lost' || carrier.state.value === 'refused') throw new LinkLost()
      const result = await rpc.call(method, input)
      if (!result.ok) throw AppError.fromShape(result.error)
      return result.value as Output<M>
    },
    on: (name, receive) => {
      listeners[name].add(receive)
      return () => listeners[name].delete(receive)
    },
    onceLinkedAgain: (run) => {
      back.push(run)
    },
  }
}
