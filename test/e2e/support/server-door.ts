import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pinnedNode, ROOT } from '../../../build/setup/paths.mjs'
import { chromiumFor } from './chromium.ts'
import type { Door, DoorOptions } from './door.ts'

/** Serves the page by the built command line and opens it in the machine's Chromium. */
export async function openServerDoor({ home, lang, size, env, now }: DoorOptions): Promise<Door> {
  const clock = now === undefined ? [] : ['--import', join(import.meta.dirname, 'shifted-clock.mjs')]
  const child = spawn(pinnedNode(ROOT), [...clock, join(ROOT, 'out/node/cygnet.js'), 'serve', '--json'], {
    env: {
      ...process.env,
      CYGNET_HOME: home,
      CYGNET_LANG: lang,
      ...(now === undefined ? {} : { CYGNET_NOW: now }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (part: Buffer) => (said += part.toString()))
  const exited = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null)
  const end = () => void child.kill('SIGKILL')
  process.once('exit', end)
  const { browser } = await chromiumFor(lang)
  const context = await browser.newContext({
    locale: lang,
    ...(env['TZ'] ? { timezoneId: env['TZ'] } : {}),
    viewport: size ?? { width: 1440, height: 900 },
  })
  const page = await context.newPage()
  if (now !== undefined) await page.clock.setFixedTime(now)
  await page.goto(await addressOf(child, () => said))
  return {
    on: 'browser',
    page,
    main: () => Promise.reject(new Error('the loopback server has no Electron')),
    again: () => Promise.reject(new Error('the loopback server may be started as often as one likes')),
    exited,
    close: async () => {
      await context.close()
      child.kill('SIGTERM')
      await exited
      process.off('exit', end)
    },
  }
}

/** The one line of JSON a serving process prints. */
async function addressOf({ stdout }: ChildProcess, said: () => string): Promise<string> {
  let text = ''
  for await (const part of stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    text += String(part)
    if (text.endsWith('\n')) return (JSON.parse(text) as { address: string }).address
  }
  throw new Error(`the server ended before it listened: ${said()}`)
}
