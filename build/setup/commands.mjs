/**
 * @typedef {import('./targets.mjs').Target} Target
 * @typedef {object} Plan
 * @property {readonly Target[]} builds what must be built before the command runs
 * @property {boolean} force build even where the output is fresh
 * @property {readonly string[]} nodeFlags
 * @property {readonly string[]} argv script below the root and its arguments; empty: building was all
 * @property {boolean} atUserFolder runs where the user typed it, so that relative paths mean what they look like
 */

const CLI = 'out/node/cygnet.js'
/**
 * V8 lets the space for new objects grow to 128 MB where many are made and dropped, as in a long sync; that makes it no faster.
 * The workers of the other doors have the same bound (core/runtime/limits.ts).
 */
const CLI_FLAGS = ['--max-semi-space-size=16']
const plain = { force: false, nodeFlags: [], atUserFolder: false }

/**
 * What a command needs and runs; null for a command that does not exist.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Plan | null}
 */
export function planFor(command, args) {
  switch (command) {
    case 'start':
      // The command line is built as well: it is what serves the browser where no window can open.
      return { ...plain, builds: ['main', 'preload', 'renderer', 'node'], argv: ['build/start.ts', ...args] }
    case 'dev':
      return { ...plain, builds: ['node'], argv: ['build/dev.ts', ...args] }
    case 'cygnet':
      return {
        ...plain,
        builds: args.includes('serve') ? ['node', 'renderer'] : ['node'],
        nodeFlags: CLI_FLAGS,
        argv: [CLI, ...args],
        atUserFolder: true,
      }
    case 'test':
      return { ...plain, builds: ['node'], argv: ['node_modules/vitest/vitest.mjs', 'run', ...args] }
    case 'bench':
      return {
        ...plain,
        builds: ['node', 'renderer', 'bench'],
        nodeFlags: ['--expose-gc'],
        argv: ['out/bench/bench.js', ...args],
      }
    case 'screenshots':
      return {
        ...plain,
        builds: ['node'],
        argv: ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/e2e/screenshots/vitest.config.ts', ...args],
      }
    case 'pack':
      return { ...plain, builds: [], argv: ['build/pack.ts', ...args] }
    case 'check':
      return { ...plain, builds: [], argv: ['build/check.ts', ...args] }
    case 'build':
      return { ...plain, builds: ['node', 'bench', 'main', 'preload', 'renderer'], force: true, argv: [] }
    default:
      return null
  }
}

/**
 * Where the user stood. npm changes to the package's root and keeps the user's folder in INIT_CWD; that variable also leaks to
 * programs started by npm's children, so it counts only while npm itself is running this very command.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} cwd
 * @param {string} command
 */
export function userFolder(env, cwd, command) {
  return env['npm_lifecycle_event'] === command && env['INIT_CWD'] ? env['INIT_CWD'] : cwd
}
