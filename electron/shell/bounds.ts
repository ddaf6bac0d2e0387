import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { nativeTheme, screen, type BrowserWindow, type NativeTheme, type Rectangle } from 'electron'

type Theme = NativeTheme['themeSource']

/** How the window looked last. */
interface Remembered extends Rectangle {
  readonly maximized: boolean
  /** The theme that was asked for: the next window begins in it, before the settings are read. */
  readonly theme: Theme
}

export const MIN_SIZE = { width: 960, height: 600 }
const FIRST_SIZE = { width: 1440, height: 900 }

/** Where the window stood last, if some of it would still be on a screen; a first start gets a size that suits tables. */
export function windowBounds(path: string): Partial<Rectangle> & Pick<Remembered, 'maximized' | 'theme'> {
  const stored = read(path)
  if (!stored) return { ...FIRST_SIZE, maximized: false, theme: 'system' }
  const visible = screen.getAllDisplays().some(({ workArea }) => overlaps(workArea, stored))
  return visible ? stored : { ...FIRST_SIZE, maximized: stored.maximized, theme: stored.theme }
}

/** Writes the window's place and theme down when it closes. */
export function rememberBounds(window: BrowserWindow, path: string): void {
  window.on('close', () => {
    const remembered: Remembered = {
      ...window.getNormalBounds(),
      maximized: window.isMaximized(),
      theme: nativeTheme.themeSource,
    }
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
    return {
      x,
      y,
      width: Math.max(MIN_SIZE.width, width),
      height: Math.max(MIN_SIZE.height, height),
      maximized: value.maximized === true,
      theme: value.theme === 'light' || value.theme === 'dark' ? value.theme : 'system',
    }
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
