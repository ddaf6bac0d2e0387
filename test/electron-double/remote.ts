/** A test's function, to be run in the main process with the double's modules, like Playwright's `electronApplication.evaluate`. */
export interface Ask {
  readonly id: number
  readonly code: string
  readonly arg: unknown
}
export type Answer = { readonly id: number } & ({ readonly value: unknown } | { readonly error: string })

export function listenForTests(modules: object): void {
  process.on('message', (ask: Ask) => {
    void run(ask, modules).then((answer) => process.send?.(answer))
  })
  process.on('disconnect', () => process.exit(0))
}

async function run({ id, code, arg }: Ask, modules: object): Promise<Answer> {
  try {
    const work = (0, eval)(`(${code})`) as (modules: object, arg: unknown) => unknown
    return { id, value: await work(modules, arg) }
  } catch (thrown) {
    return { id, error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) }
  }
}
