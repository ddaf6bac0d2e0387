/**
 * `npm run check`: types, lint, format and import rules. `npm run check -- types lint` runs only those steps. Every step runs
 * whatever the others say; the exit code is 1 when one failed.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './vite.ts'

interface Step {
  readonly name: string
  /** Script below node_modules, and its arguments. */
  readonly run: readonly [string, ...string[]]
}

/** What did not change is not looked at again; a clean clone, as CI has, looks at everything. */
const CACHE = ['--cache', '--cache-strategy', 'content', '--cache-location']
/** The longest first: two run at a time. */
const STEPS: readonly Step[] = [
  { name: 'lint', run: ['eslint/bin/eslint.js', '--max-warnings=0', ...CACHE, 'out/.eslint-cache', '.'] },
  { name: 'types', run: ['typescript/bin/tsc', '-b'] },
  { name: 'page types', run: ['vue-tsc/bin/vue-tsc.js', '--noEmit', '-p', 'test/renderer/tsconfig.json'] },
  {
    name: 'format',
    run: ['prettier/bin/prettier.cjs', '--check', '--log-level=warn', ...CACHE, 'out/.prettier-cache', '.'],
  },
  { name: 'imports', run: ['dependency-cruiser/bin/dependency-cruiser.mjs', 'electron', 'renderer', 'test', 'build'] },
]
const AT_ONCE = 2

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !STEPS.some((step) => step.name === name))
if (unknown.length > 0)
  throw new Error(`no step ${unknown.join(', ')}; there are ${STEPS.map((s) => s.name).join(', ')}`)

const queue = STEPS.filter((step) => asked.length === 0 || asked.includes(step.name))
const failed: string[] = []
await Promise.all(Array.from({ length: AT_ONCE }, work))
if (failed.length > 0) {
  console.log(`\nfailed: ${failed.join(', ')}`)
  process.exitCode = 1
}

async function work(): Promise<void> {
  for (let step = queue.shift(); step; step = queue.shift()) {
    const start = performance.now()
    const { ok, output } = await run(step)
    if (!ok) failed.push(step.name)
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(`${ok ? '✓' : '✗'} ${step.name} (${seconds} s)`)
    if (!ok) console.log(output.trimEnd())
  }
}

function run(step: Step): Promise<{ ok: boolean; output: string }> {
  const [script, ...args] = step.run
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (part: Buffer) => (output += part.toString('utf8')))
    child.stderr.on('data', (part: Buffer) => (output += part.toString('utf8')))
    child.once('error', reject)
    child.once('close', (code) => {
      resolve({ ok: code === 0, output })
    })
  })
}
