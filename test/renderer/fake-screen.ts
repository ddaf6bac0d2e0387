import { onTestFinished, vi } from 'vitest'

/**
 * happy-dom lays nothing out and has nothing to draw on. Here every element is as large as a screen, so that tables show rows, and a
 * canvas takes every call and tells how long a text is.
 */
export function fakeScreen(width = 1280, height = 720): void {
  const sizes = { offsetWidth: width, offsetHeight: height, clientWidth: width, clientHeight: height }
  for (const [key, value] of Object.entries(sizes))
    vi.spyOn(HTMLElement.prototype, key as 'offsetWidth', 'get').mockReturnValue(value)
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, width, height))
  const before = HTMLCanvasElement.prototype.getContext
  HTMLCanvasElement.prototype.getContext = function getContext(this: HTMLCanvasElement) {
    const own: Record<string | symbol, unknown> = { canvas: this }
    const anything = (key: string | symbol) => (key === 'measureText' ? widthOf : () => undefined)
    return new Proxy(own, { get: (target, key) => (key in target ? target[key] : anything(key)) })
  } as never
  onTestFinished(() => {
    HTMLCanvasElement.prototype.getContext = before
  })
}

const widthOf = (text: string) => ({ width: text.length * 7 })
