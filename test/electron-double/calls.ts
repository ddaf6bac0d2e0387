/** What the main process asked of the system, for tests to look at. */
export interface Call {
  readonly api: string
  readonly args: readonly unknown[]
}

export const calls: Call[] = []

export function record(api: string, ...args: readonly unknown[]): void {
  calls.push({ api, args })
}

/** An event of Electron's that a listener may prevent. */
export function preventable<T extends object>(facts: T) {
  return {
    ...facts,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
}
