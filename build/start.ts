/**
 * `npm start`: opens Cygnet in its window. Where there is no display, or Electron's binary is not there and cannot be fetched, the same
 * page is served to the browser, and one line says why. Everything is installed and built already (launch.mjs).
 */
import { join } from 'node:path'
import { runForeground } from './setup/child.mjs'
import { electronBinary, fetchElectron, fetchProblem, hasDisplay } from './setup/electron.mjs'
import { ROOT } from './setup/paths.mjs'
import { say, texts } from './setup/texts.mjs'

/** An app that fails sooner than this has not shown a window. */
const EARLY_MS = 10_000
/** Ended by the person at the terminal: SIGHUP, SIGINT, SIGTERM, Ctrl+C on Windows. */
const STOPPED = [129, 130, 143, 0xc000013a]

// Editors built on Electron leave a variable behind in their terminals that would make ours a plain Node.
const env = { ...process.env }
delete env['ELECTRON_RUN_AS_NODE']
const where = { cwd: ROOT, env }
const args = process.argv.slice(2)
process.exitCode = (await openWindow()) ?? (await serve())

/** The app's exit code, or null where it could not open a window, of which the person has been told. */
async function openWindow(): Promise<number | null> {
  if (!hasDisplay(process.platform, process.env)) {
    say(texts.noDisplay)
    return null
  }
  const binary = electronBinary(ROOT, process.env) ?? (await fetched())
  if (binary === null) return null
  const begun = performance.now()
  const code = await runForeground(binary, [ROOT, ...args], where)
  if (code === 0 || STOPPED.includes(code) || performance.now() - begun > EARLY_MS) return code
  say(texts.noWindow(code))
  return null
}

async function fetched(): Promise<string | null> {
  say(texts.fetchingElectron)
  const outcome = await fetchElectron(ROOT, process.env)
  if ('path' in outcome) return outcome.path
  say(outcome.reason === 'slow' ? texts.slowElectron : texts.noElectron(fetchProblem(outcome.output)))
  return null
}

function serve(): Promise<number> {
  return runForeground(process.execPath, [join(ROOT, 'out/node/cygnet.js'), 'serve', ...args], where)
}
