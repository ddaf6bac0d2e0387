import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { screen, type BrowserWindow, type Rectangle } from 'electron'

interface Remembered extends Rectangle {
  readonly maximized: boolean
}

/** Where the window stood last, if some of it would still be on a screen; a first start gets a size that suits tables. */
export function windowBounds(path: string): Partial<Remembered> {
  const fallback = { width: 1440, height: 900 }
  const stored = read(path)
  if (!stored) return fallback
  const visible = screen.getAllDisplays().some(({ workArea }) => overlaps(workArea, stored))
  return visible ? stored : { ...fallback, maximized: stored.maximized }
}

/** Writes the window's place down when it closes. */
export function rememberBounds(window: BrowserWindow, path: string): void {
  window.on('close', () => {
    const remembered: Remembered = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(`${path}.new`, JSON.stringify(remembered))
      renameSync(`${path}.new`, path)
    } catch {
      // A place that cannot be remembered is no reason to stay open.
    }
  })
}

function read(path: string): Remembered | null {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Partial<Record<keyof Remembered, unknown>>
    const numbers = [value.x, value.y, value.width, value.height]
    if (!numbers.every((n) => typeof n === 'number' && Number.isInteger(n))) return null
    const [x, y, width, height] = numbers as [number, number, number, number]
    return { x, y, width: Math.max(960, width), height: Math.max(600, height), maximized: value.maximized === true }
  } catch {
    return null
  }
}

const GRIP = 80

function overlaps(area: Rectangle, window: Rectangle): boolean {
  return (
    window.x < area.x + area.width - GRIP &&
    window.x + window.width > area.x + GRIP &&
    window.y < area.y + area.height - GRIP &&
    window.y >= area.y - GRIP
  )
}
