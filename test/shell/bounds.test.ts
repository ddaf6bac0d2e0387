import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { EventEmitter } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { rememberBounds, windowBounds } from '../../electron/shell/bounds.ts'
import { BACKGROUND } from '../../electron/shell/window.ts'

const displays = vi.hoisted(() => ({ now: [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] }))
vi.mock('electron', () => ({
  app: {},
  BrowserWindow: vi.fn(),
  dialog: {},
  nativeTheme: { themeSource: 'dark' },
  screen: { getAllDisplays: () => displays.now },
}))

let path = ''
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'cygnet-bounds-'))
  path = join(folder, 'deep', 'window.json')
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
})

function closeAt(bounds: { x: number; y: number; width: number; height: number }, maximized = false): void {
  const window = Object.assign(new EventEmitter(), { getNormalBounds: () => bounds, isMaximized: () => maximized })
  rememberBounds(window as unknown as BrowserWindow, path)
  window.emit('close')
}

test('a first window has a size that suits tables, and the machine’s theme', () => {
  expect(windowBounds(path)).toEqual({ width: 1440, height: 900, maximized: false, theme: 'system' })
})

test('the next stands where the last one stood, in its theme', () => {
  closeAt({ x: 40, y: 60, width: 1200, height: 700 }, true)
  expect(windowBounds(path)).toEqual({ x: 40, y: 60, width: 1200, height: 700, maximized: true, theme: 'dark' })
})

test.each([
  ['a screen that is gone', { x: 3000, y: 100, width: 1200, height: 700 }],
  ['no more than a sliver in sight', { x: 1900, y: 100, width: 1200, height: 700 }],
  ['its title bar out of reach above', { x: 0, y: -500, width: 1200, height: 700 }],
])('not on %s', (_, bounds) => {
  closeAt(bounds)
  expect(windowBounds(path)).toEqual({ width: 1440, height: 900, maximized: false, theme: 'dark' })
})

test.each([
  '{',
  '[]',
  'null',
  '{"x":1}',
  '{"x":"1","y":0,"width":1,"height":1}',
  '{"x":0.5,"y":0,"width":1,"height":1}',
])('a note that makes no sense (%s) is none', (text) => {
  closeAt({ x: 0, y: 0, width: 1000, height: 700 })
  writeFileSync(path, text)
  expect(windowBounds(path)).toMatchObject({ width: 1440, theme: 'system' })
})

test('never smaller than the page can be', () => {
  closeAt({ x: 0, y: 0, width: 10, height: 10 })
  expect(windowBounds(path)).toMatchObject({ width: 960, height: 600 })
})

test('a window opens in the page’s own background', () => {
  const tokens = readFileSync(new URL('../../renderer/theme/tokens.css', import.meta.url), 'utf8')
  const [light, dark] = [...tokens.matchAll(/--bg: (#[0-9a-f]{6});/g)].map(([, color]) => color)
  expect(BACKGROUND).toEqual({ light, dark })
})
