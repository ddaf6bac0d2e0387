import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Opens the page in the person's browser. The address holds the token, so it is not put on a command line, where every user of the
 * machine could read it, but into a file only this user can read, which leads on to it. Answers false where nothing can be opened.
 */
export function openBrowser(address: string, home: string, platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  const opener = openerOf(platform, env)
  if (!opener) return false
  const path = join(home, `open-${randomBytes(8).toString('hex')}.html`)
  const target = JSON.stringify(address).replaceAll('<', '\\u003c')
  writeFileSync(path, `<!doctype html><meta charset="utf-8"><script>location.replace(${target})</script>`, {
    mode: 0o600,
  })
  const child = spawn(opener.command, [...opener.args, pathToFileURL(path).href], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
  const timer = setTimeout(() => {
    rmSync(path, { force: true })
  }, KEEP_MS)
  timer.unref()
  process.once('exit', () => {
    rmSync(path, { force: true })
  })
  return true
}

/** Long enough for a browser that has to start first. */
const KEEP_MS = 60_000

function openerOf(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): { command: string; args: string[] } | null {
  if (platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler'] }
  if (platform === 'darwin') return { command: 'open', args: [] }
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? { command: 'xdg-open', args: [] } : null
}
