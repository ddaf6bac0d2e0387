import { EventEmitter } from 'node:events'
import type { Events } from '../../contract/index.ts'

/** The core's events, typed by the contract. */
export class CoreEvents {
  readonly #emitter = new EventEmitter().setMaxListeners(0)

  emit<E extends keyof Events>(event: E, payload: Events[E]): void {
    this.#emitter.emit(event, payload)
  }

  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void {
    this.#emitter.on(event, listener)
    return () => this.#emitter.off(event, listener)
  }
}
