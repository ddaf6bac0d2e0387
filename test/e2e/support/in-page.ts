// Functions for `page.evaluate` and `page.addInitScript`: each runs in the page, so it stands alone.

/** Notes in `firstRowAt` when the table first shows a row. */
export function noteFirstRow(): void {
  const kept = globalThis as { firstRowAt?: number }
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[role=grid] [data-row="0"]')) return
    observer.disconnect()
    // The frame in which the row is painted has ended when the task after it begins.
    requestAnimationFrame(() => setTimeout(() => (kept.firstRowAt = Date.now())))
  })
  observer.observe(document, { childList: true, subtree: true })
}

export const firstRowAt = (): number | undefined => (globalThis as { firstRowAt?: number }).firstRowAt

/**
 * Scrolls what `selector` finds from top to bottom, `step` pixels a frame, and counts the frames of a 60-Hz display that it had no
 * picture for.
 */
export function scrollThrough({
  selector,
  step,
}: {
  selector: string
  step: number
}): Promise<{ frames: number; dropped: number }> {
  const FRAME_MS = 1000 / 60
  const scroller = document.querySelector(selector)
  if (!scroller) throw new Error(`no ${selector}`)
  // Read once: reading after writing would have the page laid out in the middle of a frame.
  const end = scroller.scrollHeight - scroller.clientHeight
  return new Promise((resolve) => {
    const times: number[] = []
    let top = 0
    const next = (now: number) => {
      times.push(now)
      top += step
      scroller.scrollTop = top
      if (top < end) {
        requestAnimationFrame(next)
        return
      }
      const gaps = times.slice(1).map((time, i) => time - (times[i] ?? time))
      const dropped = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME_MS) - 1), 0)
      resolve({ frames: gaps.length + dropped, dropped })
    }
    requestAnimationFrame(next)
  })
}

export type CompareAct = 'nothing' | 'form' | 'hide' | 'point'

/** In Compare: does a thing as a person's hand would, and takes the time until what came of it has been on screen; `runs` times. */
export async function timeCompare({ what, runs }: { what: CompareAct; runs: number }): Promise<number[]> {
  const shown = () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
    })
  const forms = [...document.querySelectorAll<HTMLElement>('.chart-card [role=radio]')]
  const names = [...document.querySelectorAll<HTMLElement>('.legend [data-name]')]
  const act = (run: number) => {
    if (what === 'form') forms[(run + 1) % 2]?.click()
    else if (what === 'hide') names[0]?.click()
    else if (what === 'point') names[run]?.parentElement?.dispatchEvent(new PointerEvent('pointerenter'))
  }
  const taken: number[] = []
  // the first is not counted: it compiles what it runs
  for (let run = 0; run <= runs; run += 1) {
    await shown()
    const start = performance.now()
    act(run)
    await shown()
    if (run > 0) taken.push(performance.now() - start)
  }
  return taken
}

/** Goes to an address and takes the time until what `selector` finds says `text`, painted. */
export function timeAddress({
  hash,
  selector,
  text,
}: {
  hash: string
  selector: string
  text: string
}): Promise<number> {
  const start = performance.now()
  window.location.hash = hash
  return new Promise((resolve) => {
    const look = () => {
      const element = document.querySelector(selector)
      if ((element?.ariaLabel ?? element?.textContent ?? '').includes(text))
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)))
      else requestAnimationFrame(look)
    }
    look()
  })
}

/** Presses a key and takes the time until what `selector` finds says something else, painted. */
export function timeKey({ key, selector }: { key: string; selector: string }): Promise<number> {
  const said = () => document.querySelector(selector)?.textContent ?? ''
  const before = said()
  const start = performance.now()
  window.dispatchEvent(new KeyboardEvent('keydown', { key }))
  return new Promise((resolve) => {
    const look = () => {
      if (said() !== '' && said() !== before)
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)))
      else requestAnimationFrame(look)
    }
    look()
  })
}
