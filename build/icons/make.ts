/**
 * `node build/icons/make.ts` draws every icon anew from the mark: run by hand when the mark changes, what it makes is committed. Wants a
 * Chromium (E2E_CHROMIUM names another than the system's).
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { icns, ico, type Picture } from './containers.ts'

/** The swan of renderer/components/BrandMark.vue, in one line; and its beak, which is coloured where there is room for colour. */
const SWAN =
  'M3 6.6 5 5.4C5.6 3.8 6.8 3 8 3c1.8 0 2.8 1.5 2.4 3.2-.6 2.5-4 3.6-4 6.8 0 2.5 2 4 4.8 4 3.6 0 6-2.8 6.2-7.4-1.9 1.9-4.2 2.4-6.2 3.8'
const BEAK = 'M3 6.6 4.7 5.58'
const WINDOWS = [16, 20, 24, 32, 40, 48, 64, 256]
const LINUX = [16, 24, 32, 48, 64, 128, 256, 512]
const MAC = [16, 32, 64, 128, 256, 512, 1024]

/**
 * The swan in white on a tile. Small icons get a bolder line and a tile to the very edge; macOS wants room around the tile.
 * @param inset part of the side that stays empty on each side
 */
function drawing(size: number, inset: number): string {
  const small = size <= 32
  const room = small ? 0 : inset
  const side = 1 - 2 * room
  const line = `fill="none" stroke-width="${small ? 2.3 : 1.7}" stroke-linecap="round" stroke-linejoin="round"`
  // Its middle is at 10.2, 10 of its 20 units, and it is 15 of them wide.
  const scale = (side * (small ? 0.76 : 0.64)) / 15
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" width="${size}" height="${size}">
  <defs><linearGradient id="tile" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#128a92"/><stop offset="1" stop-color="#075a60"/></linearGradient></defs>
  <rect x="${room}" y="${room}" width="${side}" height="${side}" rx="${side * 0.225}" fill="url(#tile)"/>
  <g transform="translate(0.5 0.5) scale(${scale}) translate(-10.2 -10)">
    ${small ? '' : `<path ${line} stroke="#f4b45f" d="${BEAK}"/>`}
    <path ${line} stroke="#fff" d="${small ? SWAN : SWAN.replace('M3 6.6 5', 'M5')}"/>
  </g>
</svg>
`
}

const folder = import.meta.dirname
const executablePath = process.env['E2E_CHROMIUM'] ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
const page = await browser.newPage()
try {
  writeFileSync(join(folder, 'icon.svg'), drawing(512, 0.05))
  writeFileSync(join(folder, 'icon.ico'), ico(await pictures(page, WINDOWS, 0.05)))
  writeFileSync(join(folder, 'icon.icns'), icns(await pictures(page, MAC, 0.098)))
  mkdirSync(join(folder, 'linux'), { recursive: true })
  for (const { size, png } of await pictures(page, LINUX, 0.05))
    writeFileSync(join(folder, 'linux', `${size}x${size}.png`), png)
} finally {
  await browser.close()
}

async function pictures(on: Page, sizes: readonly number[], inset: number): Promise<Picture[]> {
  const made: Picture[] = []
  for (const size of sizes) {
    await on.setViewportSize({ width: size, height: size })
    await on.setContent(`<style>*{margin:0}svg{display:block}</style>${drawing(size, inset)}`)
    made.push({ size, png: await on.screenshot({ omitBackground: true }) })
  }
  return made
}
